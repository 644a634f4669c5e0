import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, DAYS_AHEAD } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { PlanShown, RunShown } from './answers.ts';
import { hamletHere, handHere, shownRun, templateOf } from './here.server.ts';
import { OneRun, OpenRun, PlanRun } from './inputs.ts';
import { hasBegun } from './rules-begun.ts';
import { planDays, type Planned } from './rules-days.ts';
import { guestStands } from './rules-make-up.ts';
import { listGuests } from './sql-make-up.server.ts';
import { listDuties } from './sql-terms.server.ts';
import {
	dropRun,
	findRun,
	holdRun,
	holdOpening,
	insertRun,
	insertSessions,
	listAvoids,
	listRuns,
	listSeats
} from './sql.server.ts';

type Wanted = v.InferOutput<typeof PlanRun>;

/** The days as they would be planned now. Refuses what twenty weeks do not hold (`class-no-days`), and a day that is over (`day-over`). */
async function planned(context: Context, wanted: Wanted): Promise<Planned> {
	const { db, actor, now } = context;
	const today = dayOf(now);
	if (wanted.from < today) throw new Refusal('day-over');
	if (wanted.from > addDays(today, DAYS_AHEAD)) throw new Refusal('class-far');
	await hamletHere(context, wanted.hamlet);
	await handHere(context, wanted.trainer);
	// No lesson at an hour of today that is over.
	const from = wanted.from === today && hasBegun(wanted, today, now) ? addDays(today, 1) : wanted.from;
	const centre = centreOf(actor);
	const [avoids, busy] = [
		await listAvoids(db, centre, wanted.hamlet),
		await listDuties(db, [wanted.trainer], centre, from)
	];
	const plan = planDays({ ...wanted, from, lessons: templateOf(wanted.template).lessons.length }, avoids, busy);
	if (plan === null) throw new Refusal('class-no-days');
	return plan;
}

/** What a class would look like: its days, those given up and why, and how many ways were tried. Nothing is written. */
export const planRun = query(
	{ name: 'classes.plan-run', group: 'loop', input: PlanRun, answer: PlanShown, look: 'holds no name' },
	(context, wanted) => planned(context, wanted)
);

/** Opens a class on the days that were seen. Planned with others meanwhile, it is refused (`class-plan-other`), and nothing is opened. */
export const openRun = command(
	{ name: 'classes.open-run', group: 'loop', input: OpenRun, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const { id, template, hamlet, venue, trainer, starts, minutes, capacity, helpers, stepFree, power, seen } = input;
		if (helpers * 5 < capacity) throw new Refusal('class-helpers-few', { helpers: String(Math.ceil(capacity / 5)) });
		await holdOpening(db, centreOf(actor), [trainer]);
		const plan = await planned(context, input);
		if (plan.days.join() !== seen.join()) throw new Refusal('class-plan-other');
		await insertRun(db, {
			...{
				id,
				template,
				venue,
				starts,
				trainerId: trainer,
				trainer: (await handHere(context, trainer)).name,
				minutes,
				capacity,
				helpers,
				stepFree,
				power
			},
			...{ givenUp: plan.given, hamletId: hamlet, centre: centreOf(actor), by: actor.id, at: now }
		});
		await insertSessions(db, id, plan.days);
		return { answer: { id }, about: id, detail: { template, lessons: plan.days.length, from: plan.days[0] } };
	}
);

/** The class is not held; refused once a lesson of it was (`class-held`). Whoever sat in it or waited is told, and called where no word reaches them. */
export const dropClass = command(
	{ name: 'classes.drop-run', group: 'loop', input: OneRun, answer: v.object({ ok: v.literal(true) }) },
	async (context, { run }) => {
		const { db, actor, now } = context;
		await holdRun(db, run);
		const found = await getRun(context, run);
		if (!actor.centres.includes(found.centre)) throw new Refusal('class-unknown');
		// What was held was held: its rolls stay to be put right.
		if (found.lessons.some(({ closed }) => closed)) throw new Refusal('class-held');
		const next = found.lessons.find(({ day }) => !hasBegun(found, day, now));
		if (found.dropped || !next) throw new Refusal('class-over');
		const seats = (await listSeats(db, run)).filter(({ state }) => state !== 'left');
		const guests = (await listGuests(db, run)).filter(
			(one) => one.state === 'taken' && guestStands(one, now) === 'to-come'
		);
		if ((await dropRun(db, run, now)).count === 0) throw new Refusal('class-unknown');
		const told = [...seats, ...guests].map(({ id: seat, personId: person }) => ({ seat, person }));
		return { answer: { ok: true }, about: run, centre: found.centre, detail: { day: next.day, told } };
	}
);

/** Classes of this centre that are not over. */
export const runs = query(
	{ name: 'classes.runs', group: 'loop', input: Nothing, answer: v.array(RunShown), look: 'holds no name' },
	async ({ db, actor, now }) => (await listRuns(db, centreOf(actor), now)).map(shownRun)
);

/** One class, and nobody who sits in it. Refuses what is none (`class-unknown`). */
export async function getRun({ db, now }: Pick<Context, 'db' | 'now'>, id: string): Promise<RunShown> {
	const row = await findRun(db, id, now);
	if (!row) throw new Refusal('class-unknown');
	return shownRun(row);
}
