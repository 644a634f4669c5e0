import type { Context } from '#platform/context.server.ts';
import type { Topic } from './topics.ts';
import { howShown, type DoneAgain, type SaidBack } from './rules-teach-back.ts';
import type { NeedKind } from './need.ts';
import { findNeedKind } from './sql-needs.server.ts';
import { listMet, listSeen } from './sql-visits.server.ts';

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

/** For other rooms: who was met in a visit. */
export const metIn = ({ db }: Pick<Context, 'db'>, visit: string): Promise<string[]> => listMet(db, visit);

/** For other rooms: what a need was about; null where it is none. */
export const kindOfNeed = async ({ db }: Pick<Context, 'db'>, need: string): Promise<NeedKind | null> =>
	(await findNeedKind(db, need)) ?? null;
