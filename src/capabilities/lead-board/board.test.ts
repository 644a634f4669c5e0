import { beforeAll, expect, test } from 'vitest';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { planCampaign } from '#capabilities/campaigns/campaigns.server.ts';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { settleOperation, unsettled } from '#capabilities/field/box.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { foundHousehold } from '#capabilities/residents/households.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { acting, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { clockOf, laterIn, listen, phoneOf, sayOn, syncNow, visit } from '#tests/support/field.ts';
import { sceneApart as scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { walked } from '#tests/support/volume.ts';
import { board, boardCarriers, boardDoors, boardPromises } from './board.server.ts';
import { ledPatterns, ownPatterns } from './patterns.server.ts';
import type { DoorState } from './rules-board.ts';

beforeAll(listen);

const id = (): string => crypto.randomUUID();

/** Two hamlets: six doors of Bến Gió, of which Mai leads and Lúa goes through, and one of somebody of 80 in Gò Nắng, where nobody goes. */
async function twoHamlets(s: Scene) {
	const clock = clockOf();
	const later = laterIn(s, clock.at);
	const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 6 }, { spots: false });
	const old = await settleMore(s, 'Mây Thị Già', 1946, { hamlet: 'thôn Gò Nắng' });
	const far = id();
	await foundHousehold(s.as(s.lua), { id: far, person: old, dwelling: null, address: 'ngõ Lạ', book: null });
	await granted(s, s.mai.id, hamlet, 'area-lead');
	const lead = acting(s, 'mai', 'area-lead');
	const area = id();
	await openArea(later(s.thach), { id: area, name: 'Bến Gió A', hamlet });
	await assign(later(s.thach), { area, staff: s.lua.id });
	const households = doors.map(({ household }) => household);
	await handOver(later(s.thach), { households, to: area });
	return { clock, later, hamlet, doors, households, far, old, lead };
}
const planned = (s: Scene) =>
	planCampaign(s.as(s.thach), {
		...{ id: id(), name: 'Đợt tháng 7', from: '2026-07-10', to: '2026-07-31', greeting: 'Cháu ở tổ của thôn.' },
		aims: [{ topic: 'e-id', whom: 'everyone' }]
	});

test(
	'only what has arrived is certain; what lies on phones, was taken back or waits in a box stands apart, with why',
	scene(async (s) => {
		const { clock, later, doors, households, lead, hamlet } = await twoHamlets(s);
		await planned(s);
		const phone = await phoneOf(s, s.lua, clock.at);
		await visit(phone, households[0]!, [doors[0]!.person]);
		await visit(phone, households[1]!, []);
		const wrong = await visit(phone, households[2]!, [doors[2]!.person]);
		expect((await board(later(lead), {})).total).toMatchObject({ households: 6, reached: 0, onPhones: 0 });
		await syncNow(phone);
		expect((await board(later(lead), {})).total).toMatchObject({ reached: 2, uncounted: 0 });
		await sayOn(phone, 'assistance.take-back-visit', { visit: wrong.visit, needs: [] }, { household: households[2]! }, [
			wrong.operation
		]);
		await syncNow(phone);
		// Said at a door that was handed over and back meanwhile: it waits for whoever goes there now.
		const late = await visit(phone, households[3]!, [doors[3]!.person]);
		const other = id();
		await openArea(later(s.thach), { id: other, name: 'Bến Gió B', hamlet });
		await handOver(later(s.thach), { households: [households[3]!], to: other });
		await syncNow(phone);
		const seen = await board(later(lead), {});
		expect(seen).toMatchObject({
			days: { name: 'Đợt tháng 7', from: '2026-07-10', to: '2026-07-31' },
			hamlets: [
				{ id: hamlet, name: 'thôn Bến Gió', reached: 1, uncounted: 2, workers: ['Hoa Thị Lúa'], hearing: 'heard' }
			],
			total: { households: 6, reached: 1, uncounted: 2 }
		});
		expect(seen.whys.map(({ why, count }) => [why, count])).toEqual([
			['rerouted', 1],
			['taken-back', 1]
		]);
		const opened = await boardDoors(later(lead), { hamlet, state: 'uncounted' });
		expect(opened.rows.map(({ household, why }) => [household, why]).toSorted()).toEqual(
			[
				[households[2], 'taken-back'],
				[households[3], 'rerouted']
			].toSorted()
		);
		expect((await boardDoors(later(lead), { hamlet, state: 'reached' })).rows).toMatchObject([
			{ household: households[0], lane: 'ngõ Ao', area: 'Bến Gió A', people: [] }
		]);
		expect((await boardDoors(later(lead), { hamlet, state: 'left' })).whole).toBe(5);
		const [waits] = await unsettled(later(s.thach), {});
		expect(waits!.id).toBe(late.operation);
		await settleOperation(later(s.thach), { operation: waits!.id, accept: false });
		expect((await board(later(lead), {})).whys.map(({ why }) => why)).toEqual(['dropped', 'taken-back']);
		// What is over counts in its own days alone.
		clock.days(20);
		const { visit: last } = await visit(phone, households[4]!, [doors[4]!.person]);
		await syncNow(phone);
		const then = await board(later(lead), {});
		expect(then.total.reached).toBe(1);
		// Where somebody was last is of all days.
		await setScope(s.base.db, s.thach, id());
		const [{ at }] = await s.base.db<[{ at: Date }]>`select ended_at as at from visit where id = ${last}`;
		expect(then.hamlets[0]!.visitedAt).toEqual(at);
		expect(seen.hamlets[0]!.visitedAt!.getTime()).toBeLessThan(at.getTime());
	})
);

test(
	'whoever leads one hamlet sees it alone; another centre sees nothing of either, and no doors of it by its number',
	scene(async (s) => {
		const { later, hamlet, far, lead } = await twoHamlets(s);
		const all = await board(later(s.thach), {});
		expect(all.days).toEqual({ name: null, from: '2026-06-15', to: '2026-07-14' });
		const [here, there] = ['thôn Bến Gió', 'thôn Gò Nắng'].map((name) => all.hamlets.find((one) => one.name === name)!);
		expect(here).toMatchObject({ households: 6, first: 6, firstReached: 0, hearing: 'heard' });
		expect(there).toMatchObject({ households: 1, workers: [], hearing: 'nobody', seenAt: null, visitedAt: null });
		expect((await board(later(lead), {})).hamlets.map(({ id: one }) => one)).toEqual([hamlet]);
		const elsewhere = { hamlet: there!.id, state: 'all' as const };
		expect(await boardDoors(later(lead), elsewhere)).toMatchObject({ rows: [], whole: 0 });
		expect((await boardDoors(later(s.thach), elsewhere)).rows).toMatchObject([{ household: far }]);
		for (const who of [acting(s, 'rang', 'leader', [2]), acting(s, 'rang', 'area-lead', [2])]) {
			const theirs = await board(later(who), {});
			expect(theirs.hamlets.map(({ id: one }) => one)).not.toContain(hamlet);
			expect(theirs.total).toMatchObject({ households: 0, reached: 0, onPhones: 0, uncounted: 0, first: 0, late: 0 });
			expect(await boardDoors(later(who), { hamlet, state: 'all' })).toMatchObject({ whole: 0 });
			expect(await boardCarriers(later(who), { hamlet })).toEqual([]);
		}
	})
);

test(
	'silence is told apart: nobody’s phone was heard of for three days; what lies on phones is counted once for all',
	scene(async (s) => {
		const { clock, later, hamlet, lead } = await twoHamlets(s);
		const phone = await phoneOf(s, s.lua, clock.at);
		const hearing = async () => (await board(later(lead), {})).hamlets[0]!.hearing;
		clock.days(2.9);
		expect(await hearing()).toBe('heard');
		clock.days(0.2);
		expect(await hearing()).toBe('silent');
		await setScope(s.base.db, s.thach, id());
		await s.base.db`update field_phone set waiting = 7 where id = ${phone.id}`;
		const elsewhere = (
			await s.base.db<{ id: number }[]>`select id from place where kind = 'hamlet' and name = 'thôn Gò Nắng'`
		)[0]!.id;
		const area = id();
		await openArea(later(s.thach), { id: area, name: 'Gò Nắng A', hamlet: elsewhere });
		await assign(later(s.thach), { area, staff: s.lua.id });
		const all = await board(later(s.thach), {});
		expect(
			all.hamlets
				.filter(({ onPhones }) => onPhones === 7)
				.map(({ id: one }) => one)
				.toSorted()
		).toEqual([hamlet, elsewhere].toSorted());
		expect(all.total.onPhones).toBe(7);
		expect(await boardCarriers(later(lead), { hamlet })).toMatchObject([
			{ name: 'Hoa Thị Lúa', areas: ['Bến Gió A'], phones: 1, waiting: 7 }
		]);
		await syncNow(phone);
		expect(await hearing()).toBe('heard');
	})
);

test(
	'promises whose day is over stand with whom, by whom and for how long, and who comes first is a look at them',
	scene(async (s) => {
		const { clock, later, doors, households, old, hamlet, lead } = await twoHamlets(s);
		for (const [person, promisedOn] of [
			[doors[0]!.person, '2026-07-16'],
			[doors[1]!.person, '2026-07-17'],
			[old, '2026-07-15']
		] as const) {
			const need = id();
			await recordNeed(later(s.lua), { id: need, person, kind: 'e-id', urgency: 'today', source: 'phone', note: null });
			await planNeed(later(s.thach), { need, helper: s.lua.id, plan: 'home-visit', promisedOn });
		}
		clock.days(3);
		const mine = await boardPromises(later(lead), {});
		expect(mine).toMatchObject({ whole: 1, most: 1 });
		expect(mine.rows).toMatchObject([
			{ personId: doors[0]!.person, hamlet: 'thôn Bến Gió', owner: 'Hoa Thị Lúa', promisedOn: '2026-07-16', days: 1 }
		]);
		expect((await boardPromises(later(s.thach), {})).rows.map(({ days }) => days)).toEqual([2, 1]);
		expect((await board(later(s.thach), {})).total.late).toBe(2);
		expect((await board(later(lead), {})).hamlets[0]).toMatchObject({ id: hamlet, late: 1 });
		const first = await boardDoors(later(lead), { hamlet, state: 'first-left' });
		expect(first.rows.map(({ why }) => why)).toEqual(households.map(() => 'alone'));
		// Nobody of them was met yet.
		expect((await boardDoors(later(lead), { hamlet, state: 'first-reached' })).whole).toBe(0);
		const looks = await myLooks(later(self(doors[0]!.person)), {});
		expect(looks.rows.map(({ purpose }) => purpose).toSorted()).toEqual(['list-first', 'list-needs', 'list-needs']);
	})
);

test(
	'lists are not cut silently: doors, promises and questions are each on one of the pages',
	scene(async (s) => {
		const { later, far } = await twoHamlets(s);
		const MANY = 350;
		await setScope(s.base.db, s.thach, id());
		await s.base.db`insert into household (id, commune_id, dwelling_id, book, made_at)
			select gen_random_uuid(), commune_id, dwelling_id, 'N' || n, made_at from household, generate_series(1, ${MANY - 1}) n where id = ${far}`;
		const there = (await board(later(s.thach), {})).hamlets.find(({ households }) => households === MANY)!.id;
		const doors = await walked(async (page) => {
			const found = await boardDoors(later(s.thach), { hamlet: there, state: 'left', page });
			expect(found.whole).toBe(MANY);
			return { rows: found.rows.map(({ household }) => household), more: found.more };
		});
		expect(doors).toEqual({ rows: MANY, rest: [MANY - 100, MANY - 200] });
		// Behind the last page it is still said how many there are; of none, none.
		const past = { hamlet: there, state: 'left', page: 9 } as const;
		expect(await boardDoors(later(s.thach), past)).toMatchObject({ rows: [], whole: MANY, more: 0 });
		expect(await boardDoors(later(s.thach), { ...past, state: 'reached' })).toMatchObject({ rows: [], whole: 0 });
		await setScope(s.base.db, { ...s.thach, kind: 'system', id: 'lead-board.patterns' }, id());
		await s.base
			.db`select ask_visit_pattern(gen_random_uuid(), 1, ${s.lua.id}, '2026-06-01'::date + n, 'fast', array[gen_random_uuid()], array[${there}::int], now(), 1, now())
			from generate_series(1, 45) n`;
		await s.base.db`update visit_pattern set opened_at = now()`;
		for (const look of [ledPatterns, ownPatterns]) {
			const all = await walked(async (page) => {
				const { rows, whole, more } = await look(later(look === ownPatterns ? s.lua : s.thach), { page });
				expect(whole).toBe(45);
				return { rows: rows.map(({ id: one }) => one), more };
			});
			expect(all).toEqual({ rows: 45, rest: [25, 5] });
		}
	}),
	30_000
);

test(
	'pages go hamlet by hamlet and hold each door of a number once, as many as the board counts of it',
	scene(async (s) => {
		const { clock, later, doors, households, far, hamlet } = await twoHamlets(s);
		await planned(s);
		const phone = await phoneOf(s, s.lua, clock.at);
		for (const n of [0, 1, 2]) await visit(phone, households[n]!, [doors[n]!.person]);
		await syncNow(phone);
		const [nowhere, area] = [id(), id()];
		const alone = await settleMore(s, 'Mây Thị Suối', 1946, { hamlet: '' });
		await foundHousehold(s.as(s.lua), { id: nowhere, person: alone, dwelling: null, address: 'ngõ xa', book: null });
		// Said at a door of no hamlet, and taken back.
		await openArea(later(s.thach), { id: area, name: 'Xa', hamlet });
		await assign(later(s.thach), { area, staff: s.lua.id });
		await handOver(later(s.thach), { households: [nowhere], to: area });
		await syncNow(phone);
		const wrong = await visit(phone, nowhere, [alone]);
		await syncNow(phone);
		await sayOn(phone, 'assistance.take-back-visit', { visit: wrong.visit, needs: [] }, { household: nowhere }, [
			wrong.operation
		]);
		await syncNow(phone);
		await setScope(s.base.db, s.thach, id());
		for (const [home, many] of [
			[households[5]!, 120],
			[far, 90],
			[nowhere, 60]
		] as const)
			await s.base.db`insert into household (id, commune_id, dwelling_id, book, made_at)
				select gen_random_uuid(), commune_id, dwelling_id, 'M' || left(id::text, 4) || n, made_at from household, generate_series(1, ${many}) n where id = ${home}`;
		const { hamlets, total } = await board(later(s.thach), {});
		const counted: Partial<Record<DoorState, 'households' | 'reached' | 'first' | 'firstReached' | 'uncounted'>> = {
			...{ all: 'households', reached: 'reached', first: 'first' },
			...{ 'first-reached': 'firstReached', uncounted: 'uncounted' }
		};
		const listed = new Map<string, string[]>();
		for (const state of [...Object.keys(counted), 'left', 'first-left'] as DoorState[]) {
			const rows: string[] = [];
			const order: (string | null)[] = [];
			for (let page = 0; page < 4; page++) {
				const found = await boardDoors(later(s.thach), { hamlet: null, state, page });
				expect(found.more).toBe(Math.max(0, found.whole - 100 * (page + 1)));
				rows.push(...found.rows.map(({ household }) => household));
				order.push(...found.rows.map(({ hamlet }) => hamlet));
				expect([found.whole, page < 3 || rows.length]).toEqual([found.whole, page < 3 || found.whole]);
			}
			expect(new Set(rows).size).toBe(rows.length);
			// Each hamlet once, whoever stands in none last.
			const turns = order.filter((name, n) => n === 0 || name !== order[n - 1]);
			expect(turns).toEqual(['thôn Bến Gió', 'thôn Gò Nắng', null].filter((name) => order.includes(name)));
			const figure = counted[state];
			if (figure)
				for (const { name, ...row } of hamlets)
					expect([state, name, order.filter((one) => one === name).length]).toEqual([state, name, row[figure]]);
			listed.set(state, rows);
		}
		const without = (whole: string, part: string) =>
			listed.get(whole)!.filter((one) => !listed.get(part)!.includes(one));
		expect([listed.get('all')!.length, listed.get('reached')!.length]).toEqual([total.households, 3]);
		expect(total.households).toBe(278);
		expect(listed.get('uncounted')).toEqual([nowhere]);
		expect(listed.get('first')!.length).toBeGreaterThan(2);
		expect(listed.get('left')!.toSorted()).toEqual(without('all', 'reached').toSorted());
		expect(listed.get('first-left')!.toSorted()).toEqual(without('first', 'first-reached').toSorted());
	})
);
