import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id as idShape, Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { sameAsSubject } from '#capabilities/residents/people.server.ts';
import { Claim, Deny, OneCase, SettleClaim } from './inputs.ts';
import { getCase } from './read.server.ts';
import { holdClaim, insertClaim, listNotMine, passClaims, replaceClaim, settleClaimRow } from './sql-claims.server.ts';
import { NotMine } from './answers-claims.ts';

/**
 * At the first own sign-in: a file that was made with somebody's help is theirs, or it is not. Said once (constraint
 * `case_claim_once`); it replaces what was said by their slip while nobody has looked. Refuses a file that is another's.
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
		const said = { answer: input.answer, way: 'own-page', at: context.now };
		if (!(await replaceClaim(context.db, file.id, input.answer)))
			await insertClaim(context.db, { case: file.id, person: file.ownerId, centre: file.receivingCentreId, ...said });
		return {
			answer: { said: input.answer },
			about: file.id,
			person: file.ownerId,
			centre: file.receivingCentreId,
			detail: { answer: input.answer }
		};
	}
);

/**
 * Whoever holds the slip, or the link to say yes, says that they did not make this file. It changes nothing of the file: a leader
 * looks into it. Said once, and not of a file that was typed by mistake and is void already.
 */
export const deny = command(
	{
		name: 'cases.deny',
		group: ['slip', 'confirm-link'],
		input: Deny,
		answer: v.object({ said: v.literal('not-mine') })
	},
	async (context, { way }) => {
		const file = await getCase(context, context.actor.row ?? '');
		if (file.stage === 'void') throw new Refusal('case-stage', { stage: file.stage });
		const about = { person: file.ownerId, centre: file.receivingCentreId };
		await insertClaim(context.db, { case: file.id, ...about, answer: 'not-mine', way, at: context.now });
		return { answer: { said: 'not-mine' as const }, about: file.id, ...about, detail: { answer: 'not-mine', way } };
	}
);

/** Files of which their owners said that they are not theirs, and nobody has looked yet. */
export const notMine = query(
	{ name: 'cases.not-mine', group: 'lead', input: Nothing, answer: v.array(NotMine), look: 'holds no name' },
	async ({ db, actor }) => [...(await listNotMine(db, centreOf(actor)))]
);

/** What was denied is said of whoever made the file and of whoever received it: somebody else looks into it (`denial-own`). */
async function notOfOwn(context: Context, id: string): Promise<void> {
	const { madeBy, receiverId } = await getCase(context, id);
	if ([madeBy, receiverId].includes(context.actor.id)) throw new Refusal('denial-own');
}

/** *Tôi nhận*: whoever takes it looks into it from now on, also from another leader. */
export const takeDenial = command(
	{ name: 'cases.take-denial', group: 'lead', input: OneCase, answer: v.object({ case: v.string() }) },
	async (context, input) => {
		const { db, actor, now } = context;
		await notOfOwn(context, input.case);
		const { count } = await holdClaim(db, input.case, actor.id, now);
		if (count === 0) throw new Refusal('claim-settled');
		return { answer: { case: input.case }, about: input.case, person: null, detail: { holder: actor.id } };
	}
);

/** Somebody has looked into it and says what was found; whoever denied it reads it. */
export const settleClaim = command(
	{ name: 'cases.settle-claim', group: 'lead', input: SettleClaim, answer: v.object({ settled: v.literal(true) }) },
	async (context, { case: id, found }) => {
		const { db, actor, now } = context;
		await notOfOwn(context, id);
		const { count } = await settleClaimRow(db, id, { found, by: actor.id, at: now });
		if (count === 0) throw new Refusal('claim-settled');
		return { answer: { settled: true }, about: id, person: null, detail: { found } };
	}
);

/** What somebody who left had to look into goes to another leader. */
export const passDenials = command(
	{
		name: 'cases.pass-denials',
		group: 'house',
		input: v.object({ from: idShape }),
		answer: v.object({ passed: v.number() })
	},
	async ({ db, now }, { from }) => {
		const { count } = await passClaims(db, from, now);
		return { answer: { passed: count }, about: from, detail: { from, passed: count } };
	}
);
