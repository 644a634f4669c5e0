import * as v from 'valibot';
import { classesAtDoor } from '#capabilities/classes/at-door.ts';
import { LentRolls, type LentLesson } from '#capabilities/classes/lent-rolls.ts';
import type { Marks, SaidRoll } from '#capabilities/classes/rules-roll-here.ts';
import { marks } from '#capabilities/classes/rules-seats.ts';
import type { Bytes } from './bytes.ts';
import { lentHere } from './lent.browser.ts';
import type { Said, Word } from './outbox.browser.ts';
import type { State, StateRow } from './state.browser.ts';
import { keyed, type Phone, type Unlocked } from './store.browser.ts';

// The roll of a class on a phone: what was touched lies here sealed until it is said, and then goes as words of its own.

type Lesson = Pick<LentLesson, 'run' | 'no'>;

const Touched = v.record(v.string(), v.picklist(marks));
const ROLL = 'roll|';
/** Under what the touches of a lesson lie in the phone's state. */
export const rollKey = ({ run, no }: Lesson): string => `${ROLL}${run}|${no}`;

/** The lessons that lie here; none where the phone was lent none. */
export const lessonsHere = async (phone: Phone, unlocked: Unlocked): Promise<readonly LentLesson[]> =>
	(await lentHere(phone, unlocked, 'rolls', LentRolls))?.lessons ?? [];

/** Keeps what was touched, on the disk before a page says so. */
export async function keepTouched(phone: Phone, unlocked: Unlocked, lesson: Lesson, touched: Marks): Promise<void> {
	const key = rollKey(lesson);
	const row: StateRow = { key, value: await unlocked.seal(JSON.stringify(touched), key) };
	await phone.state.put(row);
}

/** What was touched and is not said; nothing where nothing was. */
export async function readTouched(phone: Phone, unlocked: Unlocked, lesson: Lesson): Promise<Marks> {
	const row = await phone.state.get(rollKey(lesson));
	if (!(row?.value instanceof Uint8Array)) return {};
	const text = await unlocked.open(row.value as Bytes, row.key).catch(() => '{}');
	const read = v.safeParse(Touched, JSON.parse(text));
	return read.success ? read.output : {};
}

/** Touches of lessons that are lent no more go, and those of whoever stands on the roll no more. */
export async function sweepTouched(phone: Phone, unlocked: Unlocked, lessons: readonly LentLesson[]): Promise<void> {
	// A phone that was lent nothing now may be lent it again: what was typed stays.
	if (lessons.length === 0) return;
	const lent = new Map(lessons.map((lesson) => [rollKey(lesson), lesson]));
	for (const { key } of await phone.state.all(keyed(ROLL))) {
		const lesson = lent.get(key);
		if (!lesson) {
			await phone.state.drop(key);
			continue;
		}
		const touched = await readTouched(phone, unlocked, lesson);
		const stays = Object.entries(touched).filter(([person]) => lesson.roll.some((row) => row.person === person));
		if (stays.length < Object.keys(touched).length)
			await keepTouched(phone, unlocked, lesson, Object.fromEntries(stays));
	}
}

const RollWord = v.looseObject({
	run: v.string(),
	no: v.number(),
	marks: v.array(v.looseObject({ person: v.string(), how: v.picklist(marks) }))
});

/** Whether a word is in nothing that was lent yet: it waits, or arrived after the house last lent something. */
const isFresh = ({ status, settledAt }: Said, { lentAt }: State): boolean =>
	status === 'waiting' || (status === 'done' && settledAt !== null && settledAt > (lentAt ?? 0));

/** What was said here of a lesson and is not in what the house lent. */
export const saidOf = (lines: readonly Said[], state: State, { run, no }: Lesson): SaidRoll[] =>
	lines.flatMap((line) => {
		const { command, operation } = line;
		if (
			!(command === classesAtDoor.markRoll || command === classesAtDoor.endLesson) ||
			!operation ||
			!isFresh(line, state)
		)
			return [];
		const read = v.safeParse(RollWord, operation.input);
		return read.success && read.output.run === run && read.output.no === no
			? [{ marks: read.output.marks, ends: command === classesAtDoor.endLesson }]
			: [];
	});

/**
 * The words of a roll: what was touched, and that the lesson is over. Nothing where there is nothing to say. They are of no household; whoever is
 * erased meanwhile is taken out of them where they arrive. Neither is built on the other: a mark that arrives after the end counts all the same.
 */
export function rollWords({ run, no }: Lesson, said: SaidRoll['marks'], ends: boolean): Word[] {
	const about = { household: null, people: said.map(({ person }) => person), session: null };
	const mark: Word = { command: classesAtDoor.markRoll, input: { run, no, marks: [...said] }, about };
	const end: Word = {
		command: classesAtDoor.endLesson,
		input: { run, no, marks: [] },
		about: { ...about, people: [] }
	};
	return [...(said.length > 0 ? [mark] : []), ...(ends ? [end] : [])];
}
