import { system, type Actor } from '#kernel/actor.ts';
import type { Pool } from '#platform/db.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Hall } from './rules-pictures.ts';
import { findLearner } from './sql.server.ts';

export type LearnerDoor = { actor: Actor; hall: Hall | null };

/** Whoever opened learning on this browser by their pictures, or null. They are held to the one row of their key and to the centre that gave it. */
export const learnerAtDoor = (
	pool: Pool,
	may: readonly string[],
	token: string,
	now: Date
): Promise<LearnerDoor | null> =>
	inScope(pool, system('door', new Set()), '', async (sql) => {
		const found = await findLearner(sql, tokenHash(token), now);
		if (!found) return null;
		const actor: Actor = {
			kind: 'learner',
			id: found.person,
			may: new Set(may),
			centres: [found.centre],
			subject: found.person,
			authority: 'self',
			session: null,
			row: found.id,
			desk: null,
			machine: found.session,
			eIdLevel: null
		};
		const { device, ticket } = found;
		return { actor, hall: device !== null && ticket !== null ? { device, ticket } : null };
	});
