import { system } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { listHamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { findHamlet } from '#capabilities/places/rules-hamlets.ts';
import { findLanes, listUnplaced, placeInHamlet } from './sql-households.server.ts';

/** A commune has listed its hamlets and lanes: dwellings that name one are found there. */
const ofHamlets = listener({
	name: 'residents.hamlets',
	hears: loadHamlets,
	may: [],
	hear: ({ db, request, actor, now }, row) =>
		inScope(db, system(actor.id, new Set(), null, actor.centres), request, async (sql) => {
			if (row.centreId === null) return;
			const { communeId } = await getCentre(sql, row.centreId);
			const known = await listHamlets(sql, communeId, dayOf(now));
			for (const { said } of await listUnplaced(sql, communeId)) {
				const found = findHamlet(said, known);
				if (found) await placeInHamlet(sql, communeId, said, found.id);
			}
			await findLanes(sql, communeId);
		})
});

export const residentsListens: readonly Listener[] = [ofHamlets];
