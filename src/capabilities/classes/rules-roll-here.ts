import type { LentLesson } from './lent-rolls.ts';
import { marks, type Mark } from './rules-seats.ts';

/** Marks by person. */
export type Marks = Readonly<Record<string, Mark>>;

/** What was said of a lesson on a phone and is not in what the house lent it yet, in the order in which it was said. */
export type SaidRoll = { marks: readonly { person: string; how: Mark }[]; ends: boolean };

const marked = (said: readonly SaidRoll[]): Marks =>
	Object.fromEntries(said.flatMap((one) => one.marks.map(({ person, how }) => [person, how])));

/**
 * A roll as a phone shows it: what was touched comes before what was said here, and that before what the house knows. `unsaid` is what was
 * touched and is otherwise than what stands.
 */
export function rollHere(lesson: LentLesson, said: readonly SaidRoll[], touched: Marks) {
	const here = marked(said);
	const stands = (person: string, how: Mark | null): Mark | null => here[person] ?? how;
	const rows = lesson.roll.map((row) => ({ ...row, how: touched[row.person] ?? stands(row.person, row.how) }));
	const unsaid = lesson.roll.flatMap(({ person, how }) => {
		const now = touched[person];
		return now !== undefined && now !== stands(person, how) ? [{ person, how: now }] : [];
	});
	const count = (one: Mark | null): number => rows.filter(({ how }) => how === one).length;
	return {
		...{ rows, unsaid },
		counts: Object.fromEntries(marks.map((mark) => [mark, count(mark)])) as Record<Mark, number>,
		open: count(null),
		closed: lesson.closed || said.some(({ ends }) => ends)
	};
}

/** A touch gives the mark in hand; the same again takes it away, as far as it was only touched. */
export function touch(touched: Marks, person: string, mark: Mark): Marks {
	const { [person]: was, ...others } = touched;
	return was === mark ? others : { ...others, [person]: mark };
}

/** Everybody who is still open was there. */
export const touchAll = (touched: Marks, rows: readonly { person: string; how: Mark | null }[]): Marks => ({
	...touched,
	...Object.fromEntries(rows.filter(({ how }) => how === null).map(({ person }) => [person, 'here' as const]))
});
