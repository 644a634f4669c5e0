import { beforeAll, expect, test } from 'vitest';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { foundHousehold, joinHousehold, placeDoor } from './households.server.ts';
import { residents } from './room.server.ts';

// Where a door is: its lane, its floor, its point.

const id = (): string => crypto.randomUUID();
const lanes = (s: Scene, text: string) => loadHamlets(s.as(s.thach), { text: `thôn;ngõ\n${text}` });

async function home(s: Scene, address: string): Promise<string> {
	const household = id();
	const person = await settleMore(s, `Sương Thị ${address.replaceAll(/\W/g, ' ')}`);
	await foundHousehold(s.as(s.lua), { id: household, person, dwelling: null, address, book: null });
	return household;
}
const standing = async (s: Scene, household: string) =>
	(
		await s.base.db<{ lane: string | null; floor: number | null; lon: number | null }[]>`
			select l.name as lane, d.floor, d.lon from household h join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.lane_id where h.id = ${household}`
	)[0]!;

beforeAll(() => register(residents.listens));

test(
	'the lane that an address names is found when the house is founded, and when the lanes are listed later; two are none',
	scene(async (s) => {
		const before = await home(s, 'Ngõ Giếng, nhà có cây khế');
		const two = await home(s, 'giữa ngõ Giếng và ngõ Đa');
		expect((await standing(s, before)).lane).toBeNull();
		await lanes(s, 'thôn Bến Gió;ngõ Giếng|ngõ Đa');
		await hearIn(s, 'residents', () => s.as(s.lua).now);
		expect((await standing(s, before)).lane).toBe('ngõ Giếng');
		expect((await standing(s, two)).lane).toBeNull();
		expect((await standing(s, await home(s, 'ngo da cuoi xom'))).lane).toBe('ngõ Đa');
	})
);

test(
	'what is said of a door stands, what is left out stays, and a lane of another hamlet is refused',
	scene(async (s) => {
		await lanes(s, 'thôn Bến Gió;ngõ Giếng\nthôn Gò Nắng;ngõ Đa');
		const household = await home(s, 'cạnh chùa');
		await placeDoor(s.as(s.lua), { household, lane: 'Ngõ giếng', point: { lon: 105.7, lat: 19.6 } });
		await placeDoor(s.as(s.lua), { household, floor: 2 });
		expect(await standing(s, household)).toEqual({ lane: 'ngõ Giếng', floor: 2, lon: 105.7 });
		expect(await refusalOf(placeDoor(s.as(s.lua), { household, lane: 'ngõ Đa' }))).toBe('lane-unknown');
		expect(await refusalOf(placeDoor(s.as(s.rang), { household, floor: 1 }))).toBe('household-unknown');
		await placeDoor(s.as(s.lua), { household, point: null, lane: null });
		expect(await standing(s, household)).toEqual({ lane: null, floor: 2, lon: null });
	})
);

test(
	'the point of a house goes with the last who lived there',
	scene(async (s) => {
		const household = id();
		await foundHousehold(s.as(s.lua), {
			id: household,
			person: s.som,
			dwelling: null,
			address: 'cạnh chùa',
			book: null
		});
		await joinHousehold(s.as(s.lua), { household, person: s.gia, relation: 'spouse' });
		await placeDoor(s.as(s.lua), { household, point: { lon: 105.7, lat: 19.6 } });
		await eraseFor(s, s.som);
		expect((await standing(s, household)).lon).toBe(105.7);
		await eraseFor(s, s.gia);
		expect((await standing(s, household)).lon).toBeNull();
	})
);
