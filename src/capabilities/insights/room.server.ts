import { room } from '#platform/room.server.ts';
import * as holds from './holds.server.ts';
import { insightsListen } from './listens.server.ts';
import * as today from './today.server.ts';

/** What a leader sees; each figure opens what it counts. */
export const insights = room('insights', {
	doors: [holds, today],
	listens: insightsListen
});
