import type { Context } from '#platform/context.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { findStatement, judgements, topicOf } from './frame.ts';
import { listEvidence } from './sql.server.ts';

/** Everything of a topic that can be heard and judged, as far as whoever draws some of it asks. */
export const judgedItems = (topic: Topic) =>
	judgements.flatMap(({ id, level, genuine }) => {
		const statement = id.split('-')[0]!;
		return topicOf(statement)?.topic === topic
			? [{ id, level, genuine, critical: findStatement(statement)!.critical }]
			: [];
	});

/** All that somebody judged, the oldest first. */
export const judgedBefore = async (context: Pick<Context, 'db'>, person: string) =>
	(await listEvidence(context.db, person)).flatMap(({ kind, item, correct, at }) =>
		kind === 'judged' ? [{ item, right: correct === true, at }] : []
	);
