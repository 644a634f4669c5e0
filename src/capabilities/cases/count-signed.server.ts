import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { OneCase } from './inputs.ts';
import { DropDoorCase } from './inputs-at-door.ts';
import { caseToChange, readWhole } from './read.server.ts';
import { missingIn } from './confirm.server.ts';
import { confirmSigned } from './signed.server.ts';
import { findDoorCase, updateNotYet } from './sql-at-door.server.ts';
import { updateVoid } from './sql.server.ts';

/**
 * What somebody signed at a door becomes their yes, once they have been compared with their card: an officer has the photo of their
 * signature before them and says so. Refuses where nothing was signed or no photo of it is here, where a word is another since, where an
 * answer is missing and where nobody has compared them yet (by the name of what is missing), and what they are to file by their own e-ID.
 */
export const countSigned = command(
	{
		name: 'cases.count-signed',
		byPerson: true,
		group: 'receive',
		input: OneCase,
		answer: v.object({ confirmed: v.literal(true) })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		const door = await findDoorCase(context.db, file.id);
		if (!door) throw new Refusal('not-signed');
		if (file.way === 'ONLINE') throw new Refusal('own-sign-in-needed');
		const notYet = await confirmSigned(context, file, door);
		if (notYet === 'answers-missing')
			throw new Refusal(notYet, { count: missingIn(await readWhole(context, file), context.now) });
		if (notYet !== null) throw new Refusal(notYet);
		await updateNotYet(context.db, file.id, null);
		return { answer: { confirmed: true }, about: file.id, person: file.ownerId, detail: { content: door.signed } };
	}
);

/** A file that was written at a door and goes no further: who wanted it does not, came elsewhere, or died. With why, in words. */
export const dropDoorCase = command(
	{
		name: 'cases.drop-door-case',
		byPerson: true,
		group: 'receive',
		input: DropDoorCase,
		answer: v.object({ dropped: v.literal(true) })
	},
	async (context, { case: id, reason }) => {
		const file = await caseToChange(context, id, 'confirm');
		if (!(await findDoorCase(context.db, file.id))) throw new Refusal('case-unknown');
		await updateVoid(context.db, file.id);
		return { answer: { dropped: true }, about: file.id, person: file.ownerId, detail: { reason } };
	}
);
