import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Begin } from './rules-placement.ts';

/** A class as far as finding one asks; `topic` is null where it teaches a little of each. */
type ClassOpen = { id: string; topic: Topic | null; free: boolean };
export type Lead =
	{ to: 'seat' | 'class'; run: string } | { to: 'practice' } | { to: 'hear' | 'look'; statement: string };

type Asked = {
	begin: Begin;
	topic: Topic;
	/** Classes in which they have a place or wait for one, and those in which they may have one. */
	seats: readonly Omit<ClassOpen, 'free'>[];
	open: readonly ClassOpen[];
	/** What of the topic they do not do alone yet, what protects first. */
	left: readonly string[];
};

/**
 * Where one key leads from what was found.
 * | begins        | something there                                 | leads to           |
 * | basics,onward | a class of the topic in which they sit          | their place        |
 * | basics,onward | a class of the topic with a free place          | that class         |
 * | basics        | a class of all topics, the same                 | place, or class    |
 * | basics        | no class, and the topic is protecting oneself   | practice           |
 * | basics        | else, something left                            | hear it together   |
 * | onward, ready | something left                                  | looked on          |
 * | any           | nothing left, or none of these                  | practice           |
 */
export function leadOf({ begin, topic, seats, open, left }: Asked): Lead {
	const taught = begin === 'ready' ? [] : begin === 'basics' ? [topic, null] : [topic];
	for (const of of taught) {
		const seat = seats.find((one) => one.topic === of);
		if (seat) return { to: 'seat', run: seat.id };
		const run = open.find((one) => one.topic === of && one.free);
		if (run) return { to: 'class', run: run.id };
	}
	const first = left[0];
	if (first === undefined || (begin === 'basics' && topic === 'self-protection')) return { to: 'practice' };
	return { to: begin === 'basics' ? 'hear' : 'look', statement: first };
}
