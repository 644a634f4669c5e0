import { requestFor } from '#platform/deliver.server.ts';
import type { Forgetting } from '#platform/keeping.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { erase } from './erase.server.ts';

/** What a room forgets after an erasure, as the house itself: rows of places that whoever erases does not see. */
export const afterErasure = ({ name, may = [], forget }: Forgetting): Listener =>
	listener({
		name,
		hears: erase,
		may,
		hear: async (context, row) => {
			if (row.personId !== null) await forget({ ...context, request: requestFor(name, row.id) }, row.personId);
		}
	});
