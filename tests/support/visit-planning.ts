import type { Helper, Planning, Shift, Visit } from '#capabilities/home-visits/rules-visits.ts';

// The plainest of each kind, so that a test says only what it is about. Places lie ten minutes apart on a line.

export const helper = (id: string, more: Partial<Helper> = {}): Helper => ({
	id,
	skills: ['eid'],
	woman: false,
	languages: ['vi'],
	...more
});

export const shift = (id: string, more: Partial<Shift> = {}): Shift => ({
	id,
	helpers: [helper(`${id}-1`), helper(`${id}-2`)],
	hours: { from: 480, until: 1020 },
	rest: null,
	from: 0,
	to: 0,
	mostVisits: 6,
	overtime: 0,
	mode: 0,
	...more
});

export const visit = (id: string, more: Partial<Visit> = {}): Visit => ({
	id,
	place: 1,
	minutes: 30,
	windows: [{ from: 480, until: 1020 }],
	roles: [{ skills: ['eid'] }],
	apart: null,
	priority: 3,
	dueDay: 0,
	woman: false,
	language: null,
	known: [],
	never: [],
	twoPeople: null,
	told: null,
	planned: null,
	...more
});

const LINE = Array.from({ length: 8 }, (_, a) => Array.from({ length: 8 }, (_, b) => 10 * Math.abs(a - b)));

export const planning = (visits: readonly Visit[], shifts: readonly Shift[]): Planning => ({
	visits,
	shifts,
	travel: [LINE]
});
