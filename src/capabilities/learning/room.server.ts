import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as countItems from './count-items.server.ts';
import * as items from './items.server.ts';
import * as judge from './judge.server.ts';
import * as observe from './observe.server.ts';
import * as ownStatements from './own-statements.server.ts';
import * as skills from './skills.server.ts';
import { forgetEvidence } from './sql.server.ts';

/** What people can do alone: the frame of it, what was seen and judged, and what a commune adds. */
export const learning = room('learning', {
	keeps,
	chores: [countItems.countItemsDaily()],
	doors: [countItems, items, judge, observe, ownStatements, skills],
	forgets: [{ name: 'learning.forget', when: 'at once', forget: ({ db }, person) => forgetEvidence(db, person) }]
});
