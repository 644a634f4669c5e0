import { room } from '#platform/room.server.ts';
import * as board from './board.server.ts';
import * as handOn from './hand-on.server.ts';
import * as notePatterns from './note-patterns.server.ts';
import * as patterns from './patterns.server.ts';
import { clearPatterns } from './sql-patterns.server.ts';
import { leadBoardTells } from './tells.server.ts';

/** How it stands in each hamlet for whoever leads there, and what looks made up, asked of whoever wrote it first. */
export const leadBoard = room('lead-board', {
	doors: [board, handOn, notePatterns, patterns],
	chores: [notePatterns.patternsOften],
	tells: leadBoardTells,
	clearings: [
		{
			// Longer than a campaign may last: what was decided not to count stays so while its days are counted.
			rule: 'keep-visit-patterns',
			days: 400,
			does: 'delete',
			clear: async (db, before) => (await clearPatterns(db, before)).count
		}
	]
});
