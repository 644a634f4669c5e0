import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { GiveBack } from './inputs.ts';
import { caseToChange } from './read.server.ts';
import { revokeConfirmations, updateGivenBack } from './sql.server.ts';

/**
 * An officer gives a file back to be mended, with why: it is a draft again, what they said yes to no longer stands, and nothing
 * goes to the portal before they have read it anew. What was typed and brought stays as it is.
 */
export const giveBackCase = command(
	{ name: 'cases.give-back', group: 'receive', input: GiveBack, answer: v.object({ back: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const file = await caseToChange(context, input.case, 'give-back');
		await updateGivenBack(db, file.id, { by: actor.id ?? '', why: input.why, at: now });
		await revokeConfirmations(db, file.id, now);
		return { answer: { back: true }, about: file.id, person: file.ownerId };
	}
);
