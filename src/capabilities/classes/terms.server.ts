import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, DAYS_AHEAD } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { hands } from '#capabilities/access/sessions.server.ts';
import { TermShown } from './answers-term.ts';
import { handHere, hamletHere, templateOf } from './here.server.ts';
import { AddTeacher, AddVenue, AddWish, AskTerm, OneTeacher, OneTerm, OneVenue, OneWish } from './inputs-term.ts';
import {
	dropTeacher,
	dropVenue,
	dropWish,
	findLastTerm,
	insertTeacher,
	insertTerm,
	insertVenue,
	insertWish,
	listAsking,
	listTeachers,
	listVenues,
	listWishes,
	openedTerm,
	setWishRun,
	type TermRow,
	type WishRow
} from './sql-terms.server.ts';
import { holdOpening, insertRun, insertSessions } from './sql.server.ts';
import { stillFree, termHere } from './term-here.server.ts';
import type { PlacedClass } from './rules-term.ts';

const Ok = v.object({ ok: v.literal(true) });
const ok = { ok: true } as const;
const by = ({ actor, now }: Context) => ({ centre: centreOf(actor), by: actor.id, at: now });

/** A room in which classes may be held. */
export const addVenue = command(
	{ name: 'classes.add-venue', group: 'loop', input: AddVenue, answer: Ok },
	async (context, input) => {
		await insertVenue(context.db, by(context), input);
		return { answer: ok, about: input.id };
	}
);

/** No class is planned there any more; those that stand stay. */
export const endVenue = command(
	{ name: 'classes.end-venue', group: 'loop', input: OneVenue, answer: Ok },
	async ({ db }, { venue }) => {
		await dropVenue(db, venue);
		return { answer: ok, about: venue };
	}
);

/** Somebody who may stand before a class of this term, and of which organisation they are. */
export const addTeacher = command(
	{ name: 'classes.add-teacher', group: 'loop', input: AddTeacher, answer: Ok },
	async (context, { staff, organisation }) => {
		await handHere(context, staff);
		await insertTeacher(context.db, by(context), { staffId: staff, organisation });
		return { answer: ok, about: staff, detail: { organisation } };
	}
);

/** They are planned for no class any more; those that stand stay. */
export const endTeacher = command(
	{ name: 'classes.end-teacher', group: 'loop', input: OneTeacher, answer: Ok },
	async ({ db, actor }, { staff }) => {
		await dropTeacher(db, centreOf(actor), staff);
		return { answer: ok, about: staff };
	}
);

/** A class that is wished for in this term: what, for how many, and among which days and hours. */
export const addWish = command(
	{ name: 'classes.add-wish', group: 'loop', input: AddWish, answer: Ok },
	async (context, { hamlet, since, ...wish }) => {
		await hamletHere(context, hamlet);
		const today = dayOf(context.now);
		if (since !== null && since > today) throw new Refusal('wish-since');
		await insertWish(context.db, by(context), { ...wish, hamletId: hamlet, since: since ?? today });
		return { answer: ok, about: wish.id, detail: { template: wish.template, learners: wish.learners } };
	}
);

/** It is not wished for any more. */
export const endWish = command(
	{ name: 'classes.end-wish', group: 'loop', input: OneWish, answer: Ok },
	async ({ db }, { wish }) => {
		await dropWish(db, wish);
		return { answer: ok, about: wish };
	}
);

/** Asks the house to plan what is wished for; it does so beside its other work (`classes.plan-term`). Refuses where nothing is (`term-empty`). */
export const askTerm = command(
	{ name: 'classes.ask-term', group: 'loop', input: AskTerm, answer: Ok },
	async (context, { id, from, until }) => {
		const row = by(context);
		const today = dayOf(context.now);
		if (from < today) throw new Refusal('day-over');
		if (until <= from) throw new Refusal('term-backwards');
		if (until > addDays(today, DAYS_AHEAD)) throw new Refusal('class-far');
		if ((await listWishes(context.db, row.centre)).length === 0) throw new Refusal('term-empty');
		await insertTerm(context.db, row, { id, from, until });
		return { answer: ok, about: id, centre: row.centre };
	}
);

async function openOne(context: Context, placed: PlacedClass, wish: WishRow, name: string): Promise<void> {
	const { db } = context;
	const { centre, by: who, at } = by(context);
	const run = crypto.randomUUID();
	await insertRun(db, {
		...{ id: run, template: wish.template, venue: placed.venue, starts: placed.starts, minutes: wish.minutes },
		...{ trainerId: placed.trainer, trainer: name, capacity: wish.learners, helpers: Math.ceil(wish.learners / 5) },
		...{ stepFree: wish.stepFree, power: wish.power, givenUp: placed.given, hamletId: wish.hamletId },
		...{ centre, by: who, at }
	});
	await insertSessions(db, run, placed.days);
	await setWishRun(db, wish.id, run);
}

/**
 * Opens every class of a draft on the days that were seen, all or none. Refuses a draft that is opened or not planned yet (`term-unknown`), and one of
 * which a day is taken meanwhile or a wish is gone (`class-plan-other`).
 */
export const openTerm = command(
	{ name: 'classes.open-term', group: 'loop', input: OneTerm, answer: v.object({ opened: v.number() }) },
	async (context, { term: id }) => {
		const { db, now } = context;
		const centre = centreOf(context.actor);
		const { placed: seen } = (await termHere(context, id)).plan;
		await holdOpening(
			db,
			centre,
			seen.map(({ trainer }) => trainer)
		);
		const { plan } = await termHere(context, id);
		const wishes = new Map((await listWishes(db, centre)).map((wish) => [wish.id, wish]));
		const names = new Map((await hands(context, {})).map((one) => [one.id, one.name]));
		for (const placed of plan.placed) {
			const [wish, name] = [wishes.get(placed.id), names.get(placed.trainer)];
			if (!wish || !name || !(await stillFree(context, placed, wish))) throw new Refusal('class-plan-other');
			await openOne(context, placed, wish, name);
		}
		await openedTerm(db, id, now);
		return { answer: { opened: plan.placed.length }, about: id, detail: { opened: plan.placed.length } };
	}
);

function shownTerm(row: TermRow, wishes: readonly WishRow[], names: ReadonlyMap<string, string>): TermShown['last'] {
	const { id, fromDay, untilDay, plan } = row;
	const nameOf = (wish: string) => templateOf(wishes.find((one) => one.id === wish)?.template ?? '').name;
	const hamletOf = (wish: string) => wishes.find((one) => one.id === wish)?.hamlet ?? null;
	return {
		...{ id, fromDay, untilDay, planned: plan !== null },
		placed: (plan?.placed ?? []).map(({ id: wish, trainer, venue, starts, days, given, organisation }) => ({
			...{ wish, name: nameOf(wish), hamlet: hamletOf(wish), trainer: names.get(trainer) ?? '', organisation },
			...{ venue, starts, days, given }
		})),
		unplaced: (plan?.unplaced ?? []).map(({ id: wish, why }) => ({
			...{ wish, why, name: nameOf(wish), hamlet: hamletOf(wish) }
		})),
		// Learners times days that planning one after the other would have cost more.
		sooner: plan ? plan.firstCome[2] - plan.levels[2] : 0,
		more: plan ? plan.firstCome[0] - plan.levels[0] : 0
	};
}

/** What this commune wishes for, with whom and where, and the draft that was asked for last and is not opened. */
export const term = query(
	{ name: 'classes.term', group: 'loop', input: Nothing, answer: TermShown, look: 'holds no name of a resident' },
	async (context) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const [venues, teachers, wishes] = [
			await listVenues(db, centre),
			await listTeachers(db, centre),
			await listWishes(db, centre)
		];
		const names = new Map((await hands(context, {})).map(({ id, name }) => [id, name]));
		const last = await findLastTerm(db, centre);
		return {
			venues: [...venues],
			teachers: teachers.map(({ staffId, organisation }) => ({
				staff: staffId,
				name: names.get(staffId) ?? '',
				organisation
			})),
			wishes: wishes.map(({ id, template, hamlet, learners, since, starts }) => ({
				...{ id, name: templateOf(template).name, hamlet, learners, since, starts }
			})),
			asking: (await listAsking(db, centre, dayOf(now)))
				.filter((one) => !wishes.some((wish) => wish.hamletId === one.hamletId && wish.template === one.template))
				.map((one) => ({ ...one, name: templateOf(one.template).name })),
			last: last && last.openedAt === null ? shownTerm(last, wishes, names) : null
		};
	}
);
