import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, openWith, sealWith, type Keys } from '#platform/keys.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { Follow, RingThem } from './inputs.ts';
import { findHome } from './sql-choice.server.ts';
import { dueRings, insertRing, isTicket, keepNewestRings, type RingRow } from './sql-rings.server.ts';

/** So many browsers follow one thing: a family's. The eldest gives way. */
const MOST = 6;
const KEPT_MS = 60 * 86_400_000;

/** Nobody but the house opens where a browser is rung: the key is derived for the one row. */
const keyOf = (keys: Keys, id: string): Buffer => derive(keys, 'ring', id);
export const browserIn = (keys: Keys, { id, browser }: RingRow): string =>
	openWith(keyOf(keys, id), browser, id).toString('utf8');

/** What whoever asks has before them: their number, the file of their slip, their own words. */
function followed({ kind, row, subject }: Actor): string {
	const about = kind === 'resident' ? subject : row;
	if (about === null) throw new Refusal('not-allowed', { name: follow.called });
	return about;
}

/**
 * This browser is rung when there is news of what its page is about: it says that there is something, and nothing else. A number is followed
 * until the day is over, anything else for sixty days. Refuses an address at a host that no browser names (`push-host`): its page checks it.
 */
export const follow = command(
	{
		name: 'notices.follow',
		byPerson: true,
		group: ['public', 'slip', 'own-page'],
		input: Follow,
		answer: v.object({ ring: v.string() })
	},
	async (context, { browser, locale }) => {
		const { db, actor, now, keys } = context;
		const about = followed(actor);
		if (actor.kind === 'public' && !(await isTicket(db, about))) throw new Refusal('ticket-unknown');
		// The same browser that asks again is the same row.
		const id = requestFor('notices.follow', 0, `${about} ${browser.endpoint}`);
		const sealed = sealWith(keyOf(keys, id), JSON.stringify(browser), id);
		// Whoever is nobody holds a number, until the day is over.
		const atOnce = actor.kind === 'public';
		const until = atOnce ? instantOf(addDays(dayOf(now), 1)) : new Date(now.getTime() + KEPT_MS);
		const centreId = actor.subject === null ? null : ((await findHome(db, about))?.centre ?? null);
		await insertRing(db, { id, about, browser: sealed, locale, at: now, until, atOnce, centreId });
		await keepNewestRings(db, about, MOST);
		return { answer: { ring: id }, about, person: actor.subject };
	}
);

/** Whoever follows something is rung. */
export const ringThem = command(
	{ name: 'notices.ring-them', group: 'house', input: RingThem, answer: v.object({ rung: v.number() }) },
	async ({ db }, { about, at }) => {
		const { count } = await dueRings(db, about, new Date(at));
		return { answer: { rung: count }, about, person: null };
	}
);
