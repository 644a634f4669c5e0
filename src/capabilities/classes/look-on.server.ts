import * as v from 'valibot';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getKnown, listKnown, shownOf, type Known } from '#capabilities/learning/known.server.ts';
import { keepLook, ownLooks, takeBackLook } from '#capabilities/learning/observe.server.ts';
import { formAfter } from '#capabilities/learning/rules-standing.ts';
import { LookShown, ToLookOn, type Learner, type RunShown } from './answers.ts';
import { heldRun } from './here.server.ts';
import { LookedOn, LookOn, OneRun, TakeBackLook } from './inputs.ts';
import { LOOK_DAYS } from './rules-hosts.ts';
import { lastForm, listOnRoll, lookedOnAmong } from './sql-hosts.server.ts';
import { listSeats } from './sql.server.ts';

/** Whoever acts as the assessor of a class, before a learner of it. Refuses everybody else, and other days (`look-not-yours`). */
async function lookedRun(context: Context, id: string, person: string): Promise<RunShown> {
	const run = await heldRun(context, id);
	const those = await lookedOnAmong(context.db, [person], { run: id, centre: run.centre, day: dayOf(context.now) });
	if (!those.has(person)) throw new Refusal('look-not-yours');
	return run;
}

/** A class of all topics teaches a little of each. */
const taught = ({ topic }: RunShown, known: Known): boolean =>
	!known.ended && !known.own && (topic === null || known.topic === topic);

/** A statement that this class teaches. Refuses any other (`look-topic`). */
async function taughtIn(context: Context, run: RunShown, statement: string): Promise<Known> {
	const known = await getKnown(context, statement);
	if (!taught(run, known)) throw new Refusal('look-topic');
	return known;
}

/** Whoever has a place, by the number that is called aloud, as far as whoever asks may look on at them today. */
async function learnersOf({ db, now }: Context, { id: run, centre }: RunShown): Promise<Learner[]> {
	const seats = (await listSeats(db, run)).filter(({ state }) => state === 'taken');
	const [roll, those] = await Promise.all([
		listOnRoll(db, run),
		lookedOnAmong(
			db,
			seats.map(({ personId }) => personId),
			{ run, centre, day: dayOf(now) }
		)
	]);
	const known = new Map(roll.map((one) => [one.personId, one]));
	return seats
		.filter(({ personId }) => those.has(personId))
		.map(({ personId: person, number }) => {
			const one = known.get(person);
			return { person, number, name: one?.name ?? '', needs: one?.needs ?? [] };
		});
}

const untilDay = ({ lessons }: RunShown): string => addDays(lessons.at(-1)!.day, LOOK_DAYS);

/** The learners of a class at whom its assessor may look on today, and what of it can be looked at. */
export const toLookOn = query(
	{
		name: 'classes.to-look-on',
		byPerson: true,
		group: 'co-hold',
		input: OneRun,
		answer: ToLookOn,
		look: ({ learners }) => ({
			person: learners.map(({ person }) => person),
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run: id }) => {
		const run = await heldRun(context, id);
		const learners = await learnersOf(context, run);
		const statements = (await listKnown(context)).filter((known) => taught(run, known)).map(shownOf);
		return { run, until: untilDay(run), learners, statements };
	}
);

const nextOf = async ({ db, now }: Context, of: { run: string; person: string; statement: string }) =>
	formAfter(await lastForm(db, { ...of, day: dayOf(now) }));

/** One learner of a class before the task that comes next, with what its assessor saw of it themselves. */
export const lookedOn = query(
	{
		name: 'classes.looked-on',
		byPerson: true,
		group: 'co-hold',
		input: LookedOn,
		answer: LookShown,
		look: ({ learner }) => ({ person: learner.person, what: 'record', purpose: 'class-look', repeats: true })
	},
	async (context, of) => {
		const run = await heldRun(context, of.run);
		const learner = (await learnersOf(context, run)).find(({ person }) => person === of.person);
		if (!learner) throw new Refusal('look-not-yours');
		const known = await taughtIn(context, run, of.statement);
		const form = await nextOf(context, of);
		const next = known.tasks.find((task) => task.form === form) ?? known.tasks[0]!;
		const mine = await ownLooks(context, of.person, of.statement);
		return { run, learner, one: { ...shownOf(known), next }, mine };
	}
);

/**
 * What a learner of a class was seen to do with one task, by whoever is named as its assessor: in the days of the class and a fortnight after,
 * of whoever has a place in it and of nobody else (`look-not-yours`).
 */
export const lookOn = command(
	{
		name: 'classes.look-on',
		byPerson: true,
		group: 'co-hold',
		input: LookOn,
		answer: v.object({ id: v.string(), level: v.number() })
	},
	async (context, { run: id, person, ...seen }) => {
		const run = await lookedRun(context, id, person);
		await taughtIn(context, run, seen.statement);
		const next = await nextOf(context, { run: id, person, statement: seen.statement });
		const detail = await keepLook(context, seen, { person, session: null, centre: run.centre, next });
		const answer = { id: seen.id, level: seen.level };
		return { answer, about: seen.id, person, centre: run.centre, detail: { ...detail, run: id } };
	}
);

/** What was written by mistake in a class, by whoever wrote it, within a day. Refuses anything else (`evidence-stands`). */
export const takeBackLookOn = command(
	{
		name: 'classes.take-back-look',
		byPerson: true,
		group: 'co-hold',
		input: TakeBackLook,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { run: id, person, evidence }) => {
		const run = await lookedRun(context, id, person);
		await takeBackLook(context, evidence, person);
		return { answer: { ok: true }, about: evidence, person, centre: run.centre };
	}
);
