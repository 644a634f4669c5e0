import { room } from '#platform/room.server.ts';
import * as board from './board.server.ts';
import * as call from './call.server.ts';
import { counterChecks } from './checks.server.ts';
import * as desks from './desks.server.ts';
import * as followSession from './follow-session.server.ts';
import * as freeDesks from './free-desks.server.ts';
import * as giveBack from './give-back.server.ts';
import * as greet from './greet.server.ts';
import * as move from './move.server.ts';
import * as openLines from './open-lines.server.ts';
import * as takeTicket from './take-ticket.server.ts';
import { counterTells } from './tells.server.ts';
import * as undo from './undo.server.ts';
import * as wait from './wait.server.ts';
import { counterListens } from './listens.server.ts';

/** Numbers, desks, calling, the hall, honest waits. */
export const counter = room('counter', {
	checks: counterChecks,
	chores: [openLines.openLinesDaily()],
	doors: [board, call, desks, followSession, freeDesks, giveBack, greet, move, openLines, takeTicket, undo, wait],
	tells: counterTells,
	listens: counterListens
});
