import type { Context } from '#platform/context.server.ts';
import type { Topic } from './topics.ts';
import { howShown, type DoneAgain, type SaidBack } from './rules-teach-back.ts';
import { listSeen } from './sql-visits.server.ts';

/** What was seen that somebody can do, in the course of help: with a card at a door, or because they typed it all themselves. */
export type Seen = { card: string | null; topic: Topic; done: boolean; at: Date };

/** All of it of one person, under each of their ids, for a room that says what it means. */
export const seenElsewhere = async ({ db }: Context, person: string): Promise<Seen[]> =>
	(await listSeen(db, person)).map(({ card, topic, how, saidBack, doneAgain, at }) => ({
		...{ card, topic, at },
		done: card === null ? how === 'self' : isDone(saidBack, doneAgain)
	}));

const isDone = (said: SaidBack | null, did: DoneAgain | null): boolean =>
	said !== null && did !== null && ['self', 'guided'].includes(howShown(said, did));
