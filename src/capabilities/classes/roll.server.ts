import * as v from 'valibot';
import { instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { RollShown, RunShown, SeatShown } from './answers.ts';
import { GuestShown } from './answers-make-up.ts';
import { heldRun } from './here.server.ts';
import { MarkRoll, OneLesson, OneRun } from './inputs.ts';
import { besideOf, namesOn, pairsOn } from './names.server.ts';
import { hasBegun } from './rules-begun.ts';
import { sitTogether } from './rules-pairs.ts';
import { guestStands } from './rules-make-up.ts';
import { onRoll } from './rules-roll.ts';
import { wasThere, type Mark } from './rules-seats.ts';
import { listGuests, listMadeUp } from './sql-make-up.server.ts';
import { closeLesson, holdRun, listMarks, listSeats, putAway, putMarks } from './sql.server.ts';

/** The lesson of a class, for whoever sees to it. Refuses what is none, and everybody else (`class-unknown`). */
async function lessonOf(context: Context, run: string, no: number) {
	const found = await heldRun(context, run);
	const lesson = found.lessons.find((one) => one.no === no);
	if (!lesson) throw new Refusal('class-unknown');
	return { run: found, lesson };
}

/** Lessons before this one that somebody was away from, without one between at which they were there, in this class or as a guest elsewhere. */
function missedBefore(no: number, ofPerson: ReadonlyMap<number, Mark>, made: ReadonlySet<number>): number {
	let missed = 0;
	for (let before = no - 1; before > 0 && ofPerson.get(before) === 'away' && !made.has(before); before--) missed++;
	return missed;
}

/** Which lessons of a class each made up for elsewhere. */
const madeUp = async ({ db }: Context, run: string): Promise<Map<string, Set<number>>> =>
	new Map(
		[...Map.groupBy(await listMadeUp(db, run), ({ personId }) => personId)].map(([person, some]) => [
			person,
			new Set(some.map(({ no }) => no))
		])
	);

/** Who has a place in a class, waits for one, or was offered one, and who will be a guest of one of its lessons. */
export const seatsOf = query(
	{
		name: 'classes.seats',
		group: 'loop',
		input: OneRun,
		answer: v.object({ run: RunShown, seats: v.array(SeatShown), guests: v.array(GuestShown) }),
		look: ({ seats, guests }) => ({
			person: [...[...seats, ...guests].map(({ personId }) => personId), ...besideOf(seats)],
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run }) => {
		const found = await heldRun(context, run);
		const rows = await listSeats(context.db, run);
		const named = await namesOn(context, run);
		const paired = await pairsOn(context, run);
		const seats = rows
			.filter(({ state }) => state !== 'left')
			.map(({ id, personId, number, state, source, offeredUntil }) => ({
				...{ id, run, personId, number, state, source, offeredUntil, pair: paired(personId) },
				...named(personId)
			}));
		const guests = (await listGuests(context.db, run))
			.filter((one) => one.state === 'taken' && guestStands(one, context.now) === 'to-come')
			.map(({ id, personId, number, no, day }) => ({ id, personId, number, no, day, ...named(personId) }));
		return { run: found, seats, guests };
	}
);

/** The roll of one lesson: whoever has a place, by the number that is called aloud, and how each was seen so far. */
export const roll = query(
	{
		name: 'classes.roll',
		group: ['loop', 'co-hold'],
		input: OneLesson,
		answer: RollShown,
		look: ({ rows }) => ({
			person: [...rows.map(({ person }) => person), ...besideOf(rows)],
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run, no }) => {
		const found = await lessonOf(context, run, no);
		const seen = new Map<string, Map<number, Mark>>();
		for (const { no: of, personId, how } of await listMarks(context.db, run))
			seen.set(personId, (seen.get(personId) ?? new Map<number, Mark>()).set(of, how));
		const named = await namesOn(context, run);
		const made = await madeUp(context, run);
		const on = onRoll(await listSeats(context.db, run), await listGuests(context.db, run), no, seen);
		const paired = await pairsOn(context, run);
		const rows = on.map(({ person, number, guest }) => {
			const own = seen.get(person) ?? new Map<number, Mark>();
			const missed = guest ? 0 : missedBefore(no, own, made.get(person) ?? new Set());
			const pair = guest ? null : paired(person);
			return { person, number, guest, pair, how: own.get(no) ?? null, missed, ...named(person) };
		});
		const together = sitTogether(rows.map((row) => ({ ...row, beside: row.pair?.companion ?? null })));
		return { ...found, rows: together.map(({ beside: _, ...row }) => row) };
	}
);

type Roll = v.InferOutput<typeof MarkRoll>;

/**
 * What is said of people of a lesson that has begun, of whoever has or had a place there and of nobody else; one at a time says it. What was said
 * later stands, whichever arrives first. Answers the class, its lesson, and how many marks are otherwise than before.
 */
async function keepMarks(context: Context, { run, no, marks: said }: Roll) {
	const { db, actor } = context;
	const at = saidAt(context);
	await holdRun(db, run);
	const { run: found, lesson } = await lessonOf(context, run, no);
	if (found.dropped) throw new Refusal('class-over');
	if (!hasBegun(found, lesson.day, at)) throw new Refusal('class-not-yet');
	const seats = (await listSeats(db, run)).filter(({ state }) => state === 'taken' || state === 'left');
	// A guest who could not come after all is marked too: what a phone says of everybody is not refused for one.
	const rows = [...seats, ...(await listGuests(db, run)).filter((one) => one.no === no)];
	if (said.some(({ person }) => !rows.some(({ personId }) => personId === person))) throw new Refusal('seat-unknown');
	const before = await howIn(db, run, no);
	await putMarks(db, { run, no, centre: found.centre, by: actor.id, at }, said);
	const after = await howIn(db, run, no);
	const count = [...after].filter(([person, how]) => before.get(person) !== how).length;
	return { found, lesson, count, at };
}

/** How each was seen in a lesson. */
const howIn = async (db: Context['db'], run: string, no: number): Promise<Map<string, Mark>> =>
	new Map((await listMarks(db, run)).filter((one) => one.no === no).map(({ personId, how }) => [personId, how]));

/** Who was said to be what: a mark that is changed later leaves who changed it. */
const saidOf = ({ marks: said }: Roll): string[] => said.map(({ person, how }) => `${person} ${how}`);

/**
 * How each was seen in a lesson; said again it is the last word, also after the lesson. Refuses whoever has no place there (`seat-unknown`)
 * and a lesson that has not begun (`class-not-yet`).
 */
export const markRoll = command(
	{
		name: 'classes.mark-roll',
		byPerson: true,
		group: ['loop', 'co-hold', 'at-door'],
		input: MarkRoll,
		answer: v.object({ marked: v.number() })
	},
	async (context, input) => {
		const { found, count } = await keepMarks(context, input);
		const detail = { no: input.no, marked: count, said: saidOf(input) };
		return { answer: { marked: count }, about: input.run, person: null, centre: found.centre, detail };
	}
);

/** The lesson is over, with what was said last: whoever was not marked was away. Once (`class-closed`). Whoever was there is helped by it (`listens`). */
export const endLesson = command(
	{
		name: 'classes.end-lesson',
		byPerson: true,
		group: ['loop', 'co-hold', 'at-door'],
		input: MarkRoll,
		answer: v.object({ there: v.number() })
	},
	async (context, input) => {
		const { db, actor } = context;
		const { run, no } = input;
		const { found, lesson, at } = await keepMarks(context, input);
		if ((await closeLesson(db, run, no, { by: actor.id, at })).count === 0) throw new Refusal('class-closed');
		const begins = instantOf(lesson.day, found.starts);
		const ends = new Date(begins.getTime() + found.minutes * 60_000);
		await putAway(db, { run, no, centre: found.centre, by: actor.id }, { begins, ends });
		const there = [...(await howIn(db, run, no)).values()].filter(wasThere).length;
		return {
			answer: { there },
			about: run,
			person: null,
			centre: found.centre,
			detail: { no, there, said: saidOf(input) }
		};
	}
);
