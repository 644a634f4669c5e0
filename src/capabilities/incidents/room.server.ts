import { room } from '#platform/room.server.ts';
import * as banner from './banner.server.ts';
import * as done from './done.server.ts';
import { keeps } from './keeps.ts';
import { incidentsListens } from './listens.server.ts';
import * as month from './month.server.ts';
import * as open from './open.server.ts';
import * as over from './over.server.ts';
import * as pictures from './pictures.server.ts';
import * as show from './show.server.ts';
import * as tellFile from './tell-file.server.ts';
import { incidentsTells } from './tells.server.ts';
import * as tickets from './tickets.server.ts';

/** An outage is one thing, told once: a system that does not answer, what it is known by, and the tickets and files that it holds up. */
export const incidentsRoom = room('incidents', {
	keeps,
	doors: [open, done, tickets, over, tellFile, pictures, show, banner, month],
	listens: incidentsListens,
	tells: incidentsTells
});
