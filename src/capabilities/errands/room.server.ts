import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as own from './own.server.ts';
import * as press from './press.server.ts';
import { forgetErrands } from './sql.server.ts';
import * as tell from './tell.server.ts';

/** Practice copies of real errands: to file, pay, book and look up with fake money and the mark TẬP, and to tell afterwards how it went. */
export const errands = room('errands', {
	keeps,
	doors: [press, tell, own],
	forgets: [{ name: 'errands.forget', when: 'at once', forget: ({ db }, person) => forgetErrands(db, person) }]
});
