import { createSecretKey, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { centreOf, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, openWith, sealWith, type Keys } from '#platform/keys.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { homeOfPerson } from '#capabilities/residents/people.server.ts';
import { Follow, RingThem } from './inputs.ts';
import { dueRings, insertRing, isOwnMachine, holdTicket, keepNewestRings, type RingRow } from './sql-rings.server.ts';

/** So many browsers follow one thing: a family's. The eldest gives way. */
const MOST = 6;
const KEPT_MS = 60 * 86_400_000;

/** Nobody but the house opens where a browser is rung: the key is derived for the one row. */
const keyOf = (keys: Keys, id: string): KeyObject => createSecretKey(derive(keys, 'ring', id));
export const browserIn = (keys: Keys, { id, browser }: RingRow): string =>
	openWith(keyOf(keys, id), browser, id).toString('utf8');

/** What whoever asks has before them: their number, the file of their slip, their own words; of the staff, what they are told. */
function followed({ kind, row, subject, id }: Actor): string {
	const own = kind === 'staff' ? id : subject;
	const about = kind === 'resident' || kind === 'staff' ? own : row;
	if (about === null) throw new Refusal('not-allowed', { name: follow.called });
	return about;
}

/** The browser in which one of the staff is signed in. One at a desk is shared: it rings for nobody (`ring-at-desk`). */
async function machineOf({ db, actor, now }: Context): Promise<string | null> {
	if (actor.kind !== 'staff') return null;
	const own = actor.machine !== null && actor.desk === null && (await isOwnMachine(db, actor.id, actor.machine, now));
	if (!own) throw new Refusal('ring-at-desk');
	return actor.machine;
}

/** Whether what is followed rings at any hour: a number does, and whatever is told at a centre that is only shown. */
const ringsAtOnce = async ({ db, actor }: Context): Promise<boolean> =>
	actor.kind === 'public' || (actor.kind === 'staff' && (await getCentre(db, centreOf(actor))).alwaysOpen);

/**
 * This browser is rung when there is news of what its page is about: it says that there is something, and nothing else. A number is followed
 * until the day is over, anything else for sixty days; what one of the staff is told while they are signed in there. Refuses an address at a host that no browser names (`push-host`): its page checks it.
 */
export const follow = command(
	{
		name: 'notices.follow',
		byPerson: true,
		group: ['public', 'slip', 'own-page', 'own-account'],
		input: Follow,
		answer: v.object({ ring: v.string() })
	},
	async (context, { browser, locale }) => {
		const { db, actor, now, keys } = context;
		const about = followed(actor);
		if (actor.kind === 'public' && !(await holdTicket(db, about))) throw new Refusal('ticket-unknown');
		// The same browser that asks again is the same row.
		const id = requestFor('notices.follow', 0, `${about} ${browser.endpoint}`);
		const sealed = sealWith(keyOf(keys, id), JSON.stringify(browser), id);
		const [atOnce, machineId] = [await ringsAtOnce(context), await machineOf(context)];
		// Whoever is nobody holds a number, until the day is over.
		const until = actor.kind === 'public' ? instantOf(addDays(dayOf(now), 1)) : new Date(now.getTime() + KEPT_MS);
		const centreId = actor.subject === null ? null : ((await homeOfPerson(context, about))?.centre ?? null);
		await insertRing(db, { id, about, browser: sealed, locale, at: now, until, atOnce, centreId, machineId });
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
