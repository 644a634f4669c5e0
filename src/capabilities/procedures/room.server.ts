import { room } from '#platform/room.server.ts';

/** The catalogue: finder, fees, forms as data. */
export const procedures = room('procedures', {
	doors: []
});
