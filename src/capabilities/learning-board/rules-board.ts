import { addDays } from '#kernel/day.ts';

/** By what learners are told apart on the board. */
export const ways = ['class', 'hamlet', 'organisation', 'age', 'source'] as const;
export type Way = (typeof ways)[number];

/** What a figure counts, in the order in which somebody goes through it. */
export const figures = ['came', 'full', 'alone', 'lasting', 'unknown', 'pending'] as const;
export type Figure = (typeof figures)[number];
export type Counts = Readonly<Record<Figure, number>>;

/** How long a lesson must lie back before what somebody still does is lasting, and how long one looks (days). */
export const LASTING = { from: 60, due: 90, to: 180 } as const;

/** A line of the board: people by figure, and the hours of staff that went into them. */
export type Line = { key: string; hours: number } & Counts;
/** The same as somebody may read it: null is fewer than `SMALL`. */
export type ShownLine = { key: string; hours: number | null } & Readonly<Record<Figure, number | null>>;

/** A figure below this names somebody in a hamlet. */
export const SMALL = 5;

/** Whether a number may be read by whoever may not know whom it counts. */
export const isTold = (n: number): boolean => n === 0 || n >= SMALL;

/** The months in which some days lie, whole: whoever may not know whom a figure counts compares no two spans that differ by a day. */
export function wholeMonths({ from, to }: { from: string; to: string }): { from: string; to: string } {
	const nextMonth = `${addDays(`${to.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
	return { from: `${from.slice(0, 7)}-01`, to: addDays(nextMonth, -1) };
}

/**
 * Which lines of one column are not told: each small one, and the smallest of the others with them, so that the sum does not give them away.
 * Where there is no other, the sum is hidden (`totalHides`).
 */
export function hiddenIn(column: readonly number[]): ReadonlySet<number> {
	const small = new Set(column.flatMap((n, at) => (isTold(n) ? [] : [at])));
	if (small.size === 0) return small;
	const [next] = column
		.map((n, at) => ({ n, at }))
		.filter(({ n }) => n >= SMALL)
		.toSorted((a, b) => a.n - b.n);
	return next ? small.add(next.at) : small;
}

/**
 * The board for whoever may not open whom it counts: small figures are hidden, and the hours of a line with any, because the hours for each
 * tell them.
 */
export function hideSmall(lines: readonly Line[]): ShownLine[] {
	const hidden = new Map(figures.map((figure) => [figure, hiddenIn(lines.map((line) => line[figure]))]));
	return lines.map((line, at) => {
		const told = (figure: Figure): number | null => (hidden.get(figure)!.has(at) ? null : line[figure]);
		const shown = Object.fromEntries(figures.map((figure) => [figure, told(figure)])) as Record<Figure, number | null>;
		return { key: line.key, hours: shown.lasting === null ? null : line.hours, ...shown };
	});
}

/** Figures whose sum is not told: it is small itself, or all that is hidden of it is small. */
export const totalHides = (sum: Counts, lines: readonly Line[]): ReadonlySet<Figure> =>
	new Set(
		figures.filter((figure) => {
			const hidden = [...hiddenIn(lines.map((line) => line[figure]))];
			return !isTold(sum[figure]) || (hidden.length > 0 && hidden.every((at) => !isTold(lines[at]![figure])));
		})
	);

/** Hours of staff for each who still does it; null where nobody does, or that is not known yet. */
export const hoursEach = ({ hours, lasting }: { hours: number | null; lasting: number | null }): number | null =>
	hours === null || lasting === null || lasting === 0 ? null : hours / lasting;

/** What an organisation did in classes: lessons that its people taught and helped in, classes that they assess, tasks that are late. */
export type Balance = {
	organisation: string;
	invited: number;
	taught: number;
	helped: number;
	assessed: number;
	late: number;
};

/** Who is to be asked next to teach: of those invited before the one that carried least, and in their order where two did alike. The centre asks and is not asked. */
export function lightest(balances: readonly Balance[]): Balance | null {
	const asked = balances.filter(({ organisation, invited }) => organisation !== 'centre' && invited > 0);
	const load = ({ taught, helped }: Balance): number => taught + helped;
	return asked.length < 2 ? null : asked.reduce((least, one) => (load(one) < load(least) ? one : least));
}
