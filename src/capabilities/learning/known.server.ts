import type { Context } from '#platform/context.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { StatementShown } from './answers.ts';
import { judgements, statements, topicOf } from './frame.ts';
import type { Spoken, Task } from './frame-shape.ts';
import { listOwn, type OwnRow } from './sql.server.ts';

/** A statement of the frame or of the commune, with its tasks and its items, and whether each of those is what it seems. */
export type Known = StatementShown & {
	tasks: readonly Task[];
	items: ReadonlyMap<string, boolean>;
	requires: readonly string[];
	ended: boolean;
};

/** What a commune wrote stands in its own language, whoever reads it. */
const asWritten = (text: string): Spoken => ({ vi: text, en: text, hi: text });

const itemsOf = (statement: string): ReadonlyMap<string, boolean> =>
	new Map(judgements.filter(({ id }) => id.startsWith(`${statement}-`)).map(({ id, genuine }) => [id, genuine]));

const ofFrame: readonly Known[] = statements.map(({ id, critical, levels, tasks, requires }) => ({
	...{ id, critical, levels, tasks, requires },
	topic: topicOf(id)!.topic satisfies Topic,
	own: false,
	items: itemsOf(id),
	ended: false
}));

const ofCommune = ({ id, topic, critical, levels, asks, trouble, steps, safe, endedAt }: OwnRow): Known => ({
	...{ id, topic, critical, own: true, requires: [], ended: endedAt !== null, items: new Map() },
	levels: [asWritten(levels[0]), asWritten(levels[1]), asWritten(levels[2])],
	tasks: [
		{
			form: 'A',
			on: 'own-phone',
			asks: asWritten(asks),
			trouble: asWritten(trouble),
			steps: steps.map((says, n) => ({ says: asWritten(says), safe: safe.includes(n + 1) }))
		}
	]
});

/** All statements that hold here, by topic: the frame first, then what the commune added. */
export const listKnown = async ({ db }: Pick<Context, 'db'>): Promise<readonly Known[]> => [
	...ofFrame,
	...(await listOwn(db)).map(ofCommune)
];

/** One of them. Refuses what is none (`statement-unknown`). */
export async function getKnown(context: Pick<Context, 'db'>, id: string): Promise<Known> {
	const found = ofFrame.find((one) => one.id === id) ?? (await listKnown(context)).find((one) => one.id === id);
	if (!found) throw new Refusal('statement-unknown');
	return found;
}

export const shownOf = ({ id, topic, critical, own, levels }: Known): StatementShown => ({
	...{ id, topic, critical, own, levels }
});
