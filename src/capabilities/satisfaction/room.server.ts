import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as low from './low.server.ts';
import * as rate from './rate.server.ts';
import { satisfactionListens } from './listens.server.ts';

/** A right to rate, once, that no helper holds. */
export const satisfaction = room('satisfaction', {
	keeps,
	doors: [low, rate],
	listens: satisfactionListens
});
