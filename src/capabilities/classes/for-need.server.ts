import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { promiseNeed } from '#capabilities/assistance/move-need.server.ts';
import { getOpenNeed, holdOpenNeed, openNeedsOf, type OpenNeed } from '#capabilities/assistance/open-needs.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { NeedClasses } from './answers-for-need.ts';
import { gapsOf } from './gaps.server.ts';
import { comesTo } from './hours.server.ts';
import { shownRun, templateOf } from './here.server.ts';
import { NeedAsked, OnePerson, SeatForNeed } from './inputs.ts';
import { hasBegun, isOver } from './rules-begun.ts';
import { fitsNeed, isClassNeed, oneOffer, promiseOf, type ClassNeed } from './rules-for-need.ts';
import { seatFor } from './rules-seats.ts';
import { Seated, seat } from './seats.server.ts';
import { findRun, listRuns, listSeatsOf, type RunRow } from './sql.server.ts';

type Asked = OpenNeed & { kind: ClassNeed };

/** A need that is open and that a class can meet. Refuses any other (`class-not-for-need`). */
function forClass(need: OpenNeed): Asked {
	if (!isClassNeed(need.kind)) throw new Refusal('class-not-for-need');
	return { ...need, kind: need.kind };
}

const rankOf = (kind: ClassNeed, row: RunRow): number | null => fitsNeed(kind, templateOf(row.template));

/** The classes of this centre that fit a need: those that are for it first, then by their next lesson. */
async function fitting(context: Context, need: Asked): Promise<NeedClasses> {
	const { db, actor, now } = context;
	const held = await listSeatsOf(db, need.personId);
	const seatIn = (run: string) => held.find(({ runId }) => runId === run);
	const fit = (await listRuns(db, centreOf(actor), now))
		.flatMap((row) => ({ row, rank: rankOf(need.kind, row), run: shownRun(row) }))
		.filter(({ rank, run }) => rank !== null && run.unsigned === 0 && !isOver(run, now))
		.toSorted((a, b) => a.rank! - b.rank!);
	const others = fit.flatMap(({ run }) => (seatIn(run.id) ? [] : [run]));
	const fits = (await comesTo(context, need.personId, others)).flatMap((run) => {
		const first = run.lessons.find(({ day, closed }) => !closed && !hasBegun(run, day, now));
		return first ? [{ run, first, gets: seatFor(run) }] : [];
	});
	const has = fit.flatMap(({ run }) => {
		const own = seatIn(run.id);
		return own ? [{ run, state: own.state }] : [];
	});
	const { id, personId: person, kind, plan, promisedOn } = need;
	const gaps = [...(await gapsOf(context, person))];
	return { ...{ need: id, person, kind, plan, promisedOn }, gaps, has, fits };
}

/** The classes that fit a need to learn, or to be safe online, with what whoever asks now gets in each. A look at whose need it is. */
export const classesForNeed = query(
	{
		name: 'classes.for-need',
		group: 'loop',
		input: NeedAsked,
		answer: NeedClasses,
		look: ({ person, need }) => ({ person, what: 'need', purpose: 'need', about: need, repeats: true })
	},
	async (context, { need }) => fitting(context, forClass(await getOpenNeed(context, need)))
);

/**
 * The first class that fits what somebody is to learn and has a free place, for one key; or where they have a place or wait already. Null where they
 * are to learn nothing, or no class that fits has a place. A look at whose need it is.
 */
export const soonestForPerson = query(
	{
		name: 'classes.soonest-for-person',
		group: 'loop',
		input: OnePerson,
		answer: v.nullable(NeedClasses),
		look: (found) => found && { person: found.person, what: 'need', purpose: 'need', about: found.need, repeats: true }
	},
	async (context, { person }): Promise<NeedClasses | null> => {
		const need = (await openNeedsOf(context, person)).find(({ kind }) => kind === 'learn');
		return need ? oneOffer(await fitting(context, forClass(need))) : null;
	}
);

/** The same for each such need of the person beside. */
export const classesForBeside = query(
	{
		name: 'classes.for-beside',
		byPerson: true,
		group: 'loop',
		input: Nothing,
		answer: v.array(NeedClasses),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<NeedClasses[]> => {
		const { session, subject } = context.actor;
		if (session === null || subject === null) return [];
		const needs = (await openNeedsOf(context, subject)).flatMap((one) =>
			isClassNeed(one.kind) ? [{ ...one, kind: one.kind }] : []
		);
		return Promise.all(needs.map((one) => fitting(context, one)));
	}
);

/**
 * A place in a class for whoever has a need, which is promised its first lesson; where none is free they wait, as anybody. Refuses a need or places that
 * stand otherwise than they were seen (`need-moved`, `class-moved`), and a class that does not fit (`class-not-for-need`).
 */
export const seatForNeed = command(
	{ name: 'classes.seat-for-need', byPerson: true, group: 'loop', input: SeatForNeed, answer: Seated },
	async (context, { id, need: named, run, sawPlan, sawPromised, sawGets }) => {
		const need = forClass(await holdOpenNeed(context, named));
		if (need.plan !== sawPlan || need.promisedOn !== sawPromised) throw new Refusal('need-moved');
		await getPersonBrief(context, need.personId);
		const row = await findRun(context.db, run, context.now);
		if (!row) throw new Refusal('class-unknown');
		if (rankOf(need.kind, row) === null) throw new Refusal('class-not-for-need');
		const seated = await seat(context, { id, run, person: need.personId, source: 'need' });
		if (seated.answer.state !== sawGets) throw new Refusal('class-moved');
		const first = row.lessons.find(({ day, closed }) => !closed && !hasBegun(row, day, context.now))!;
		const to = promiseOf(seated.answer.state, first.day, need);
		if (to) await promiseNeed(context, named, { ...to, owner: null });
		return { ...seated, detail: { ...seated.detail, need: named, ...to } };
	}
);
