import { addDays } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import { weeksTo } from './rules-days.ts';
import { due, how, kept, onTime, rating, served, status, waiting, type Places } from './sql-figures.server.ts';
import { communesOf, findCap, longestOf, sumsOf, tally, waitsOf } from './sql.server.ts';

type Tally = Map<string, number>;

const rightOf = (tallied: Tally): { right: number; of: number } => {
	const right = tallied.get('right') ?? 0;
	return { right, of: right + (tallied.get('late') ?? 0) };
};

/** A file that has a status is told by it, one that has none by its stage; what has none stands first. */
const statusesOf = (tallied: Tally) =>
	[...tallied]
		.map(([key, files]) =>
			/^\d+$/.test(key) ? { status: Number(key), stage: 'filed', files } : { status: null, stage: key, files }
		)
		.toSorted((one, other) => (one.status ?? 0) - (other.status ?? 0));

const howOf = (tallied: Tally) =>
	[...tallied].map(([key, times]) => ({ week: key.slice(0, 10), how: key.slice(11), times }));

const scoresOf = (tallied: Tally) =>
	[...tallied].map(([score, times]) => ({ score: Number(score), times })).toSorted((a, b) => b.score - a.score);

/** Every figure of a leader's page. */
export async function figuresOf(db: Db, centres: Places, day: string, now: Date) {
	const weeks = weeksTo(day);
	const days = { from: weeks[0]!, to: addDays(weeks.at(-1)!, 6) };
	const one = { waiting: waiting(db, centres, day), served: served(db, centres, day), due: due(db, centres, day) };
	const [line, longest, waits, statuses, ways, ratings, dues, results, promises, cap, communes] = await Promise.all([
		sumsOf(db, one.waiting, 'waiting'),
		longestOf(db, one.waiting, now),
		waitsOf(db, one.served),
		tally(db, status(db, centres, day)),
		tally(db, how(db, centres, days)),
		tally(db, rating(db, centres, day)),
		tally(db, one.due),
		tally(db, onTime(db, centres, day)),
		tally(db, kept(db, centres, day)),
		findCap(db, centres),
		communesOf(db, centres, one)
	]);
	return {
		...{ day, weeks, ...cap },
		centres: centres.length,
		communes: [...communes],
		waiting: { tickets: line.of, left: line.left, waiting: line.whole, longest },
		served: [...waits],
		statuses: statusesOf(statuses),
		how: howOf(ways),
		ratings: scoresOf(ratings),
		due: { soon: dues.get('soon') ?? 0, late: dues.get('late') ?? 0 },
		onTime: rightOf(results),
		kept: rightOf(promises)
	};
}
