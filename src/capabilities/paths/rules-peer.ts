import { addDays } from '#kernel/day.ts';
import { topics, type Topic } from '#capabilities/assistance/topics.ts';
import type { PeerAnswer } from './answers.ts';
import type { Stands } from './rules-next.ts';

/** Asked once in so many days, of whatever topic: an invitation that comes again and again is no invitation. */
export const PEER_DAYS = 90;
const TEACHES = 3;

export type Answered = { topic: Topic; answer: PeerAnswer; day: string };

/** The topics of which somebody masters all that protects: they find the way when something goes wrong, and can show it. */
const mastered = (statements: readonly Pick<Stands, 'topic' | 'critical' | 'level'>[]): Topic[] =>
	topics.filter((topic) => {
		const safe = statements.filter((one) => one.topic === topic && one.critical);
		return safe.length > 0 && safe.every(({ level }) => level !== null && level >= TEACHES);
	});

/**
 * The topic with which somebody is asked whether they would help others; null while there is none.
 * | mastered | said yes to it before | asked in the last 90 days | asked now |
 * | no       | any                   | any                       | no        |
 * | yes      | yes                   | any                       | no        |
 * | yes      | no                    | yes                       | no        |
 * | yes      | no                    | no                        | yes       |
 */
export function peerTopic(
	statements: readonly Pick<Stands, 'topic' | 'critical' | 'level'>[],
	answers: readonly Answered[],
	today: string
): Topic | null {
	if (answers.some(({ day }) => addDays(day, PEER_DAYS) > today)) return null;
	const said = new Set(answers.filter(({ answer }) => answer === 'yes').map(({ topic }) => topic));
	return mastered(statements).find((topic) => !said.has(topic)) ?? null;
}

/** With which topics somebody helps others, by the last word of each. */
export const saidYes = (answers: readonly { topic: Topic; answer: PeerAnswer; at: Date }[]): Topic[] =>
	topics.filter((topic) => {
		const of = answers.filter((one) => one.topic === topic).toSorted((a, b) => a.at.getTime() - b.at.getTime());
		return of.at(-1)?.answer === 'yes';
	});
