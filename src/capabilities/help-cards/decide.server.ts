import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { GiveCard, VerifyCard, WithdrawCard } from './inputs.ts';
import { cardHere } from './read.server.ts';
import { lacks, mayGive } from './rules-card.ts';
import { insertDecision, lastGiven, listVersions, lockCard } from './sql.server.ts';

const Answer = v.object({ id: v.string(), version: v.number() });
type Decides = { id: string; card: string; version: number };
type Kind = 'published' | 'withdrawn' | 'verified';

/** What stands of a card while nobody else decides of it. */
async function held(context: Context, card: string) {
	await lockCard(context.db, card);
	return cardHere(context, card);
}

async function decided(context: Context, { id, card, version }: Decides, kind: Kind, seen: number) {
	const { db, actor, now } = context;
	const centre = centreOf(actor);
	await insertDecision(db, { id, card, version, kind, seen, centre, by: actor.id!, at: now });
	const about = /^[0-9a-f]{8}-/.test(card) ? card : null;
	return { answer: { id: card, version }, about, person: null, centre, detail: { card, version, seen } };
}

/**
 * Whoever tried each step gives a version to everybody: never who wrote any of it (`card-own`). Refuses what moved meanwhile (`card-moved`),
 * what everybody has already (`card-given`), and a card without a title or with too few steps (`card-title`, `card-steps`).
 */
export const giveCard = command(
	{ name: 'help-cards.give-card', byPerson: true, group: 'loop', input: GiveCard, answer: Answer },
	async (context, { id, card, version }) => {
		const { own, house } = await held(context, card);
		const stands = own ?? house.stands;
		if ((own ?? house).version !== version) throw new Refusal('card-moved');
		if (own ? own.decided === 'published' && own.given === version : house.stands.decided !== 'withdrawn')
			throw new Refusal('card-given');
		if (own) {
			const lack = lacks(own);
			if (lack) throw new Refusal(lack);
			const versions = await listVersions(context.db, card);
			if (!mayGive(versions, await lastGiven(context.db, card), version, context.actor.id!))
				throw new Refusal('card-own');
		}
		// Of a newer version nobody has said anything yet.
		const seen = own && own.given !== version ? 0 : stands.others;
		return decided(context, { id, card, version }, 'published', seen);
	}
);

/** Nobody is given it any more; what was printed names its version still. Refuses what nobody has (`card-not-given`). */
export const withdrawCard = command(
	{ name: 'help-cards.withdraw-card', byPerson: true, group: 'loop', input: WithdrawCard, answer: Answer },
	async (context, { id, card, version }) => {
		const { own, house } = await held(context, card);
		const given = own
			? own.decided === 'published'
				? own.given
				: null
			: house.stands.decided === 'withdrawn'
				? null
				: house.version;
		if (given === null) throw new Refusal('card-not-given');
		if (given !== version) throw new Refusal('card-moved');
		return decided(context, { id, card, version }, 'withdrawn', (own ?? house.stands).seen);
	}
);

/**
 * Somebody walked through what everybody has, and it is so. What others said of it until they looked is done; whoever said it since then
 * is not. Refuses a version that nobody has (`card-not-given`) or that another replaced (`card-moved`), and more than were there (`card-moved`).
 */
export const verifyCard = command(
	{ name: 'help-cards.verify-card', byPerson: true, group: 'loop', input: VerifyCard, answer: Answer },
	async (context, { id, card, version, others }) => {
		const { own, house } = await held(context, card);
		const stands = own ?? house.stands;
		const given = own
			? own.decided === 'published'
				? own.given
				: null
			: house.stands.decided === 'withdrawn'
				? null
				: house.version;
		if (given === null) throw new Refusal('card-not-given');
		if (given !== version || others > stands.others) throw new Refusal('card-moved');
		return decided(context, { id, card, version }, 'verified', Math.max(others, stands.seen));
	}
);
