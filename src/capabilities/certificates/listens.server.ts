import { system } from '#kernel/actor.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { lookOn, takeBackLookOn } from '#capabilities/classes/look-on.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { observeTask, takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { followSeen } from './stands.server.ts';

/** What was seen of somebody, or taken back, is written beside their certificates. */
const followsSeen = listener({
	name: 'certificates.follows-seen',
	hears: [observeTask, judgeItem, takeBackSeen, lookOn, takeBackLookOn],
	may: [],
	hear: async ({ db, request, actor }, { personId }) => {
		if (personId === null) return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, (sql) =>
			followSeen({ db: sql }, personId)
		);
	}
});

export const certificatesListens = [followsSeen];
