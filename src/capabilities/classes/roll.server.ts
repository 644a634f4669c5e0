import * as v from 'valibot';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { metInClass } from '#capabilities/assistance/in-class.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { RollShown, RunShown, SeatShown } from './answers.ts';
import { templateOf } from './here.server.ts';
import { MarkRoll, OneLesson, OneRun } from './inputs.ts';
import { marks, wasThere, type Mark } from './rules-seats.ts';
import { getRun } from './runs.server.ts';
import { closeLesson, findRun, listMarks, listSeats, putMarks, type SeatRow } from './sql.server.ts';

/** The lesson of a class. Refuses what is none (`class-unknown`). */
async function lessonOf(context: Context, run: string, no: number) {
	const found = await getRun(context, run);
	const lesson = found.lessons.find((one) => one.no === no);
	if (!lesson) throw new Refusal('class-unknown');
	return { run: found, lesson };
}

const named = async (context: Context, { personId }: SeatRow): Promise<{ name: string; needs: string[] } | null> => {
	const found = await getPersonBrief(context, personId).catch(() => null);
	return found && { name: found.name, needs: [...found.needs] };
};

/** Lessons before this one that somebody was away from, without one between at which they were there. */
function missedBefore(no: number, ofPerson: ReadonlyMap<number, Mark>): number {
	let missed = 0;
	for (let before = no - 1; before > 0 && ofPerson.get(before) === 'away'; before--) missed++;
	return missed;
}

/** Who has a place in a class, waits for one, or was offered one. */
export const seatsOf = query(
	{
		name: 'classes.seats',
		group: 'loop',
		input: OneRun,
		answer: v.object({ run: RunShown, seats: v.array(SeatShown) }),
		look: ({ seats }) => ({
			person: seats.map(({ personId }) => personId),
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run }) => {
		const found = await getRun(context, run);
		const rows = await listSeats(context.db, run);
		const seats = await Promise.all(
			rows.map(async (row) => {
				const who = await named(context, row);
				const { id, personId, number, state, source, offeredUntil } = row;
				return who && state !== 'left'
					? [{ ...{ id, run, personId, number, state, source, offeredUntil }, ...who }]
					: [];
			})
		);
		return { run: found, seats: seats.flat() };
	}
);

/** The roll of one lesson: whoever has a place, by the number that is called aloud, and how each was seen so far. */
export const roll = query(
	{
		name: 'classes.roll',
		group: 'loop',
		input: OneLesson,
		answer: RollShown,
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run, no }) => {
		const found = await lessonOf(context, run, no);
		const seats = (await listSeats(context.db, run)).filter(({ state }) => state === 'taken');
		const seen = new Map<string, Map<number, Mark>>();
		for (const { no: of, personId, how } of await listMarks(context.db, run))
			seen.set(personId, (seen.get(personId) ?? new Map<number, Mark>()).set(of, how));
		const rows = await Promise.all(
			seats.map(async (row) => {
				const who = await named(context, row);
				const own = seen.get(row.personId) ?? new Map<number, Mark>();
				const { personId: person, number } = row;
				return who ? [{ person, number, how: own.get(no) ?? null, missed: missedBefore(no, own), ...who }] : [];
			})
		);
		return { ...found, rows: rows.flat() };
	}
);

type Roll = v.InferOutput<typeof MarkRoll>;

/** What is said of people of a lesson that has begun, of whoever has a place there and of nobody else; answers the class, and how many marks are new. */
async function keepMarks(context: Context, { run, no, marks: said }: Roll) {
	const { db, actor, now } = context;
	const { run: found, lesson } = await lessonOf(context, run, no);
	if (found.dropped) throw new Refusal('class-over');
	if (lesson.day > dayOf(now)) throw new Refusal('class-not-yet');
	const seats = (await listSeats(db, run)).filter(({ state }) => state === 'taken').map(({ personId }) => personId);
	if (said.some(({ person }) => !seats.includes(person))) throw new Refusal('seat-unknown');
	const keep = (rows: Roll['marks']) => putMarks(db, { run, no, centre: found.centre, by: actor.id, at: now }, rows);
	const { count } = await keep(said);
	return { found, lesson, seats, keep, count };
}

/** What the roll says of a lesson that is over stands as help in a class: of whoever was there, and of nobody else. */
async function helped(
	context: Context,
	{ run, no }: Roll,
	{ found, lesson, seats }: Awaited<ReturnType<typeof keepMarks>>
) {
	const rows = (await listMarks(context.db, run)).filter((one) => one.no === no);
	const there = rows.filter(({ how }) => wasThere(how)).map(({ personId }) => personId);
	const { template } = (await findRun(context.db, run))!;
	await metInClass(context, {
		...{ of: `${run} ${no}`, there, away: seats.filter((person) => !there.includes(person)) },
		...{ topic: templateOf(template).topic ?? 'public-services', centre: found.centre, minutes: found.minutes },
		at: instantOf(lesson.day, found.starts)
	});
	return there.length;
}

/**
 * How each was seen in a lesson; said again it is the last word, also after the lesson. Refuses whoever has no place there (`seat-unknown`)
 * and a lesson that has not begun (`class-not-yet`).
 */
export const markRoll = command(
	{ name: 'classes.mark-roll', group: 'loop', input: MarkRoll, answer: v.object({ marked: v.number() }) },
	async (context, input) => {
		const kept = await keepMarks(context, input);
		if (kept.lesson.closed) await helped(context, input, kept);
		const detail = { no: input.no, marked: kept.count, ...countOf(input.marks) };
		return { answer: { marked: kept.count }, about: input.run, person: null, detail };
	}
);

const countOf = (said: readonly { how: Mark }[]): Record<string, number> =>
	Object.fromEntries(marks.map((how) => [how, said.filter((one) => one.how === how).length]));

/** The lesson is over, with what was said last: whoever was there was helped in a class, whoever was not marked was away. Once (`class-closed`). */
export const endLesson = command(
	{ name: 'classes.end-lesson', group: 'loop', input: MarkRoll, answer: v.object({ there: v.number() }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const { run, no } = input;
		const kept = await keepMarks(context, input);
		if ((await closeLesson(db, run, no, { by: actor.id, at: now })).count === 0) throw new Refusal('class-closed');
		const seen = new Set((await listMarks(db, run)).filter((one) => one.no === no).map(({ personId }) => personId));
		const away = kept.seats.filter((person) => !seen.has(person));
		await kept.keep(away.map((person) => ({ person, how: 'away' })));
		const there = await helped(context, input, kept);
		return { answer: { there }, about: run, detail: { no, there, away: away.length } };
	}
);
