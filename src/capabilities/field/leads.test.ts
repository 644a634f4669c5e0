import { beforeAll, describe, expect, test } from 'vitest';
import { waitingOf } from '#platform/asks.server.ts';
import { placeDoor } from '#capabilities/residents/households.server.ts';
import { acting, byHouse, granted, hired } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import {
	areaOf,
	atTheDoor,
	clockOf,
	doorsOn,
	hearAll,
	laterIn,
	listen,
	phoneOf,
	sayOn,
	syncNow,
	visit
} from '#tests/support/field.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { areas, assign, handOver, handovers, openArea } from './areas.server.ts';
import { unsettledWords } from './asks.server.ts';
import { counted, settleOperation, unsettled } from './box.server.ts';
import { mayCarry } from './may-carry.server.ts';
import { disownPhone, ownField } from './own.server.ts';
import { phones, revokePhone } from './phones.server.ts';

beforeAll(listen);

const id = (): string => crypto.randomUUID();

/** Mai leads one hamlet; Lúa goes through an area of it with a phone, Đào through one of another. */
async function oneHamlet(s: Scene) {
	const clock = clockOf();
	const later = laterIn(s, clock.at);
	const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 4 }, { spots: false });
	await granted(s, s.mai.id, hamlet, 'area-lead');
	const lead = acting(s, 'mai', 'area-lead');
	const [here, there] = [id(), id()];
	await openArea(later(lead), { id: here, name: 'Bến Gió A', hamlet });
	await openArea(later(s.thach), { id: there, name: 'Khắp xã', hamlet: null });
	const dao = await hired(s, 'dao', 'volunteer');
	await assign(later(s.thach), { area: here, staff: s.lua.id });
	await assign(later(s.thach), { area: there, staff: dao.id });
	const [first, ...others] = doors.map(({ household }) => household);
	await handOver(later(lead), { households: [first!], to: here });
	await handOver(later(s.thach), { households: [others[0]!], to: there });
	return { clock, later, hamlet, lead, here, there, dao, doors, first: first!, others };
}

describe('whoever leads one hamlet', () => {
	test(
		'sees its areas, hand-overs and phones alone, and moves no door of another’s',
		scene(async (s) => {
			const { clock, later, lead, here, there, dao, first, others } = await oneHamlet(s);
			expect((await areas(later(lead), {})).map(({ name }) => name)).toEqual(['Bến Gió A']);
			expect((await areas(later(s.thach), {})).map(({ name }) => name)).toEqual(['Bến Gió A', 'Khắp xã']);
			expect((await handovers(later(lead), {})).map(({ householdId }) => householdId)).toEqual([first]);
			for (const moved of [
				() => handOver(later(lead), { households: [others[0]!], to: here }),
				() => handOver(later(lead), { households: [first], to: there }),
				() => assign(later(lead), { area: there, staff: s.lua.id })
			])
				expect(await refusalOf(moved())).toBe('area-unknown');
			expect(await refusalOf(openArea(later(lead), { id: id(), name: 'Khắp xã', hamlet: null }))).toBe(
				'not-your-place'
			);
			const elsewhere = await phoneOf(s, dao, clock.at);
			expect(await refusalOf(phoneOf(s, dao, clock.at, { leader: lead }))).toBe('not-your-place');
			const own = await phoneOf(s, s.lua, clock.at, { leader: lead });
			expect((await phones(later(lead), {})).map((one) => one.id)).toEqual([own.id]);
			expect((await mayCarry(later(lead), {})).map((one) => [one.name, one.areas, one.phones])).toEqual([
				['Hoa Thị Lúa', ['Bến Gió A'], 1],
				['Nắng Thị Mai', [], 0]
			]);
			expect((await mayCarry(later(s.thach), {})).map((one) => one.name)).toContain('Sấu Văn Mới');
			// Somebody who also goes elsewhere would bring what lies there along.
			await assign(later(s.thach), { area: there, staff: s.lua.id });
			expect(await refusalOf(phoneOf(s, s.lua, clock.at, { leader: lead }))).toBe('not-your-place');
			expect(await refusalOf(revokePhone(later(lead), { phone: elsewhere.id }))).toBe('device-unknown');
			await revokePhone(later(lead), { phone: own.id });
		})
	);

	test(
		'reads and settles what waits there, is told how much that is, and no word of another area',
		scene(async (s) => {
			const { clock, later, lead, here, there, dao, first, others } = await oneHamlet(s);
			const [mine, other] = [await phoneOf(s, s.lua, clock.at), await phoneOf(s, dao, clock.at)];
			// Said at doors that are another's by the time it arrives.
			await visit(mine, first, []);
			await visit(other, others[0]!, []);
			const next = id();
			await openArea(later(s.thach), { id: next, name: 'Khắp xã hai', hamlet: null });
			await handOver(later(s.thach), { households: [others[0]!], to: next });
			await handOver(later(s.thach), { households: [first], to: there });
			await handOver(later(s.thach), { households: [first], to: here });
			await assign(later(s.thach), { area: here, staff: s.mai.id });
			const { operation } = await visit(mine, first, []);
			await syncNow(mine);
			await syncNow(other);
			const all = await unsettled(later(s.thach), {});
			const hers = await unsettled(later(lead), {});
			expect(all.map(({ areaId }) => areaId)).toContain(next);
			expect(hers.every(({ areaId }) => areaId === here)).toBe(true);
			const waits = await waitingOf(later(lead), [unsettledWords]);
			expect(waits.get(unsettledWords)).toBe(hers.length);
			expect((await waitingOf(later(s.thach), [unsettledWords])).get(unsettledWords)).toBe(all.length);
			const foreign = all.find(({ areaId }) => areaId === next)!;
			expect(await refusalOf(settleOperation(later(lead), { operation: foreign.id, accept: true }))).toBe(
				'operation-settled'
			);
			const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
			expect(sum([...(await counted(later(s.thach), {}))])).toBeGreaterThan(sum([...(await counted(later(lead), {}))]));
			expect(operation).toBeTruthy();
		})
	);
});

test(
	'somebody sees where they go and which phones are theirs, and parts one that is not; nobody parts another’s',
	scene(async (s) => {
		const { phone, area } = await atTheDoor(s);
		const own = await ownField(s.as(s.lua), {});
		expect(own.areas).toEqual([{ id: area, name: 'Bến Gió', households: 1 }]);
		expect(own.phones).toMatchObject([{ id: phone.id, pairedBy: 'Núi Văn Thạch', revokedAt: null }]);
		expect((await ownField(s.as(s.mai), {})).phones).toEqual([]);
		expect(await refusalOf(disownPhone(s.as(s.mai), { phone: phone.id }))).toBe('device-unknown');
		await disownPhone(s.as(s.lua), { phone: phone.id });
		expect(await refusalOf(disownPhone(s.as(s.lua), { phone: phone.id }))).toBe('device-unknown');
		// It delivers, and is emptied.
		expect(await syncNow(phone)).toMatchObject({ wiped: true });
	})
);

test(
	'where a door is goes to phones, and comes from them: who else lives in that dwelling has it so too',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		type Placed = { floor: number | null; point: [number, number] | null };
		const placed = async (): Promise<Placed> => (await doorsOn(phone))[0]!.row as Placed;
		await placeDoor(s.as(s.mai), { household: home, floor: 3 });
		await hearAll(s, clock.at);
		await syncNow(phone);
		expect(await placed()).toMatchObject({ floor: 3, point: null });
		await sayOn(
			phone,
			'residents.place-door',
			{ household: home, point: { lon: 105.7, lat: 19.6 } },
			{ household: home }
		);
		await syncNow(phone);
		await hearAll(s, clock.at);
		await syncNow(phone);
		expect(await placed()).toMatchObject({ floor: 3, point: [105.7, 19.6] });
	})
);

test(
	'more than 150 households for one are refused by whichever way they come; a second pair of hands makes room',
	scene(async (s) => {
		const { doors } = await laidHamlet(s, { 'ngõ Ao': 151 }, { spots: false });
		const area = await areaOf(s, 'Bến Gió', s.lua);
		const households = doors.map(({ household }) => household);
		expect(await refusalOf(handOver(s.as(s.thach), { households, to: area }))).toBe('area-heavy');
		await handOver(s.as(s.thach), { households: households.slice(1), to: area });
		await assign(s.as(s.thach), { area, staff: s.mai.id });
		await handOver(s.as(s.thach), { households, to: area });
		const other = await areaOf(s, 'Gò Nắng');
		await handOver(s.as(s.thach), { households: households.slice(0, 1), to: other });
		expect((await areas(s.as(s.thach), {})).map(({ households: count }) => count)).toEqual([150, 1]);
	})
);

test(
	'a word that was accepted and cannot be done any more goes back to the box, with why',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const later = laterIn(s, clock.at);
		const about = { household: home, people: [s.som] };
		const operation = await sayOn(phone, 'assistance.take-need', { need: id() }, about);
		const other = await areaOf(s, 'Gò Nắng', s.mai);
		await handOver(later(s.thach), { households: [home], to: other });
		await syncNow(phone);
		expect(await unsettled(later(s.thach), {})).toMatchObject([{ id: operation, result: 'rerouted' }]);
		await settleOperation(later(s.thach), { operation, accept: true });
		await hearAll(s, clock.at);
		expect(await unsettled(later(s.thach), {})).toMatchObject([
			{ id: operation, result: 'rejected', code: 'need-unknown' }
		]);
	})
);

test(
	'a phone of somebody who left the house is parted all the same',
	scene(async (s) => {
		const { clock, later, there } = await oneHamlet(s);
		const gone = await hired(s, 'di-roi', 'volunteer');
		await assign(later(s.thach), { area: there, staff: gone.id });
		const phone = await phoneOf(s, gone, clock.at);
		await byHouse(s, (db) => db`update staff_grant set taken_at = now() where staff_id = ${gone.id}`);
		await revokePhone(later(s.thach), { phone: phone.id });
		expect(await syncNow(phone)).toMatchObject({ wiped: true });
	})
);
