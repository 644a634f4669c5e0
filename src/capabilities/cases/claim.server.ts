import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { sameAsSubject } from '#capabilities/residents/people.server.ts';
import { Claim, SettleClaim } from './inputs.ts';
import { getCase } from './read.server.ts';
import { insertClaim, listNotMine, settleClaimRow } from './sql-claims.server.ts';
import { NotMine } from './answers-lists.ts';

/**
 * At the first own sign-in: a file that was made with somebody's help is theirs, or it is not. Said once (constraint
 * `case_claim_once`). Refuses a file that is another's.
 */
export const claim = command(
	{
		name: 'cases.claim',
		group: 'own-page',
		input: Claim,
		answer: v.object({ said: v.picklist(['mine', 'not-mine']) })
	},
	async (context, input) => {
		const file = await getCase(context, input.case);
		if (!(await sameAsSubject(context)).includes(file.ownerId)) throw new Refusal('other-person');
		await insertClaim(context.db, {
			case: file.id,
			person: file.ownerId,
			centre: file.receivingCentreId,
			answer: input.answer,
			at: context.now
		});
		return {
			answer: { said: input.answer },
			about: file.id,
			person: file.ownerId,
			centre: file.receivingCentreId,
			detail: { answer: input.answer }
		};
	}
);

/** Files of which their owners said that they are not theirs, and nobody has looked yet. */
export const notMine = query(
	{ name: 'cases.not-mine', group: 'lead', input: Nothing, answer: v.array(NotMine), look: 'holds no name' },
	async ({ db, actor }) => [...(await listNotMine(db, centreOf(actor)))]
);

/** Somebody has looked into it; what came of it stands in the file. */
export const settleClaim = command(
	{ name: 'cases.settle-claim', group: 'lead', input: SettleClaim, answer: v.object({ settled: v.literal(true) }) },
	async ({ db, actor, now }, input) => {
		const { count } = await settleClaimRow(db, input.case, actor.id, now);
		if (count === 0) throw new Refusal('claim-settled');
		return { answer: { settled: true }, about: input.case, person: null };
	}
);
