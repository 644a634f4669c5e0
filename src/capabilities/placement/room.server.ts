import { room } from '#platform/room.server.ts';
import * as begin from './begin.server.ts';
import { keeps } from './keeps.ts';
import * as now from './now.server.ts';
import { forgetPlacement } from './sql.server.ts';

/** Where somebody begins to learn: topics they want, a few things to hear and judge, and one way on from each. */
export const placementRoom = room('placement', {
	keeps,
	doors: [begin, now],
	forgets: [{ name: 'placement.forget', when: 'at once', forget: ({ db }, person) => forgetPlacement(db, person) }]
});
