import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { Standing } from '#capabilities/learning/answers.ts';
import { standingOf, whatCounts, type Evidence } from '#capabilities/learning/rules-standing.ts';
import { wholeOf, type Whole } from '#capabilities/learning/skills.server.ts';
import type { Stands } from './rules-next.ts';
import { refreshOf, type DayOf, type Refresh } from './rules-refresh.ts';
import { listRecalls, type RecallRow, type RefresherRow } from './sql.server.ts';

const ALONE = 2;

/** Day by day, whether they did it alone by the end of it, as all that was seen until then says. Rows are by time. */
function seenDays({ known, rows }: Whole): DayOf[] {
	let counts: Evidence[] = [];
	const seen = rows.filter(({ kind }) => kind !== 'felt');
	return [...Map.groupBy(seen, ({ at }) => dayOf(at))].map(([day, ofDay]) => {
		counts = whatCounts([...counts, ...ofDay]);
		return { day, how: 'seen', well: (standingOf(known, counts).level ?? 0) >= ALONE };
	});
}

/** All that moves the ladder of one statement. Whoever was not reached said nothing. */
const daysOf = (whole: Whole, recalls: readonly RecallRow[]): DayOf[] => [
	...seenDays(whole),
	...whole.shown.map(({ at, done }): DayOf => ({ day: dayOf(at), how: 'used', well: done })),
	...recalls.flatMap(({ statement, outcome, at }): DayOf[] =>
		statement === whole.known.id && outcome !== 'not-reached'
			? [{ day: dayOf(at), how: 'asked', well: outcome === 'remembered' }]
			: []
	)
];

/** What protects in the topic of protecting oneself is never left alone for long. */
const protects = ({ known: { topic, critical } }: Whole): boolean => critical && topic === 'self-protection';

const hasFailed = ({ task, judged: { seenThrough, trusted } }: Standing): boolean =>
	(task !== null && task < ALONE) || seenThrough.right < seenThrough.of || trusted.right < trusted.of;

export type Walked = { whole: Whole; standing: Standing; stands: Stands; refresh: Refresh | null };

/** How somebody stands with each statement that is asked of people now, and when each is to be practised again. */
export async function walkedOf(context: Context, person: string): Promise<readonly Walked[]> {
	const [all, recalls] = await Promise.all([wholeOf(context, person), listRecalls(context.db, person)]);
	return all
		.filter(({ known }) => !known.ended)
		.map((whole) => {
			const { known, rows, shown } = whole;
			const standing = standingOf(known, rows, shown);
			const refresh = refreshOf(daysOf(whole, recalls), protects(whole));
			const { id, topic, critical, requires } = known;
			const stands = { id, topic, critical, requires, level: standing.level, failed: hasFailed(standing) };
			return { whole, standing, refresh, stands: { ...stands, dueOn: refresh?.dueOn ?? null } };
		});
}

export const refreshersOf = async (context: Context, person: string): Promise<RefresherRow[]> =>
	(await walkedOf(context, person)).flatMap(({ stands: { id, topic, critical }, refresh }) =>
		refresh ? [{ statement: id, topic, critical, ...refresh }] : []
	);
