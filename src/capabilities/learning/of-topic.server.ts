import type { Context } from '#platform/context.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Level, StatementShown } from './answers.ts';
import { listKnown, shownOf } from './known.server.ts';
import { standingOf } from './rules-standing.ts';
import { listEvidence } from './sql.server.ts';

/** How somebody stands with one statement, and whose look that rests on. What was shown at a door says no more than level one. */
export type StandsWith = StatementShown & {
	level: Level | null;
	looked: { by: string; at: Date } | null;
	/** The last thing that was seen or judged of it. */
	last: Date | null;
};

/** How somebody stands with each of the statements that are asked of people now and that are meant. */
async function standingWith(
	context: Pick<Context, 'db'>,
	person: string,
	isMeant: (known: StatementShown) => boolean
): Promise<readonly StandsWith[]> {
	const known = (await listKnown(context)).filter((one) => isMeant(one) && !one.ended);
	const rows = await listEvidence(context.db, person);
	return known.map((one) => {
		const own = rows.filter(({ statement }) => statement === one.id);
		const { level, last } = standingOf(one, own);
		const look = own.findLast(({ kind }) => kind === 'task');
		return { ...shownOf(one), level, last, looked: look ? { by: look.byStaff!, at: look.at } : null };
	});
}

/** How somebody stands with each statement that is asked of people now, of whatever topic. */
export const standingInAll = (context: Pick<Context, 'db'>, person: string) =>
	standingWith(context, person, () => true);

/** How somebody stands with each statement of a topic that is asked of people now. */
export const standingIn = (context: Pick<Context, 'db'>, person: string, topic: Topic) =>
	standingWith(context, person, (one) => one.topic === topic);

/** Alone from this level on; below it with somebody near. */
const ALONE = 2;

/** Those of some statements that somebody does not do alone, by what was seen and judged so far; one that is asked of nobody any more is none. */
export const notAlone = async (
	context: Pick<Context, 'db'>,
	person: string,
	statements: readonly string[]
): Promise<readonly StatementShown[]> =>
	(await standingWith(context, person, ({ id }) => statements.includes(id))).flatMap(
		({ level, id, topic, critical, own, levels }) =>
			(level ?? 0) < ALONE ? [{ id, topic, critical, own, levels }] : []
	);
