import { room } from '#platform/room.server.ts';
import * as days from './count-days.server.ts';
import { keeps } from './keeps.ts';
import * as notes from './note-patterns.server.ts';
import * as patterns from './patterns.server.ts';
import { untiePerson } from './sql.server.ts';
import * as staffLooks from './staff-looks.server.ts';

/** Who of the staff looked at whom, and what of it is to be asked about. */
export const oversight = room('oversight', {
	keeps,
	doors: [days, notes, patterns, staffLooks],
	chores: [notes.patternsEveryTenMinutes, days.daysEveryHour],
	forgets: [{ name: 'oversight.untie', when: 'at once', forget: ({ db }, person) => untiePerson(db, person) }]
});
