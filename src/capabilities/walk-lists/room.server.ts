import { room } from '#platform/room.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { keeps } from './keeps.ts';
import * as keyRow from './key-row.server.ts';
import * as lists from './lists.server.ts';
import * as printList from './print-list.server.ts';
import { superseding } from './supersede.server.ts';
import { clearKeyed, clearLists, forgetKeyed } from './sql.server.ts';

/** Lists on paper for when phones fail: a row for each door, keyed by two hands when they come back. */
export const walkLists = room('walk-lists', {
	keeps,
	doors: [keyRow, lists, printList],
	chores: [superseding],
	forgets: [
		{ name: 'walk-lists.keyed', when: 'at once', forget: ({ db }, person) => forgetKeyed(db, person) },
		// And where whoever erases sees nothing.
		{
			name: 'walk-lists.keyed-elsewhere',
			when: 'after',
			forget: ({ db, actor, request }, person) => inScope(db, actor, request, (sql) => forgetKeyed(sql, person))
		}
	],
	clearings: [
		{
			// As long as what was written from it can be asked about in the days of a campaign.
			rule: 'keep-walk-lists',
			days: 400,
			does: 'delete',
			clear: async (db, before) => (await clearLists(db, before)).count
		},
		{
			rule: 'keep-walk-keyings',
			days: 30,
			does: 'delete',
			clear: async (db, before) => (await clearKeyed(db, before)).count
		}
	]
});
