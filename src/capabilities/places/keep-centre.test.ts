import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { staffId } from '#seed/house.ts';
import { keptCentre, setHours, setWays } from './keep-centre.server.ts';
import { openNow } from './places.server.ts';
import { weekSeen } from './rules-hours.ts';
import { waysSeen } from './rules-ways.ts';

const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const morning = { weekday: 2, opens: '07:30', closes: '11:00' };

test(
	'hours are changed by the administrator of the place, from what they saw, and hold at once',
	scene(async (s) => {
		const { week } = await keptCentre(s.as(khoi(s)), {});
		const seen = weekSeen(week);
		expect(await refusalOf(setHours(s.as(s.thach), { seen, week: [morning] }))).toBe('not-allowed');
		const overlap = [morning, { ...morning, opens: '10:00', closes: '12:00' }];
		expect(await refusalOf(setHours(s.as(khoi(s)), { seen, week: overlap }))).toBe('hours-overlap');
		expect(await setHours(s.as(khoi(s), 1), { seen, week: [morning] })).toEqual({ spans: 1 });
		expect(await refusalOf(setHours(s.as(khoi(s), 2), { seen, week: [] }))).toBe('hours-moved');
		expect((await keptCentre(s.as(khoi(s), 3), {})).week).toEqual([morning]);
		// The scene is a Tuesday morning: 9:43.
		expect(await openNow(s.as(s.lua, 3), { centre: 1 })).toMatchObject({ hours: expect.anything() as unknown });
		const [row] = await s.base.db<
			{ detail: { was: string; now: string } }[]
		>`select detail from journal where command = 'places.set-hours'`;
		expect(row!.detail).toMatchObject({ was: seen, now: '|07:30–11:00|||||' });
	})
);

test(
	'ways are kept within what they can be, and by nobody from elsewhere',
	scene(async (s) => {
		const ways = {
			shortName: 'TT Quảng Bình',
			agencyCode: '000.01.16.H56',
			headStartMin: 15,
			waitCapMin: 30,
			portalWay: 'by-hand' as const
		};
		const seen = waysSeen((await keptCentre(s.as(khoi(s)), {})).centre);
		await setWays(s.as(khoi(s)), { ...ways, seen });
		// A second tab that has not seen the change writes over nothing.
		expect(await refusalOf(setWays(s.as(khoi(s), 1), { ...ways, seen, waitCapMin: 60 }))).toBe('ways-moved');
		const now = waysSeen(ways);
		expect((await keptCentre(s.as(khoi(s), 1), {})).centre).toMatchObject(ways);
		// A right without the place changes no row, whatever the program would let through.
		const stranger = { ...khoi(s), id: s.rang.id };
		expect(await refusalOf(setWays(s.as(stranger, 2), { ...ways, seen: now, waitCapMin: 60 }))).toBe('not-your-place');
		for (const [name, wrong] of [
			['waitCapMin', 5],
			['headStartMin', 61],
			['agencyCode', 'H56'],
			['shortName', ' ']
		] as const)
			await expect(setWays(s.as(khoi(s), 3), { ...ways, seen: now, [name]: wrong })).rejects.toThrow();
	})
);
