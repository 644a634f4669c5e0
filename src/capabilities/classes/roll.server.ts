import * as v from 'valibot';
import { instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { metInClass } from '#capabilities/assistance/in-class.server.ts';
import { findPersonBrief } from '#capabilities/residents/people.server.ts';
import { RollShown, RunShown, SeatShown } from './answers.ts';
import { templateOf } from './here.server.ts';
import { MarkRoll, OneLesson, OneRun } from './inputs.ts';
import { hasBegun } from './rules-days.ts';
import { wasThere, type Mark } from './rules-seats.ts';
import { getRun } from './runs.server.ts';
import { closeLesson, findRun, holdRun, listMarks, listSeats, putAway, putMarks, type SeatRow } from './sql.server.ts';

/** The lesson of a class. Refuses what is none (`class-unknown`). */
async function lessonOf(context: Context, run: string, no: number) {
	const found = await getRun(context, run);
	const lesson = found.lessons.find((one) => one.no === no);
	if (!lesson) throw new Refusal('class-unknown');
	return { run: found, lesson };
}

/** A place that somebody has is never left out of a list: whose record is not read here is shown without a name. */
const named = async (context: Context, personId: string): Promise<{ name: string; needs: string[] }> => {
	const found = await findPersonBrief(context, personId);
	return found ? { name: found.name, needs: [...found.needs] } : { name: '', needs: [] };
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
			rows
				.filter(({ state }) => state !== 'left')
				.map(async ({ id, personId, number, state, source, offeredUntil }) => ({
					...{ id, run, personId, number, state, source, offeredUntil },
					...(await named(context, personId))
				}))
		);
		return { run: found, seats };
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
		const seen = new Map<string, Map<number, Mark>>();
		for (const { no: of, personId, how } of await listMarks(context.db, run))
			seen.set(personId, (seen.get(personId) ?? new Map<number, Mark>()).set(of, how));
		// Who left since stands on the rolls of the lessons at which they were seen.
		const stood = ({ state, personId }: SeatRow): boolean => state === 'taken' || seen.get(personId)?.has(no) === true;
		const rows = await Promise.all(
			(await listSeats(context.db, run)).filter(stood).map(async ({ personId: person, number }) => {
				const own = seen.get(person) ?? new Map<number, Mark>();
				return {
					person,
					number,
					how: own.get(no) ?? null,
					missed: missedBefore(no, own),
					...(await named(context, person))
				};
			})
		);
		return { ...found, rows };
	}
);

type Roll = v.InferOutput<typeof MarkRoll>;

/**
 * What is said of people of a lesson that has begun, of whoever has or had a place there and of nobody else; one at a time says it. Answers the
 * class, who sits in it, and how many marks are new.
 */
async function keepMarks(context: Context, { run, no, marks: said }: Roll) {
	const { db, actor, now } = context;
	await holdRun(db, run);
	const { run: found, lesson } = await lessonOf(context, run, no);
	if (!actor.centres.includes(found.centre)) throw new Refusal('class-unknown');
	if (found.dropped) throw new Refusal('class-over');
	if (!hasBegun(found, lesson.day, now)) throw new Refusal('class-not-yet');
	const rows = (await listSeats(db, run)).filter(({ state }) => state === 'taken' || state === 'left');
	if (said.some(({ person }) => !rows.some(({ personId }) => personId === person))) throw new Refusal('seat-unknown');
	const { count } = await putMarks(db, { run, no, centre: found.centre, by: actor.id, at: now }, said);
	const seats = rows.filter(({ state }) => state === 'taken').map(({ personId }) => personId);
	return { found, lesson, seats, count };
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
		...{
			of: `${run} ${no}`,
			there,
			away: [...new Set([...seats, ...rows.map(({ personId }) => personId)])].filter((one) => !there.includes(one))
		},
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
	{
		name: 'classes.mark-roll',
		byPerson: true,
		group: 'loop',
		input: MarkRoll,
		answer: v.object({ marked: v.number() })
	},
	async (context, input) => {
		const kept = await keepMarks(context, input);
		if (kept.lesson.closed) await helped(context, input, kept);
		const detail = { no: input.no, marked: kept.count, said: saidOf(input) };
		return { answer: { marked: kept.count }, about: input.run, person: null, detail };
	}
);

/** Who was said to be what: a mark that is changed later leaves who changed it. */
const saidOf = ({ marks: said }: Roll): string[] => said.map(({ person, how }) => `${person} ${how}`);

/** The lesson is over, with what was said last: whoever was there was helped in a class, whoever was not marked was away. Once (`class-closed`). */
export const endLesson = command(
	{
		name: 'classes.end-lesson',
		byPerson: true,
		group: 'loop',
		input: MarkRoll,
		answer: v.object({ there: v.number() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const { run, no } = input;
		const kept = await keepMarks(context, input);
		if ((await closeLesson(db, run, no, { by: actor.id, at: now })).count === 0) throw new Refusal('class-closed');
		await putAway(db, { run, no, centre: kept.found.centre, by: actor.id, at: now }, kept.seats);
		const there = await helped(context, input, kept);
		return { answer: { there }, about: run, detail: { no, there, said: saidOf(input) } };
	}
);
