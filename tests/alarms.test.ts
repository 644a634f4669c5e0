import { expect, test } from 'vitest';
import { askCommune } from '#capabilities/alarms/ask-commune.server.ts';
import { drillNightly, endDrill } from '#capabilities/alarms/drill.server.ts';
import { alarms } from '#capabilities/alarms/show.server.ts';
import { readStaffNotice, staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { ticketsAsking } from '#capabilities/support/asks.server.ts';
import { takeTicket } from '#capabilities/support/go-on.server.ts';
import { openDrillTicket } from '#capabilities/support/drill-ticket.server.ts';
import { ringLate } from '#capabilities/support/ring.server.ts';
import { showTicket, tickets } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { khoi } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';

const id = (): string => crypto.randomUUID();
const HOUR = 60;
/** The scene begins at 9:43; at one at night fifteen hours and seventeen minutes are over. */
const NIGHT = 15 * HOUR + 17;
const DAY = 24 * HOUR;

const open = (s: Scene, who = s.lua) =>
	openTicket(s.as(who), {
		...{ id: id(), system: 'portal', source: 'phone', stuck: 'one', due: 'this-week', fault: null },
		...(who === s.lua
			? { person: s.som, caller: null, phone: null }
			: { person: null, caller: 'Đồi Thị Cỏ', phone: '0900000000' }),
		words: 'Cổng quay mãi.'
	});
const at = (s: Scene, minutes: number) => ({ ...s.base, clock: () => s.as(s.lua, minutes).now }) as never;
const ring = async (s: Scene, minutes: number) => {
	await ringLate().run(at(s, minutes));
	await hearFacts(s, minutes);
};
/** A night as the worker has it: each minute the try and the rings. */
async function night(s: Scene, from = NIGHT, minutes = 45, rings = true): Promise<void> {
	for (let minute = from; minute <= from + minutes; minute++) {
		await drillNightly().run(at(s, minute));
		if (rings) await ringLate().run(at(s, minute));
	}
	await hearFacts(s, from + minutes);
}
const told = async (s: Scene, who: Actor, minutes: number) =>
	(await staffNotices(s.as(who, minutes), { page: 0 })).rows.map(({ fact }) => fact).toSorted();
const drillOf = async (s: Scene, who: Actor, minutes: number) => {
	const { drills } = await alarms(s.as(who, minutes), { page: 0 });
	return drills.map(({ centre, night: of, ended, missed, nights, rungs }) => ({
		...{ centre, of, ended, missed, nights },
		rungs: rungs.map(({ rung, at: when, people }) => [rung, when ? dayOf(when) : null, people])
	}));
};

test(
	'a ticket that a commune answers nobody for climbs to the province, which asks once as it stands; whoever leads there is told, and it is over when somebody takes it',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		await ring(s, 2 * HOUR);
		expect(await told(s, s.sim, 2 * HOUR)).toEqual([]);
		expect((await alarms(s.as(s.sim, 2 * HOUR), { page: 0 })).rows).toEqual([]);
		const later = DAY;
		await ring(s, later);
		expect(await told(s, s.sim, later)).toEqual(['alarms.late-province']);
		const [seen] = (await alarms(s.as(s.sim, later), { page: 0 })).rows;
		expect(seen).toMatchObject({
			id: ticket,
			number: 1,
			system: 'portal',
			rung: 'province',
			taken: false,
			askedAt: null
		});
		expect(JSON.stringify(seen)).not.toContain('Sớm');
		// No key opens it to somebody who does not hold the province, and no ticket of it to the province.
		expect(await refusalOf(askCommune(s.as(s.thach, later), { ticket, version: 1 }))).toBe('not-allowed');
		expect(await refusalOf(showTicket(s.as(s.sim, later), { ticket }))).toBe('not-allowed');
		expect(await refusalOf(askCommune(s.as(s.sim, later), { ticket, version: 2 }))).toBe('alarm-moved');
		await askCommune(s.as(s.sim, later + 1), { ticket, version: 1 });
		expect(await refusalOf(askCommune(s.as(s.sim, later + 1), { ticket, version: 1 }))).toBe('alarm-asked');
		await hearFacts(s, later + 1);
		expect(await told(s, s.thach, later + 2)).toEqual(['alarms.asked', 'support.late', 'support.late-lead']);
		expect((await alarms(s.as(s.thach, later + 2), { page: 0 })).rows).toMatchObject([{ id: ticket, askedAt: {} }]);
		await takeTicket(s.as(s.lua, later + 3), { ticket, version: 1 });
		await hearFacts(s, later + 3);
		expect(await told(s, s.thach, later + 4)).not.toContain('alarms.asked');
		// It moved, and may be asked about again while it is late.
		await ring(s, later + 4);
		expect((await alarms(s.as(s.sim, later + 4), { page: 0 })).rows).toMatchObject([{ taken: true, askedAt: null }]);
		await askCommune(s.as(s.sim, later + 5), { ticket, version: 2 });
	})
);

test(
	'of another commune’s tickets a leader sees none, and the province those of all its communes',
	scene(async (s) => {
		await open(s);
		await open(s, s.rang);
		await ring(s, DAY);
		const seen = async (who: Actor) => (await alarms(s.as(who, DAY), { page: 0 })).rows.map(({ centre }) => centre);
		expect((await seen(s.sim)).toSorted()).toEqual(
			[...(await seen(s.thach)), ...(await seen({ ...s.thach, centres: [2] }))].toSorted()
		);
		const { rows } = await alarms(s.as(s.sim, DAY), { page: 0 });
		const one = { ...s.sim, centres: [1] };
		const [mine, ...none] = (await alarms(s.as(one, DAY), { page: 0 })).rows;
		expect(none).toEqual([]);
		const theirs = rows.find(({ id: which }) => which !== mine!.id)!;
		expect(await refusalOf(askCommune(s.as(one, DAY), { ticket: theirs.id, version: 1 }))).toBe('alarm-moved');
	})
);

test(
	'each night a ticket that nobody wrote climbs to the province at each centre; nobody is told, nobody sees it, and it leaves what came of it',
	scene(async (s) => {
		for (let minute = NIGHT; minute <= NIGHT + 20; minute++) {
			await drillNightly().run(at(s, minute));
			await ringLate().run(at(s, minute));
		}
		const half = NIGHT + 20;
		expect(await drillOf(s, s.thach, half)).toMatchObject([{ of: '2026-07-15', ended: false, nights: 0, rungs: [] }]);
		const { rows, counts, more } = await tickets(s.as(s.mai, half), { view: 'all' });
		expect([rows, counts.all, counts.free, more]).toEqual([[], 0, 0, 0]);
		const asking = await inScope(s.base.db, s.mai, '', async (db) => {
			const given = { centre: 1, day: '2026-07-15', now: s.as(s.mai, half).now };
			return (await db<{ n: number }[]>`select (${ticketsAsking.count(db, given)})::int as n`)[0]!.n;
		});
		expect(asking).toBe(0);
		expect((await alarms(s.as(s.sim, half), { page: 0 })).rows).toEqual([]);
		await night(s, half + 1, 25);
		const after = half + 26;
		for (const who of [s.lua, s.mai, s.thach]) expect(await told(s, who, after)).toEqual([]);
		const all = await drillOf(s, s.sim, after);
		expect(all).toHaveLength(2);
		const [one] = await drillOf(s, s.thach, after);
		expect(one).toMatchObject({ of: '2026-07-15', ended: true, nights: 1 });
		expect(one!.rungs.toSorted()).toEqual([
			['leader', '2026-07-15', 2],
			['province', '2026-07-15', 1],
			['team', '2026-07-15', expect.any(Number)]
		]);
		// The next ticket is the first: the try took no number.
		expect((await open(s)).number).toBe(1);
	})
);

test(
	'a rung that nobody hears, or that does not ring, is told in the morning and once; a try that was slept through is ended when the worker wakes',
	scene(async (s) => {
		// At the second centre nobody leads.
		await night(s);
		const failed = async (who: Actor, minutes: number) =>
			(await staffNotices(s.as(who, minutes), { page: 0 })).rows.filter(({ fact }) => fact === 'alarms.drill-failed');
		const morning = NIGHT + 6 * HOUR;
		expect(await failed(s.thach, morning)).toEqual([]);
		const [notice, ...more] = await failed(s.sim, morning);
		expect(more).toEqual([]);
		await readStaffNotice(s.as(s.sim, morning), { notice: notice!.id });
		await night(s, NIGHT + DAY);
		expect((await failed(s.sim, morning + DAY)).filter(({ readAt }) => readAt === null)).toEqual([]);
		expect(await failed(s.thach, morning + DAY)).toEqual([]);
		// On the third night nothing rings at all, and the worker sleeps from its tenth minute until noon.
		await night(s, NIGHT + 2 * DAY, 10, false);
		await night(s, NIGHT + 2 * DAY + 11 * HOUR, 1, false);
		const third = await drillOf(s, khoi(s), NIGHT + 3 * DAY);
		expect(third[0]).toMatchObject({ of: '2026-07-17', ended: true, nights: 2 });
		expect(third[0]!.rungs.map(([, when]) => when)).toEqual([null, null, null]);
		expect(await failed(s.thach, NIGHT + 3 * DAY)).toHaveLength(1);
		expect(await refusalOf(endDrill(s.as(khoi(s)), { night: '2026-07-17', ticket: id() }))).toBe('not-allowed');
		const house = system('alarms.drill', only(endDrill), null, [1]);
		expect(await refusalOf(endDrill(s.as(house, 3 * DAY), { night: '2026-07-17', ticket: id() }))).toBe('drill-over');
	})
);

test(
	'an alarm that is dead from its first night is told; rings that come far too late are no rings, and a night without a try says so',
	scene(async (s) => {
		const failed = async (minutes: number) =>
			(await staffNotices(s.as(s.thach, minutes), { page: 0 })).rows.filter(
				({ fact }) => fact === 'alarms.drill-failed'
			).length;
		expect((await drillOf(s, s.thach, 1))[0]).toMatchObject({ of: null, missed: true });
		await night(s, NIGHT, 10, false);
		await night(s, NIGHT + 2 * HOUR, 1, false);
		expect((await drillOf(s, s.thach, NIGHT + 6 * HOUR))[0]).toMatchObject({ ended: true, missed: false, nights: 0 });
		expect(await failed(NIGHT + 6 * HOUR)).toBe(1);
		// The next night a worker hangs until all three are due at once.
		await drillNightly().run(at(s, NIGHT + DAY));
		await ringLate().run(at(s, NIGHT + DAY + 38));
		await drillNightly().run(at(s, NIGHT + DAY + 41));
		const [late] = (await alarms(s.as(s.thach, NIGHT + DAY + 6 * HOUR), { page: 0 })).drills;
		expect(late!.rungs.map((one) => one.late)).toEqual([true, true, true]);
		expect(late).toMatchObject({ nights: 0, missed: false });
		// And then it sleeps a whole night.
		expect((await drillOf(s, s.thach, NIGHT + 2 * DAY + 6 * HOUR))[0]).toMatchObject({ missed: true });
	})
);

test(
	'what is wrong at one centre stops no other',
	scene(async (s) => {
		const house = system('alarms.drill', new Set(), null, [1]);
		await inScope(s.base.db, house, '', (db) =>
			openDrillTicket({ db, now: s.as(s.lua).now }, { id: id(), centre: 1, night: '2026-07-14' })
		);
		await night(s);
		const tried = await drillOf(s, s.sim, NIGHT + HOUR);
		expect(tried.map(({ of }) => of)).toEqual(expect.arrayContaining([null, '2026-07-15']));
	})
);

test(
	'rows: nobody but the house sees or moves the ticket that nobody wrote, or writes one, and no province asks in another’s name',
	scene(async (s) => {
		await drillNightly().run(at(s, NIGHT));
		const as = <T>(who: Actor, work: Parameters<typeof inScope<T>>[3]) => inScope(s.base.db, who, '', work);
		for (const who of [s.mai, s.thach, s.sim, khoi(s)]) {
			expect(await as(who, (db) => db`select from support_ticket where number = 0`)).toHaveLength(0);
			expect((await as(who, (db) => db`update support_ticket set state = 'over' where number = 0`)).count).toBe(0);
			expect((await as(who, (db) => db`delete from support_ticket`)).count).toBe(0);
			await expect(
				as(
					who,
					(
						db
					) => db`insert into support_ticket (id, centre_id, number, system, source, urgency, next_step, next_on, made_at)
						values (${id()}, 1, 0, 'other', 'drill', 'now', 'answer', '2026-07-15', now())`
				)
			).rejects.toThrow(/row-level security/);
		}
		const { id: ticket } = await open(s);
		await expect(
			as(s.sim, (db) => db`insert into alarm_ask values (${ticket}, 1, 1, ${s.sim.id}, now())`)
		).rejects.toThrow(/row-level security/);
		await ring(s, DAY);
		await expect(
			as(s.sim, (db) => db`insert into alarm_ask values (${ticket}, 1, 1, ${s.thach.id}, now())`)
		).rejects.toThrow(/row-level security/);
	})
);
