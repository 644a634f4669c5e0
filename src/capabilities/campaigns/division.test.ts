import { expect, test } from 'vitest';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { areas, assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { foundHousehold } from '#capabilities/residents/households.server.ts';
import { acting, granted, hired } from '#tests/support/accounts.ts';
import { laidHamlet, spotIn } from '#tests/support/division.ts';
import { phoneOf } from '#tests/support/field.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import type { Division } from './answers.ts';
import {
	addPart,
	balanceDivision,
	beginDivision,
	dropDivision,
	putDoors,
	staffPart,
	undoDivision
} from './divide.server.ts';
import { handDivision } from './hand-division.server.ts';
import { division, hamletStates, tryDivision } from './look-division.server.ts';

const id = (): string => crypto.randomUUID();

const seen = ({ id: which, rev }: Division) => ({ division: which, rev });
const byLane = (lane: string) => ({ by: 'lane' as const, lane });

/** Begun, and read as the leader reads it. */
async function begun(s: Scene, hamlet: number): Promise<Division> {
	await beginDivision(s.as(s.thach), { id: id(), hamlet });
	return (await division(s.as(s.thach), { hamlet }))!;
}
const again = async (s: Scene, hamlet: number, who = s.thach): Promise<Division> =>
	(await division(s.as(who), { hamlet }))!;

/** A hamlet of two areas: A with two lanes, which Lúa goes through, and B with one, which is nobody's yet. */
async function twoAreas(s: Scene) {
	const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 4, 'ngõ Chùa': 4, 'ngõ Đê': 2 });
	const [a, b] = [id(), id()];
	await openArea(s.as(s.thach), { id: a, name: 'Bến Gió A', hamlet });
	await openArea(s.as(s.thach), { id: b, name: 'Bến Gió B', hamlet });
	const of = (...lanes: string[]) => doors.filter(({ lane }) => lanes.includes(lane)).map(({ household }) => household);
	await handOver(s.as(s.thach), { households: of('ngõ Ao', 'ngõ Chùa'), to: a });
	await handOver(s.as(s.thach), { households: of('ngõ Đê'), to: b });
	await assign(s.as(s.thach), { area: a, staff: s.lua.id });
	return { hamlet, doors, a, b, of };
}
const heldBy = async (s: Scene, area: string): Promise<string[]> =>
	(
		await s.base.db<
			{ householdId: string }[]
		>`select household_id from field_holding where area_id = ${area} order by 1`
	).map(({ householdId }) => householdId);

test(
	'a division begins as the areas stand, and until it is handed over nothing is otherwise',
	scene(async (s) => {
		const { hamlet, a, b, of } = await twoAreas(s);
		const plan = await begun(s, hamlet);
		expect(plan.parts.map(({ letter, name, doors }) => [letter, name, doors])).toEqual([
			['A', 'Bến Gió A', 8],
			['B', 'Bến Gió B', 2]
		]);
		expect(plan.lanes.map(({ name, doors, letters }) => [name, doors, letters])).toEqual([
			['ngõ Ao', 4, ['A']],
			['ngõ Chùa', 4, ['A']],
			['ngõ Đê', 2, ['B']]
		]);
		expect(plan.changes).toBe(false);
		await putDoors(s.as(s.thach), { ...seen(plan), which: byLane('ngõ Chùa'), letter: 'B' });
		const then = await again(s, hamlet);
		expect(then.parts.map(({ doors, before }) => [doors, before])).toEqual([
			[4, 8],
			[6, 2]
		]);
		expect([await heldBy(s, a), await heldBy(s, b)].map(({ length }) => length)).toEqual([8, 2]);
		await undoDivision(s.as(s.thach), seen(then));
		expect((await again(s, hamlet)).parts.map(({ doors }) => doors)).toEqual([8, 2]);
		expect(await refusalOf(undoDivision(s.as(s.thach), seen(await again(s, hamlet))))).toBe('nothing-to-undo');
		expect(of('ngõ Ao')).toHaveLength(4);
	})
);

test(
	'what the preview says comes true, to the door and the promise',
	scene(async (s) => {
		const { hamlet, doors, a, b, of } = await twoAreas(s);
		const inChua = doors.find(({ lane }) => lane === 'ngõ Chùa')!;
		const need = id();
		const told = { kind: 'learn', urgency: 'this-week', source: 'phone', note: null } as const;
		await recordNeed(s.as(s.lua), { id: need, person: inChua.person, ...told });
		await planNeed(s.as(s.lua), { need, helper: s.lua.id, plan: 'home-visit', promisedOn: '2026-07-16' });
		const plan = await begun(s, hamlet);
		const trial = await tryDivision(s.as(s.thach), {
			division: plan.id,
			put: { which: byLane('ngõ Chùa'), letter: 'B' }
		});
		expect(trial).toMatchObject({ families: 4, promises: 1, told: 0, toNobody: 0, phones: 0, unevenBy: 2 });
		expect(trial.parts.map(({ letter, from, to }) => [letter, from, to])).toEqual([
			['A', 8, 4],
			['B', 2, 6]
		]);
		expect((await again(s, hamlet)).rev).toBe(plan.rev);
		await phoneOf(s, s.lua, () => s.as(s.lua).now);
		await putDoors(s.as(s.thach), { ...seen(plan), which: byLane('ngõ Chùa'), letter: 'B' });
		await staffPart(s.as(s.thach), { ...seen(await again(s, hamlet)), letter: 'A', staff: [] });
		await staffPart(s.as(s.thach), { ...seen(await again(s, hamlet)), letter: 'B', staff: [s.lua.id] });
		const whole = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		// ngõ Chùa moves with Lúa; ngõ Ao stays behind without her, ngõ Đê is met by her: six see somebody else, or nobody.
		expect(whole).toMatchObject({ families: 4, others: 6, promises: 1, phones: 1 });
		expect(whole.people).toEqual([
			{ letter: 'A', comes: [], leaves: [s.lua.id] },
			{ letter: 'B', comes: [s.lua.id], leaves: [] }
		]);
		const { moved } = await handDivision(s.as(s.thach), { ...seen(await again(s, hamlet)), stamp: whole.stamp });
		expect(moved).toBe(whole.families);
		expect((await areas(s.as(s.thach), {})).map(({ workers }) => workers.map((one) => one.id))).toEqual([
			[],
			[s.lua.id]
		]);
		expect(await heldBy(s, a)).toEqual(of('ngõ Ao').toSorted());
		expect(await heldBy(s, b)).toEqual(of('ngõ Chùa', 'ngõ Đê').toSorted());
		const [open] = await s.base.db<{ count: number }[]>`
			select count(*)::int from need n join household_member m on m.person_id = n.person_id join field_holding f on f.household_id = m.household_id
			where f.area_id = ${b} and n.outcome is null and n.promised_on is not null`;
		expect(open!.count).toBe(whole.promises);
		expect(await division(s.as(s.thach), { hamlet })).toBeNull();
		expect(await refusalOf(handDivision(s.as(s.thach), { ...seen(plan), stamp: whole.stamp }))).toBe('division-over');
	})
);

test(
	'where anything is otherwise than the preview said, nothing is handed over',
	scene(async (s) => {
		const { hamlet, a, b, of } = await twoAreas(s);
		const plan = await begun(s, hamlet);
		await putDoors(s.as(s.thach), { ...seen(plan), which: byLane('ngõ Chùa'), letter: 'B' });
		const { stamp } = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		const now = seen(await again(s, hamlet));
		expect(await refusalOf(handDivision(s.as(s.thach), { ...seen(plan), stamp }))).toBe('division-changed');
		// Another leader moved one of these doors by hand.
		await handOver(s.as(s.thach), { households: [of('ngõ Chùa')[0]!], to: b });
		expect(await refusalOf(handDivision(s.as(s.thach), { ...now, stamp }))).toBe('division-changed');
		expect(await heldBy(s, a)).toHaveLength(7);
		const after = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		expect(after.families).toBe(3);
		await handDivision(s.as(s.thach), { ...now, stamp: after.stamp });
		expect([await heldBy(s, a), await heldBy(s, b)].map(({ length }) => length)).toEqual([4, 6]);
	})
);

test(
	'a hamlet that nobody goes to is divided, staffed and handed over in one go; who goes there is as it was thought out',
	scene(async (s) => {
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 6, 'ngõ Chùa': 5, 'ngõ Đê': 7 });
		const [dao, man] = [await hired(s, 'dao', 'volunteer', hamlet), await hired(s, 'man', 'volunteer', hamlet)];
		expect(await hamletStates(s.as(s.thach), {})).toMatchObject([
			{ name: 'thôn Bến Gió', households: 18, loose: 18, areas: 0, dividing: false },
			{ name: 'thôn Gò Nắng', households: 0 }
		]);
		const lost = await settleMore(s, 'Mây Thị Lạc', 1970, { hamlet: null });
		await foundHousehold(s.as(s.lua), { id: id(), person: lost, dwelling: null, address: 'xóm Cũ', book: null });
		expect((await hamletStates(s.as(s.thach), {})).at(-1)).toMatchObject({ id: null, households: 1, loose: 1 });
		const plan = await begun(s, hamlet);
		expect(plan.parts).toMatchObject([{ letter: 'A', name: 'thôn Bến Gió A', fresh: true, doors: 0 }]);
		expect(plan.goers.map(({ near }) => near)).toEqual([true, true, false]);
		await balanceDivision(s.as(s.thach), { ...seen(plan), parts: 2 });
		let then = await again(s, hamlet);
		expect(then.parts.map(({ doors }) => doors).reduce((sum, one) => sum + one)).toBe(18);
		expect(Math.abs(then.parts[0]!.doors - then.parts[1]!.doors)).toBeLessThanOrEqual(3);
		await staffPart(s.as(s.thach), { ...seen(then), letter: 'A', staff: [dao.id] });
		then = await again(s, hamlet);
		await staffPart(s.as(s.thach), { ...seen(then), letter: 'B', staff: [man.id, s.lua.id] });
		expect(await refusalOf(staffPart(s.as(s.thach), { ...seen(then), letter: 'B', staff: [] }))).toBe(
			'division-changed'
		);
		const { stamp, people } = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		expect(people).toEqual([
			{ letter: 'A', comes: [dao.id], leaves: [] },
			{ letter: 'B', comes: [man.id, s.lua.id], leaves: [] }
		]);
		await handDivision(s.as(s.thach), { ...seen(await again(s, hamlet)), stamp });
		expect((await areas(s.as(s.thach), {})).map(({ name, workers }) => [name, workers.map((one) => one.id)])).toEqual([
			['thôn Bến Gió A', [dao.id]],
			['thôn Bến Gió B', [man.id, s.lua.id].toSorted()]
		]);
		expect((await hamletStates(s.as(s.thach), {}))[0]).toMatchObject({ loose: 0, areas: 2, dividing: false });
	})
);

test(
	'doors within a line that was drawn, parts and hamlets that are none, and stale tabs',
	scene(async (s) => {
		const { hamlet } = await twoAreas(s);
		const plan = await begun(s, hamlet);
		const put = (which: Parameters<typeof putDoors>[1]['which'], letter: string | null = 'B') =>
			putDoors(s.as(s.thach), { ...seen(plan), which, letter });
		const corner = (lane: number, n: number): [number, number] => {
			const { lon, lat } = spotIn(lane, n);
			return [lon, lat];
		};
		// Around the first two doors of the first lane.
		const line = [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 1.5), corner(-0.5, 1.5)];
		expect(await refusalOf(put(byLane('ngõ Lạ')))).toBe('doors-none');
		expect(await refusalOf(put({ by: 'line', line: [corner(9, 9), corner(10, 9), corner(9, 10)] }))).toBe('doors-none');
		expect(await refusalOf(put(byLane('ngõ Ao'), 'K'))).toBe('part-unknown');
		expect(await put({ by: 'line', line })).toMatchObject({ doors: 2 });
		expect(await refusalOf(put(byLane('ngõ Ao')))).toBe('division-changed');
		expect((await again(s, hamlet)).lanes[0]).toMatchObject({ name: 'ngõ Ao', letters: ['A', 'B'] });
		const nobody = await tryDivision(s.as(s.thach), {
			division: plan.id,
			put: { which: byLane('ngõ Đê'), letter: null }
		});
		expect(nobody).toMatchObject({ families: 2, toNobody: 2 });
		await addPart(s.as(s.thach), seen(await again(s, hamlet)));
		expect((await again(s, hamlet)).parts.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
		await dropDivision(s.as(s.thach), seen(await again(s, hamlet)));
		expect(await division(s.as(s.thach), { hamlet })).toBeNull();
		expect(await refusalOf(tryDivision(s.as(s.thach), { division: plan.id, put: null }))).toBe('division-over');
	})
);

test(
	'nobody is given more than 150 households: the preview says so, and the division is not handed over',
	scene(async (s) => {
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 151 }, { spots: false });
		const plan = await begun(s, hamlet);
		await putDoors(s.as(s.thach), { ...seen(plan), which: byLane('ngõ Ao'), letter: 'A' });
		await staffPart(s.as(s.thach), { ...seen(await again(s, hamlet)), letter: 'A', staff: [s.lua.id] });
		const { stamp, heavy } = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		expect(heavy).toEqual([{ letter: 'A', each: 151 }]);
		const now = seen(await again(s, hamlet));
		expect(await refusalOf(handDivision(s.as(s.thach), { ...now, stamp }))).toBe('area-heavy');
	})
);

test(
	'whoever leads one hamlet divides that one, and no other',
	scene(async (s) => {
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 2 });
		const [, other] = await hamletStates(s.as(s.thach), {});
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		expect((await hamletStates(s.as(lead), {})).map(({ name }) => name)).toEqual(['thôn Bến Gió']);
		expect(await refusalOf(beginDivision(s.as(lead), { id: id(), hamlet: other!.id! }))).toBe('not-your-place');
		expect(await refusalOf(division(s.as(lead), { hamlet: other!.id! }))).toBe('not-your-place');
		const elsewhere = acting(s, 'rang', 'leader', [2]);
		expect(await refusalOf(beginDivision(s.as(elsewhere), { id: id(), hamlet }))).toBe('not-your-place');
		await beginDivision(s.as(lead), { id: id(), hamlet });
		expect(await again(s, hamlet, lead)).toMatchObject({ hamlet: 'thôn Bến Gió' });
	})
);

test(
	'whoever leads one hamlet sends nobody through an area of the whole commune that holds a door of it',
	scene(async (s) => {
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 2 });
		const wide = id();
		await openArea(s.as(s.thach), { id: wide, name: 'Khắp xã', hamlet: null });
		await handOver(s.as(s.thach), { households: [doors[0]!.household], to: wide });
		await assign(s.as(s.thach), { area: wide, staff: s.lua.id });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		await beginDivision(s.as(lead), { id: id(), hamlet });
		const plan = await again(s, hamlet, lead);
		const { letter } = plan.parts.find(({ name }) => name === 'Khắp xã')!;
		await staffPart(s.as(lead), { ...seen(plan), letter, staff: [s.mai.id] });
		const { stamp } = await tryDivision(s.as(lead), { division: plan.id, put: null });
		const now = seen(await again(s, hamlet, lead));
		expect(await refusalOf(handDivision(s.as(lead), { ...now, stamp }))).toBe('area-unknown');
		expect((await areas(s.as(s.thach), {})).map(({ workers }) => workers.map((one) => one.id))).toEqual([[s.lua.id]]);
		// Whoever leads the whole commune hands the same over.
		await handDivision(s.as(s.thach), { ...now, stamp });
	})
);

test(
	'taking somebody out is never refused, however much that leaves the other',
	scene(async (s) => {
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 160 }, { spots: false });
		const area = id();
		await openArea(s.as(s.thach), { id: area, name: 'Bến Gió A', hamlet });
		for (const who of [s.lua, s.mai]) await assign(s.as(s.thach), { area, staff: who.id });
		await handOver(s.as(s.thach), { households: doors.map(({ household }) => household), to: area });
		const plan = await begun(s, hamlet);
		await staffPart(s.as(s.thach), { ...seen(plan), letter: 'A', staff: [s.lua.id] });
		const { stamp, heavy, people } = await tryDivision(s.as(s.thach), { division: plan.id, put: null });
		expect([heavy, people]).toEqual([[], [{ letter: 'A', comes: [], leaves: [s.mai.id] }]]);
		await handDivision(s.as(s.thach), { ...seen(await again(s, hamlet)), stamp });
	})
);
