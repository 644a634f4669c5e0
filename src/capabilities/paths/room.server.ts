import { room } from '#platform/room.server.ts';
import * as ask from './ask.server.ts';
import { endVisits } from './end-visits.server.ts';
import * as goal from './goal.server.ts';
import { keeps } from './keeps.ts';
import { pathsListens } from './listens.server.ts';
import * as next from './next.server.ts';
import * as noteDue from './note-due.server.ts';
import * as peer from './peer.server.ts';
import * as recall from './recall.server.ts';
import { forgetPath } from './sql.server.ts';
import { pathsTells } from './tells.server.ts';
import * as thanks from './thanks.server.ts';
import * as used from './used.server.ts';
import * as visit from './visit.server.ts';
import * as way from './way.server.ts';

/** What somebody learns next: their goal, the one step that comes now, and when what they can is practised again. */
export const pathsRoom = room('paths', {
	keeps,
	listens: pathsListens,
	doors: [ask, goal, next, noteDue, peer, recall, thanks, used, visit, way],
	chores: [noteDue.noteDueDaily(), endVisits()],
	tells: pathsTells,
	forgets: [{ name: 'paths.forget', when: 'at once', forget: ({ db }, person) => forgetPath(db, person) }]
});
