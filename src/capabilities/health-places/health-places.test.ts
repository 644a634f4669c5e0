import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import type { Written } from './inputs.ts';
import { addPlace, changePlace, endPlace, findPlaces, keptPlaces, pastePlaces } from './keep.server.ts';
import { MOST_PLACES } from './read-sheet.server.ts';

const id = (): string => crypto.randomUUID();
const visitor: Actor = { ...anyone(new Set(rightsOf.public)) };
const station: Written = {
	...{ name: 'Trạm Làng Mây', kind: 'station', sees: ['general', 'bones'], address: 'Gốc đa', hours: 'Buổi sáng' },
	...{ channel: 'Đến trạm lấy số', stepFree: true, checkedUntil: '2026-09-01' }
};
const add = (s: Scene, more: Partial<Written> = {}, minutes = 0, who: Actor = s.thach) =>
	addPlace(s.as(who, minutes), { id: id(), ...station, ...more });
const found = (s: Scene, need: 'bones' | 'eyes' | null = null, minutes = 0, centre = 1) =>
	findPlaces(s.as(visitor, minutes), { centre, need });

test(
	'what a leader writes anybody finds by what is needed, and nobody of another commune among theirs',
	scene(async (s) => {
		expect(await found(s)).toEqual({ places: [], all: 0 });
		await add(s);
		await add(s, { name: 'Phòng khám Cây Đa', kind: 'clinic', sees: ['eyes'] }, 1);
		expect((await found(s)).places.map(({ name }) => name)).toEqual(['Trạm Làng Mây', 'Phòng khám Cây Đa']);
		expect((await found(s, 'bones')).places.map(({ name }) => name)).toEqual(['Trạm Làng Mây']);
		expect(await found(s, 'eyes')).toMatchObject({ all: 2, places: [{ kind: 'clinic', stale: false }] });
		expect(await found(s, null, 0, 2)).toEqual({ places: [], all: 0 });
	})
);

test(
	'it is changed as it was seen, and not over somebody else’s change; taken off, it is on no page',
	scene(async (s) => {
		const { id: place } = await add(s);
		const change = (version: number, hours: string) =>
			changePlace(s.as(s.thach, version), { place, version, ...station, hours });
		await change(1, 'Cả ngày');
		expect(await refusalOf(change(1, 'Buổi chiều'))).toBe('health-changed');
		expect((await keptPlaces(s.as(s.thach), {}))[0]).toMatchObject({ hours: 'Cả ngày', version: 2 });
		await endPlace(s.as(s.thach, 5), { place });
		expect(await refusalOf(endPlace(s.as(s.thach, 6), { place }))).toBe('health-changed');
		expect(await refusalOf(change(2, 'Buổi chiều'))).toBe('health-changed');
		expect((await found(s)).all).toBe(0);
		await add(s, {}, 7);
		expect((await found(s)).all).toBe(1);
	})
);

test(
	'one name stands once, and a list has an end',
	scene(async (s) => {
		await add(s);
		expect(await refusalOf(add(s, { name: 'trạm LÀNG mây' }))).toBe('health-twice');
		const { id: other } = await add(s, { name: 'Bệnh viện Đồi Sim', kind: 'hospital' });
		expect(await refusalOf(changePlace(s.as(s.thach), { place: other, version: 1, ...station }))).toBe('health-twice');
		for (let n = 2; n < MOST_PLACES; n++) await add(s, { name: `Trạm ${n}` }, n);
		expect(await refusalOf(add(s, { name: 'Trạm cuối' }))).toBe('health-many');
		expect((await found(s)).places).toHaveLength(MOST_PLACES);
	})
);

const sheet = `Tên;Loại;Khám;Địa chỉ;Giờ;Cách đặt;Lối bằng;Xem lại
Trạm Làng Mây;Trạm y tế;Khám chung, Huyết áp;Gốc đa;Cả tuần;Đến trạm lấy số;có;1/10/2026
Bệnh viện Đồi Sim;bệnh viện;mắt|răng;Đồi Sim;Buổi sáng;Bàn đón tiếp;không;2026-12-31`;

test(
	'a pasted sheet adds what is new and changes what is known, all of it or nothing, and twice is once',
	scene(async (s) => {
		await add(s);
		const broken = `${sheet}\nTrạm Ba;chợ;mắt;Đâu đó;Sáng;Đến;có;1/10/2026`;
		expect(await refusalOf(pastePlaces(s.as(s.thach, 1), { text: broken }))).toBe('health-lines');
		expect((await found(s)).all).toBe(1);
		const once = s.as(s.thach, 2);
		expect(await pastePlaces(once, { text: sheet })).toEqual({ added: 1, changed: 1 });
		expect(await pastePlaces(once, { text: sheet })).toEqual({ added: 1, changed: 1 });
		const kept = await keptPlaces(s.as(s.thach, 3), {});
		expect(
			kept.map(({ name, sees, stepFree, checkedUntil, version }) => [name, sees, stepFree, checkedUntil, version])
		).toEqual([
			['Trạm Làng Mây', ['general', 'heart'], true, '2026-10-01', 2],
			['Bệnh viện Đồi Sim', ['eyes', 'teeth'], false, '2026-12-31', 1]
		]);
	})
);

test(
	'whoever looked last says until when; afterwards it is said that nobody looked',
	scene(async (s) => {
		await add(s, { checkedUntil: '2026-07-14' });
		expect((await found(s)).places[0]!.stale).toBe(false);
		expect((await found(s, null, 24 * 60)).places[0]!.stale).toBe(true);
	})
);

test(
	'no guide, officer or resident writes it, by door or by row, and no leader of elsewhere',
	scene(async (s) => {
		for (const who of [s.lua, s.mai, s.rang, s.sam, self(s.som)]) await expect(add(s, {}, 0, who)).rejects.toThrow();
		const pretends: Actor = { ...s.lua, may: s.thach.may };
		await expect(add(s, {}, 1, pretends)).rejects.toThrow(/row-level security/);
		const far: Actor = { ...s.thach, centres: [2] };
		await expect(add(s, {}, 2, far)).rejects.toThrow(/row-level security/);
		expect((await found(s)).all).toBe(0);
	})
);
