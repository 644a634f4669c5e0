import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { compared, confirmWith } from './confirm.server.ts';
import { OneCase } from './inputs.ts';
import { caseToChange, readWhole } from './read.server.ts';
import { findDoorCase, updateNotYet } from './sql-at-door.server.ts';

/**
 * What somebody signed at a door becomes their yes, once they have been compared with their card: an officer has the photo of their
 * signature before them and says so. Refuses where nothing was signed (`not-signed`), where a word is another since (`changed-since`), and
 * where nobody has compared them yet (`person-unverified`).
 */
export const countSigned = command(
	{
		name: 'cases.count-signed',
		byPerson: true,
		group: 'receive',
		input: OneCase,
		answer: v.object({ confirmed: v.boolean() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		const door = await findDoorCase(context.db, file.id);
		if (!door?.signed) throw new Refusal('not-signed');
		if ((await readWhole(context, file)).hash !== door.signed) throw new Refusal('changed-since');
		await compared(context, file);
		await updateNotYet(context.db, file.id, null);
		return confirmWith(context, file, {
			...{ way: 'paper', proof: 'paper', device: null, hash: door.signed, at: door.saidAt }
		});
	}
);
