import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as leaveSlip from './leave-slip.server.ts';
import * as print from './print.server.ts';
import * as readSlip from './read-slip.server.ts';

/** The paper that a visit leaves: who came, what was written down, and how to see or erase it. */
export const visitSlips = room('visit-slips', { keeps, doors: [leaveSlip, print, readSlip] });
