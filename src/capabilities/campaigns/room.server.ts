import { room } from '#platform/room.server.ts';
import * as campaign from './campaigns.server.ts';
import * as divide from './divide.server.ts';
import * as handDivision from './hand-division.server.ts';
import * as lookDivision from './look-division.server.ts';

/** Campaigns from door to door: how a hamlet is divided among those who go, and what came of it. */
export const campaigns = room('campaigns', { doors: [campaign, divide, handDivision, lookDivision] });
