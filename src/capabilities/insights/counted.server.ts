import { addDays } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import type { Figure } from './inputs.ts';
import { mondayOf, monthOf, spanOf } from './rules-days.ts';
import {
	countedDue,
	countedHow,
	countedKept,
	countedOnTime,
	countedRatings,
	countedServed,
	countedStage,
	countedStatus,
	countedWaiting,
	PAGE,
	type CountedPart,
	type CountedRow
} from './sql-counted.server.ts';
import { ofDue, ofHow, ofKept, ofOnTime, ofRatings, ofStatus, ofTickets, type Of } from './sql-of.server.ts';
import type { Places } from './sql.server.ts';

/** A figure's key in two parts: a class, status, week or score, and how it was done. */
type Asked = { db: Db; centres: Places; day: string; first: string; second: string; page: number };
type Opened = { rows: (asked: Asked) => Promise<CountedPart[]>; of: (asked: Asked) => Promise<Of> };

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const weekIn = ({ first, day }: Asked): string => (isDay(first) ? first : mondayOf(day));

/** How each figure opens: the rows that it counts, and what they are out of. */
const opens: Record<Figure, Opened> = {
	waiting: {
		rows: ({ db, centres, day }) => countedWaiting(db, centres, day),
		of: ({ db, centres, day }) => ofTickets(db, centres, day)
	},
	served: {
		rows: ({ db, centres, day, first }) => countedServed(db, centres, day, first || 'all'),
		of: ({ db, centres, day }) => ofTickets(db, centres, day)
	},
	kept: {
		rows: ({ db, centres, day, first }) => countedKept(db, centres, addDays(day, -1), first !== 'late'),
		of: ({ db, centres, day }) => ofKept(db, centres, addDays(day, -1))
	},
	'on-time': {
		rows: ({ db, centres, day, first, page }) => countedOnTime(db, centres, monthOf(day), first !== 'late', page),
		of: ({ db, centres, day }) => ofOnTime(db, centres, monthOf(day))
	},
	due: {
		rows: ({ db, centres, day, first, page }) => countedDue(db, centres, day, first !== 'soon', page),
		of: ({ db, centres }) => ofDue(db, centres)
	},
	status: {
		rows: ({ db, centres, day, first, page }) =>
			/^\d+$/.test(first)
				? countedStatus(db, centres, Number(first), spanOf(day), page)
				: countedStage(db, centres, first, page),
		of: ({ db, centres, day }) => ofStatus(db, centres, spanOf(day))
	},
	how: {
		rows: (asked) => countedHow(asked.db, asked.centres, weekIn(asked), asked.second || 'self', asked.page),
		of: (asked) => ofHow(asked.db, asked.centres, weekIn(asked))
	},
	rating: {
		rows: ({ db, centres, day, first }) => countedRatings(db, centres, day, Number(first) || 0),
		of: ({ db, centres, day }) => ofRatings(db, centres, day)
	}
};

/** A figure that is told in one piece has no second page. */
const inOnePiece: readonly Figure[] = ['waiting', 'served', 'kept', 'rating'];

/** The rows of a figure on one page, how many there are in all (`whole`) and after this page (`more`), and what they are out of. */
export async function openFigure(
	figure: Figure,
	asked: Asked
): Promise<Of & { rows: CountedRow[]; whole: number; more: number }> {
	const page = inOnePiece.includes(figure) ? 0 : asked.page;
	const [found, of] = await Promise.all([opens[figure].rows({ ...asked, page }), opens[figure].of(asked)]);
	const whole = found[0]?.whole ?? 0;
	const rows = found.map(({ id, what, at, word }) => ({ id, what, at, word }));
	return { rows, whole, more: Math.max(0, whole - page * PAGE - rows.length), ...of };
}
