// What else somebody does who teaches: a round from house to house, a lesson in which they help.

import { expect, test } from 'vitest';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { openRun, planRun } from '#capabilities/classes/runs.server.ts';
import { addShift } from '#capabilities/home-visits/shifts.server.ts';
import { scene, type Scene } from '#tests/support/scene.ts';

const id = (): string => crypto.randomUUID();
const wanted = (trainer: string, more: object = {}) => ({
	...{ template: 'medical-booking', hamlet: null, venue: 'Nhà văn hoá Cầu Mưa', trainer, from: '2026-07-15' },
	...{ weekdays: [1, 2, 3, 4, 5], perWeek: 3, starts: '14:00', minutes: 90, ...more }
});
const daysOf = async (s: Scene, trainer: string, more: object = {}) =>
	(await planRun(s.as(s.lua, 5), wanted(trainer, more))).days;

test(
	'whoever goes from house to house on an afternoon stands in no class then, and in one of the evening',
	scene(async (s) => {
		const [first] = await daysOf(s, s.mai.id);
		const round = { helpers: [s.mai.id, s.lua.id], mode: 'bicycle' as const, hamlet: null };
		await addShift(s.as(s.thach), { id: id(), day: first!, from: '13:00', until: '17:00', ...round });
		expect(await daysOf(s, s.mai.id)).not.toContain(first);
		expect(await daysOf(s, s.mai.id, { starts: '19:00' })).toContain(first);
		expect(await daysOf(s, s.thach.id)).toContain(first);
	})
);

test(
	'whoever helps in a lesson does not stand before another at that hour',
	scene(async (s) => {
		const days = await daysOf(s, s.lua.id);
		const run = id();
		const room = { capacity: 4, helpers: 1, stepFree: true, power: true };
		await openRun(s.as(s.lua, 6), { id: run, ...wanted(s.lua.id), ...room, seen: days });
		const elsewhere = { venue: 'Trường' };
		expect(await daysOf(s, s.mai.id, elsewhere)).toEqual(days);
		await addHand(s.as(s.lua, 7), { run, staff: s.mai.id, part: 'helper', organisation: 'centre' });
		expect((await daysOf(s, s.mai.id, elsewhere)).some((day) => days.includes(day))).toBe(false);
	})
);
