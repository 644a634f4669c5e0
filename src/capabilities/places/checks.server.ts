import { dayOf } from '#kernel/day.ts';
import type { Check } from '#platform/checks.server.ts';
import { getCentre } from './places.server.ts';
import { lastYearKnown } from './rules-calendar.ts';
import { listHamletsOf } from './sql-hamlets.server.ts';
import { listOpenings } from './sql.server.ts';

const commune: Check = {
	name: 'places.commune',
	of: 'centre',
	reads: async (sql, { centre }) => {
		const { communeName, provinceName, agencyCode } = await getCentre(sql, centre);
		const about = { commune: communeName, province: provinceName, code: agencyCode };
		return { state: agencyCode ? 'well' : 'lacking', about };
	}
};

const hours: Check = {
	name: 'places.hours',
	of: 'centre',
	reads: async (sql, { centre }) => {
		if ((await getCentre(sql, centre)).alwaysOpen) return { state: 'well', why: 'always' };
		const days = new Set((await listOpenings(sql, centre)).map(({ weekday }) => weekday)).size;
		return { state: days > 0 ? 'well' : 'lacking', about: { days } };
	}
};

/** From December on the days off of the next year are missed: promised days would be counted wrong. */
const daysOff: Check = {
	name: 'places.calendar',
	of: 'centre',
	reads: async (_, { now }) => {
		const [year, month] = dayOf(now).split('-').map(Number) as [number, number, number];
		const needed = month === 12 ? year + 1 : year;
		return { state: lastYearKnown < needed ? 'ill' : 'well', about: { year: lastYearKnown } };
	}
};

const hamlets: Check = {
	name: 'places.hamlets-loaded',
	of: 'centre',
	reads: async (sql, { centre, now }) => {
		const { communeId } = await getCentre(sql, centre);
		const count = (await listHamletsOf(sql, communeId, dayOf(now))).length;
		return { state: count > 0 ? 'well' : 'lacking', about: { count } };
	}
};

export const placesChecks: readonly Check[] = [commune, hours, daysOff, hamlets];
