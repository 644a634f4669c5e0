import { room } from '#platform/room.server.ts';
import * as answer from './answer.server.ts';
import { keeps } from './keeps.ts';
import * as own from './own.server.ts';
import { forgetAnswers } from './sql.server.ts';

/** Made-up calls and messages to try oneself against: what comes next, what was done about it, and when it comes again. */
export const practice = room('practice', {
	keeps,
	doors: [answer, own],
	forgets: [{ name: 'practice.forget', when: 'at once', forget: ({ db }, person) => forgetAnswers(db, person) }]
});
