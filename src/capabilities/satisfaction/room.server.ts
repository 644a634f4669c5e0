import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as rate from './rate.server.ts';
import { satisfactionListens } from './listens.server.ts';

/** A right to rate, once, that no helper holds. */
export const satisfaction = room('satisfaction', {
	keeps,
	doors: [rate],
	listens: satisfactionListens
});
