import { expect, test } from 'vitest';
import { calendarOf } from '#web/calendar.ts';
import { scene } from '#tests/support/scene.ts';
import { anyone, system } from '#kernel/actor.ts';
import { setScope } from '#platform/scope.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { board, offers } from './board.server.ts';
import { endCalendar, openCalendar, ownCalendar, readCalendar } from './calendar.server.ts';
import { addShift } from './shifts.server.ts';
import { askVisit, callOffVisit, tellTime } from './tell.server.ts';

// A helper's own calendar reads when they go out: days, hours and hamlets, and nobody's name.

const id = (): string => crypto.randomUUID();
const nobody = anyone(new Set([readCalendar.called]));

test(
	'an address that its holder opened reads days out and told times without a name; closed, opened anew or of somebody who left, it reads nothing',
	scene(async (s) => {
		await addShift(s.as(s.thach), {
			...{ id: id(), day: '2026-07-15', helpers: [s.lua.id, s.mai.id], from: '07:30', until: '11:30' },
			...{ mode: 'walk', hamlet: null }
		});
		const need = id();
		await recordNeed(s.as(s.lua), {
			...{ id: need, person: s.som, kind: 'papers', urgency: 'this-week', source: 'counter', note: null }
		});
		const visit = id();
		const ask = { woman: false, two: false, language: null, parts: ['morning' as const], minutes: 40 };
		await askVisit(s.as(s.thach), { id: visit, need, ...ask });
		const [time] = (await offers(s.as(s.thach), { visit })).offers;
		const { day, from, until, shifts } = time!;
		await tellTime(s.as(s.thach), { visit, day, from, until, shifts });
		expect(await ownCalendar(s.as(s.lua), {})).toBeNull();
		await openCalendar(s.as(s.lua), {});
		const { token } = (await ownCalendar(s.as(s.lua), {}))!;
		const read = (of: string) => readCalendar(s.as(nobody), { token: of });
		const entries = await read(token);
		expect(entries).toMatchObject([
			{ what: 'out', day, from: '07:30', until: '11:30', more: 1 },
			{ what: 'visit', day, from, until, hamlet: 'thôn Bến Gió' }
		]);
		const feed = calendarOf(entries, 'vi');
		expect(feed).toContain('BEGIN:VEVENT');
		expect(feed).toContain(`DTSTART:20260715T003000Z`);
		expect(feed).not.toMatch(/Sớm|Sương|Mai|Nắng Thị|papers|giấy tờ/i);
		// A time that was called off is gone when it is read next.
		await callOffVisit(s.as(s.thach), { visit });
		expect((await read(token)).map(({ what }) => what)).toEqual(['out']);
		// Another's address is not of whoever opened it, and one that nobody opened is empty.
		await openCalendar(s.as(s.mai), {});
		expect((await ownCalendar(s.as(s.mai), {}))!.token).not.toBe(token);
		expect(await read('A'.repeat(43))).toEqual([]);
		await openCalendar(s.as(s.lua), {});
		expect(await read(token)).toEqual([]);
		const { token: anew } = (await ownCalendar(s.as(s.lua), {}))!;
		expect(await read(anew)).toHaveLength(1);
		await setScope(s.base.db, system('door', new Set()), id());
		await s.base.db`update staff set closed_at = now() where id = ${s.lua.id}`;
		expect(await read(anew)).toEqual([]);
		await endCalendar(s.as(s.mai), {});
		expect(await ownCalendar(s.as(s.mai), {})).toBeNull();
		await expect(readCalendar(s.as(nobody), { token: 'x' })).rejects.toThrow();
		expect((await board(s.as(s.thach), {})).waiting).toHaveLength(1);
	})
);
