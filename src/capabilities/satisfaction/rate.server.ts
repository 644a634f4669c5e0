import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { Chance, GiveChance, Rate, RateByLink } from './inputs.ts';
import { LOW } from './low.server.ts';
import { findChance, findJustEnded, findRated, insertChance, insertRating, useChance } from './sql.server.ts';

const CHANCE_DAYS = 30;
const FACES_MINUTES = 10;

/** The secret of a rating link: derived, never stored. */
export const rateTokenOf = ({ keys }: Pick<Context, 'keys'>, about: string): string =>
	derive(keys, 'rating', about).toString('base64url');

/** A right to rate once, after a session or a result. */
export const giveChance = command(
	{ name: 'satisfaction.give-chance', group: 'house', input: GiveChance, answer: v.object({ given: v.literal(true) }) },
	async (context, input) => {
		const about = input.case ?? input.session ?? '';
		const expiresAt = new Date(context.now.getTime() + CHANCE_DAYS * 86_400_000);
		await insertChance(context.db, {
			tokenHash: tokenHash(rateTokenOf(context, about)),
			centre: centreOf(context.actor),
			...input,
			expiresAt
		});
		return { answer: { given: true }, about };
	}
);

const takeChance = async ({ db, now }: Context, token: string) => {
	const chance = await findChance(db, tokenHash(token), now);
	if (!chance) throw new Refusal('link-expired');
	if (chance.usedAt) throw new Refusal('rated-already');
	await useChance(db, tokenHash(token), now);
	return chance;
};

/** By the one-time link. The actor is nobody: it is not known who rated, and the helper holds no such link. */
export const rateByLink = command(
	{
		name: 'satisfaction.rate-by-link',
		group: 'public',
		input: RateByLink,
		answer: v.object({ thanked: v.literal(true) })
	},
	async (context, input) => {
		const chance = await takeChance(context, input.token);
		await insertRating(context.db, {
			id: input.id,
			centre: chance.centreId,
			session: chance.sessionId,
			case: chance.caseId,
			way: 'link',
			score: input.score,
			at: context.now,
			day: dayOf(context.now)
		});
		return {
			answer: { thanked: true },
			about: chance.caseId ?? chance.sessionId,
			person: null,
			centre: chance.centreId,
			detail: { score: input.score }
		};
	}
);

export const chance = query(
	{
		name: 'satisfaction.chance',
		group: 'public',
		input: Chance,
		answer: v.nullable(
			v.object({
				used: v.boolean(),
				after: v.picklist(['session', 'result']),
				/** They were not content, and may say why and ask to be called: each once. */
				low: v.boolean(),
				saidWhy: v.boolean(),
				called: v.boolean()
			})
		),
		look: 'holds no name'
	},
	async ({ db, now }, input) => {
		const hash = tokenHash(input.token);
		const found = await findChance(db, hash, now);
		if (!found) return null;
		const rated = await findRated(db, hash, now);
		return {
			used: found.usedAt !== null,
			after: found.caseId ? ('result' as const) : ('session' as const),
			low: rated !== undefined && rated.score <= LOW,
			saidWhy: rated !== undefined && rated.reason !== null,
			called: rated !== undefined && rated.calledAt !== null
		};
	}
);

/** On the second screen, for ten minutes after a session ended at its desk. */
export const facesBeside = query(
	{
		name: 'satisfaction.beside',
		group: 'second-screen',
		input: Nothing,
		answer: v.nullable(v.object({ id: v.string(), centreId: v.number() })),
		look: 'holds no name'
	},
	async ({ db, actor, now }) => {
		if (actor.desk === null || actor.session !== null) return null;
		return (await findJustEnded(db, actor.desk, new Date(now.getTime() - FACES_MINUTES * 60_000))) ?? null;
	}
);

export const rate = command(
	{ name: 'satisfaction.rate', group: 'second-screen', input: Rate, answer: v.object({ thanked: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const ended =
			actor.desk === null
				? undefined
				: await findJustEnded(db, actor.desk, new Date(now.getTime() - FACES_MINUTES * 60_000));
		if (ended?.id !== input.session) throw new Refusal('rated-already');
		const token = tokenHash(rateTokenOf(context, input.session));
		await insertChance(db, {
			tokenHash: token,
			centre: ended.centreId,
			session: input.session,
			case: null,
			// Used already: it lets say why, and ask to be called, and rates nothing any more.
			expiresAt: new Date(now.getTime() + CHANCE_DAYS * 86_400_000)
		});
		await useChance(db, token, now);
		await insertRating(db, {
			id: input.id,
			centre: ended.centreId,
			session: input.session,
			case: null,
			way: 'second-screen',
			score: input.score,
			at: now,
			day: dayOf(now)
		});
		return {
			answer: { thanked: true },
			about: input.session,
			person: null,
			centre: ended.centreId,
			session: null,
			detail: { score: input.score }
		};
	}
);
