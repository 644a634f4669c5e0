import { addDays, isDay } from '#kernel/day.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { Figure } from './inputs.ts';
import { mondayOf } from './rules-days.ts';
import {
	due,
	endedBefore,
	how,
	kept,
	onTime,
	rating,
	served,
	status,
	waiting,
	type Places
} from './sql-figures.server.ts';
import { rowsOf, sumsOf, type CountedRow, type Sums } from './sql.server.ts';

/** Rows of a figure on one page. */
const PAGE = 100;

/** A figure's key in two parts: a class, status, week or score, and how it was done. */
type Asked = { db: Db; centres: Places; day: string; first: string; second: string; page: number };
type Opened = { figure: Fragment; key: string | null; besides?: Fragment };

const weekIn = ({ first, day }: Asked): string => mondayOf(isDay(first) ? first : day);

/** Which fragment a figure reads, and which of its numbers an address means. */
const opens: Record<Figure, (asked: Asked) => Opened> = {
	waiting: ({ db, centres, day }) => ({ figure: waiting(db, centres, day), key: 'waiting' }),
	served: ({ db, centres, day, first }) => ({
		figure: served(db, centres, day),
		key: first === 'all' || first === '' ? null : first
	}),
	kept: ({ db, centres, day, first }) => ({
		figure: kept(db, centres, day),
		key: first === 'late' ? 'late' : 'right'
	}),
	'on-time': ({ db, centres, day, first }) => ({
		figure: onTime(db, centres, day),
		key: first === 'late' ? 'late' : 'right'
	}),
	due: ({ db, centres, day, first }) => ({ figure: due(db, centres, day), key: first === 'soon' ? 'soon' : 'late' }),
	status: ({ db, centres, day, first }) => ({
		...{ figure: status(db, centres, day), key: first, besides: endedBefore(db, centres, day) }
	}),
	how: (asked) => {
		const week = weekIn(asked);
		const days = { from: week, to: addDays(week, 6) };
		return { figure: how(asked.db, asked.centres, days), key: `${week}:${asked.second || 'self'}` };
	},
	rating: ({ db, centres, day, first }) => ({ figure: rating(db, centres, day), key: first })
};

/** Whoever came first or is due first stands first; of what is over the newest does. */
const oldestFirst: readonly Figure[] = ['waiting', 'served', 'kept', 'due'];

type Opening = Sums & { rows: CountedRow[]; before: number; more: number };

/** The rows of a figure on one page, how many there are in all (`whole`), before and after this page, and what they are out of. */
export async function openFigure(figure: Figure, asked: Asked): Promise<Opening> {
	const { figure: read, key, besides } = opens[figure](asked);
	const from = asked.page * PAGE;
	const [rows, sums] = await Promise.all([
		rowsOf(asked.db, read, { key, newest: !oldestFirst.includes(figure), rows: PAGE, from }),
		sumsOf(asked.db, read, key, besides)
	]);
	return { rows: [...rows], before: from, more: Math.max(0, sums.whole - from - rows.length), ...sums };
}
