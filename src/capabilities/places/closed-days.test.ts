import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { anyone } from '#kernel/actor.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { staffId } from '#seed/house.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { closeDay, daysOff, openDay } from './closed-days.server.ts';
import { openNow } from './places.server.ts';

const khoi = (s: Scene) => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const somebody = anyone(new Set(rightsOf.public));
const DAY = 24 * 60;

test(
	'on a day of its own the centre is shut, says why, and gives no number from home; taken back, it is open',
	scene(async (s) => {
		const doors = () => openNow(s.as(somebody), { centre: 1 });
		expect(await doors()).toMatchObject({ open: true, rest: null });
		const rest = { day: '2026-07-14', words: 'mất điện cả xã' };
		await closeDay(s.as(khoi(s)), rest);
		expect(await doors()).toEqual({ open: false, rest: 'mất điện cả xã', hours: [] });
		const person = { id: crypto.randomUUID(), priority: 'none', procedure: null } as const;
		const home = { ...person, centre: 1, matter: 'certification' } as const;
		expect(await refusalOf(takeTicket(s.as(somebody), { ...home, address: '10.0.0.1' }))).toBe('centre-closed');
		expect(await refusalOf(closeDay(s.as(khoi(s)), rest))).toBe('closed-already');
		expect(await refusalOf(closeDay(s.as(khoi(s)), { ...rest, day: '2026-07-13' }))).toBe('day-over');
		expect((await daysOff(s.as(khoi(s)), {})).own).toEqual([rest]);
		await openDay(s.as(khoi(s)), { day: rest.day });
		expect(await refusalOf(openDay(s.as(khoi(s)), { day: rest.day }))).toBe('day-not-closed');
		expect(await doors()).toMatchObject({ open: true });
		expect(await refusalOf(closeDay(s.as(s.thach), rest))).toBe('not-allowed');
		const other = { ...khoi(s), centres: [2] };
		await expect(closeDay(s.as(other), rest)).rejects.toThrow('row-level security');
	})
);

test(
	'on a day off of the State the doors stay shut whatever the week says',
	scene(async (s) => {
		const { holidays, own } = await daysOff(s.as(khoi(s)), {});
		expect([holidays[0], own]).toEqual(['2026-08-31', []]);
		expect(await openNow(s.as(somebody, 48 * DAY), { centre: 1 })).toEqual({ open: false, rest: '', hours: [] });
		expect((await openNow(s.as(somebody, 47 * DAY), { centre: 1 })).rest).toBeNull();
	})
);
