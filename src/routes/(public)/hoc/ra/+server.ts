import { closeLearning } from '#capabilities/picture-keys/open.server.ts';
import { leaveFor } from '#web/door.server.ts';
import { dropLearner, findLearnerHere } from '#web/learner.server.ts';
import { paths } from '#web/paths.ts';
import type { RequestHandler } from './$types';

/** Closes learning on this browser; the card stays, and opens nothing by itself. */
export const POST: RequestHandler = async (event) => {
	const learner = await findLearnerHere(event);
	if (learner) await closeLearning(learner.context, {});
	dropLearner(event);
	return leaveFor(paths.learn.key);
};
