import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import { CUT_OFF, type TimeLimit } from './rules-due.ts';

/** A square of the due strip: `n` counts the days that count; a day off has none. */
type DueDay = { day: string; n: number | null; kind: 'counted' | 'today' | 'left' | 'off' | 'due' };

/** Why a result is promised for a day: when it came in, whether that was after the cut-off, what is counted, and how much rest lies between. */
export type DueWhy = {
	receivedOn: string;
	receivedAt: string;
	late: 'hour' | 'day-off' | null;
	from: string;
	unit: TimeLimit['unit'];
	qty: number | null;
	off: number;
	days: DueDay[];
};

/** More squares than this are no picture any more. */
const MOST = 45;

/** The days from receipt to the due day, as they were counted; null where nothing was promised. */
export function whyDue(
	limit: TimeLimit,
	receivedAt: Date,
	due: string | null,
	today: string,
	off: (day: string) => boolean
): DueWhy | null {
	if (due === null) return null;
	const receivedOn = dayOf(receivedAt);
	const late = off(receivedOn) ? 'day-off' : timeOf(receivedAt) >= CUT_OFF ? 'hour' : null;
	const days = squares(addDays(receivedOn, 1), due, today, off, limit.unit === 'DAY');
	const first = days.find((square) => square.n !== null)?.day ?? due;
	return {
		receivedOn,
		receivedAt: timeOf(receivedAt),
		late,
		from: first,
		unit: limit.unit,
		qty: limit.qty,
		off: days.filter((square) => square.kind === 'off').length,
		days: days.length > MOST ? [] : days
	};
}

function squares(
	first: string,
	due: string,
	today: string,
	off: (day: string) => boolean,
	everyDay: boolean
): DueDay[] {
	const list: DueDay[] = [];
	for (let [day, n] = [first, 0]; day <= due; day = addDays(day, 1)) {
		const counts = everyDay || !off(day);
		if (counts) n++;
		list.push({ day, n: counts ? n : null, kind: kindOf(day, due, today, counts) });
	}
	return list;
}

function kindOf(day: string, due: string, today: string, counts: boolean): DueDay['kind'] {
	if (day === due) return 'due';
	if (!counts) return 'off';
	if (day === today) return 'today';
	return day < today ? 'counted' : 'left';
}

/** Working days from today until the due day; negative when it has passed. */
export function workdaysUntil(due: string, today: string, off: (day: string) => boolean): number {
	const [from, to, sign] = due >= today ? [today, due, 1] : [due, today, -1];
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!off(day)) count++;
	return count * sign;
}
