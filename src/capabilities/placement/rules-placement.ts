import type { Topic } from '#capabilities/assistance/topics.ts';
import { EACH, OF_TOPIC } from './rules-draw.ts';

/** Minutes that somebody is asked for at a time. */
export const MINUTES = 12;
/** So long one item takes, its voice and a thought with it (seconds): five topics to their end fit into the minutes. */
export const PACE = 36;

/** Where somebody begins: at the beginning, at what is done alone, or by being looked on for a certificate. */
export const begins = ['basics', 'onward', 'ready'] as const;
export type Begin = (typeof begins)[number];
/** `begin` is null while too little was heard to say. */
export type Placed = { topic: Topic; begin: Begin | null; whole: boolean };

/** What one topic asks next, or where it stopped. */
type OfTopic = { next: string | null; begin: Begin | null };

export type Answered = { item: string; right: boolean; at: Date };
export type Placing = {
	topics: readonly Topic[];
	/** Four of each topic, in its order. */
	items: readonly string[];
	begunAt: Date;
	clockFrom: Date;
};

/** The answer to each item that counts: the first since the beginning, whoever pressed again and from which page. */
function firstAnswers({ begunAt }: Placing, answers: readonly Answered[]): ReadonlyMap<string, boolean> {
	const first = new Map<string, boolean>();
	for (const { item, right, at } of answers.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
		if (at >= begunAt && !first.has(item)) first.set(item, right);
	return first;
}

/**
 * Two of level one, then two of level two. Two right go on; the first that is judged otherwise stops the topic, because both can no longer be
 * right: whoever begins too low loses an hour, whoever begins too high loses heart.
 * | judged                                | asks        | begins   |
 * | one of level one otherwise            | —           | basics   |
 * | fewer than both of level one          | level one   | —        |
 * | both of level one, one of two other   | —           | onward   |
 * | both of level one, fewer of level two | level two   | onward   |
 * | all four                              | —           | ready    |
 */
function topicNow(items: readonly string[], said: ReadonlyMap<string, boolean>): OfTopic {
	const [low, high] = [items.slice(0, EACH), items.slice(EACH, OF_TOPIC)];
	const other = (some: readonly string[]): boolean => some.some((item) => said.get(item) === false);
	const open = (some: readonly string[]): string | null => some.find((item) => !said.has(item)) ?? null;
	if (other(low)) return { next: null, begin: 'basics' };
	if (open(low) !== null) return { next: open(low), begin: null };
	if (other(high)) return { next: null, begin: 'onward' };
	return open(high) === null ? { next: null, begin: 'ready' } : { next: open(high), begin: 'onward' };
}

/**
 * What is asked next, and where somebody begins with each topic as far as was heard. When the minutes are over nothing more is asked; what was
 * answered stands, late answers too, and whoever goes on has the minutes anew.
 */
export function placementNow(
	placing: Placing,
	answers: readonly Answered[],
	now: Date
): { next: string | null; topic: Topic | null; timeOver: boolean; placed: Placed[] } {
	const said = firstAnswers(placing, answers);
	const each = placing.topics.map((topic, n) => ({
		topic,
		...topicNow(placing.items.slice(n * OF_TOPIC, (n + 1) * OF_TOPIC), said)
	}));
	const open = each.find(({ next }) => next !== null);
	const isLate = now.getTime() - placing.clockFrom.getTime() >= MINUTES * 60_000;
	const asks = open && !isLate ? open : null;
	return {
		...{ next: asks?.next ?? null, topic: asks?.topic ?? null, timeOver: isLate && open !== undefined },
		placed: each.map(({ topic, begin, next }) => ({ topic, begin, whole: next === null }))
	};
}
