import { room } from '#platform/room.server.ts';
import * as carryOver from './carry-over.server.ts';
import { placesChecks } from './checks.server.ts';
import * as keepCentre from './keep-centre.server.ts';
import * as closedDays from './closed-days.server.ts';
import * as firstHour from './first-hour.server.ts';
import * as foundByRegister from './found-by-register.server.ts';
import * as foundCentre from './found-centre.server.ts';
import * as hamlets from './hamlets.server.ts';
import * as centres from './places.server.ts';

/** Province, commune, centre; hours, days off. */
export const places = room('places', {
	checks: placesChecks,
	doors: [carryOver, closedDays, firstHour, foundByRegister, foundCentre, hamlets, keepCentre, centres]
});
