import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { hasBegun } from './rules-begun.ts';
import { heldByDay, heldOf, whyHeld, whyNotOn } from './rules-days.ts';
import type { PlacedClass, TermPlan } from './rules-term.ts';
import { BETWEEN, type WantedClass } from './rules-term-ways.ts';
import { templateOf } from './here.server.ts';
import {
	findTerm,
	listDuties,
	listTeachers,
	listVenues,
	listWishes,
	type TermRow,
	type WishRow
} from './sql-terms.server.ts';
import { listAvoids } from './sql.server.ts';

/** A draft of this centre that is planned and not opened. Refuses any other (`term-unknown`). */
export async function termHere({ db, actor }: Context, id: string): Promise<TermRow & { plan: TermPlan }> {
	const found = await findTerm(db, id);
	if (!found?.plan || found.openedAt !== null || found.centreId !== centreOf(actor)) throw new Refusal('term-unknown');
	return { ...found, plan: found.plan };
}

/** Whether nothing stands against a class as it was planned: its days are to come, trainer and hall are there still, and neither calendar nor what was opened or agreed meanwhile is in its way. */
export async function stillFree(
	{ db, actor, now }: Context,
	{ trainer, venue, starts, days }: PlacedClass,
	{ minutes, hamletId }: WishRow
): Promise<boolean> {
	const centre = centreOf(actor);
	if (hasBegun({ starts }, days[0]!, now)) return false;
	const [teachers, venues] = [await listTeachers(db, centre), await listVenues(db, centre)];
	if (!teachers.some(({ staffId }) => staffId === trainer) || !venues.some(({ name }) => name === venue)) return false;
	const avoids = await listAvoids(db, centre, hamletId);
	const busy = heldByDay(await listDuties(db, [trainer], centre, days[0]!));
	const held = heldOf({ starts, minutes, trainer, venue });
	return days.every((day) => whyNotOn(day, avoids) === null && whyHeld(held, busy.get(day) ?? [], BETWEEN) === null);
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What the planner is given of a draft: each wish with whoever may teach it and wherever it may be held. */
export async function problemOf({ db }: Pick<Context, 'db'>, { centreId, fromDay, untilDay }: TermRow) {
	const [wishes, venues, teachers] = [
		await listWishes(db, centreId),
		await listVenues(db, centreId),
		await listTeachers(db, centreId)
	];
	const trainers = teachers.map(({ staffId, organisation }) => ({ id: staffId, organisation }));
	const places = venues.map(({ name, capacity, stepFree, power }) => ({ name, capacity, stepFree, power }));
	const wanted = wishes.map(
		({
			id,
			template,
			hamletId,
			since,
			learners,
			perWeek,
			weekdays,
			starts,
			minutes,
			stepFree,
			power
		}): WantedClass => ({
			...{ id, hamlet: hamletId, learners, perWeek, weekdays, starts, minutes, stepFree, power },
			...{ lessons: templateOf(template).lessons.length, from: fromDay, until: untilDay },
			...{ trainers, venues: places, waiting: Math.max(0, daysBetween(since, fromDay)) }
		})
	);
	const avoids = await listAvoids(db, centreId, 'any');
	const busy = await listDuties(
		db,
		trainers.map(({ id }) => id),
		centreId,
		fromDay
	);
	return { wanted, avoids: [...avoids], busy: [...busy] };
}
