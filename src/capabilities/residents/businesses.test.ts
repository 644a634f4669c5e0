import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { renewAll } from '#platform/renew.server.ts';
import { correctBusiness, endBusiness, recordBusiness } from './businesses.server.ts';
import { businesses, findBusinesses, showBusiness } from './find-businesses.server.ts';
import { businessesAnew } from './renew.server.ts';

const id = (): string => crypto.randomUUID();
const facts = {
	...{ kind: 'household' as const, name: 'Tạp hoá Mưa Rào', number: '38-0001234', phone: '0900 000 771' },
	...{ hamlet: 'thôn Bến Gió', elsewhere: false, sure: false }
} as const;
const write = (s: Scene, more: Partial<Parameters<typeof recordBusiness>[1]> = {}, minutes = 1) =>
	recordBusiness(s.as(s.lua, minutes), { id: id(), ...facts, ...more });
const find = async (s: Scene, words: string) =>
	(await findBusinesses(s.as(s.mai, 9), { words })).rows.map(({ name }) => name);

test(
	'a business is written down once: the same number, or the same name in the same hamlet, asks first',
	scene(async (s) => {
		const { id: first } = await write(s);
		expect(await write(s, { name: 'Khác Hẳn', number: '38000 1234' })).toEqual({ id: null, same: first });
		expect(await write(s, { name: 'tạp hoá  mưa rào', number: null, phone: null })).toEqual({ id: null, same: first });
		expect((await businesses(s.as(s.lua, 2), {})).whole).toBe(1);
		expect((await write(s, { hamlet: 'thôn Gò Nắng', number: null, phone: null })).id).not.toBeNull();
		expect((await write(s, { sure: true })).id).not.toBeNull();
		expect((await businesses(s.as(s.lua, 2), {})).whole).toBe(3);
		// Of another commune nobody hears that it is here.
		expect((await write({ ...s, lua: s.rang }, { hamlet: null })).same).toBeNull();
	})
);

test(
	'it is found by name without marks, by its number however it is parted, and by its telephone, which lies sealed',
	scene(async (s) => {
		const { id: business } = await write(s);
		for (const words of ['tap hoa', 'mua rao ben gio', '380001234', '38-0001234', '0900000771', '+84 900 000 771'])
			expect(await find(s, words), words).toEqual([facts.name]);
		for (const words of ['tap hoa nang', '380001235', '0900000772', '%'])
			expect(await find(s, words), words).toEqual([]);
		expect(await showBusiness(s.as(s.mai, 3), { business: business! })).toMatchObject({
			...{ name: facts.name, number: '38-0001234', phone: '0900000771', hamlet: 'thôn Bến Gió', endedOn: null }
		});
		const [row] = await s.base.db<
			{ phoneSealed: Buffer; phoneHash: Buffer }[]
		>`select phone_sealed, phone_hash from business`;
		expect(`${row!.phoneSealed}${row!.phoneHash}`).not.toContain('0900000771');
		expect(await refusalOf(showBusiness(s.as(s.rang, 3), { business: business! }))).toBe('business-unknown');
		expect((await findBusinesses(s.as(s.rang, 3), { words: 'mua rao' })).rows).toEqual([]);
	})
);

test(
	'it is put right and ended as whoever presses saw it, and asks first again',
	scene(async (s) => {
		const business = (await write(s)).id!;
		await write(s, { name: 'Hiệu Nắng', number: '38-0009', phone: null });
		const correct = (version: number, more: Partial<Parameters<typeof correctBusiness>[1]> = {}) =>
			correctBusiness(s.as(s.mai, 4), { business, version, ...facts, ...more });
		expect((await correct(1, { number: '38.0009' })).id).toBeNull();
		expect((await correct(1, { name: 'Tạp hoá Mưa Bay', phone: null })).id).toBe(business);
		expect(await refusalOf(correct(1, { name: 'Tạp hoá Mưa Dầm' }))).toBe('business-moved');
		expect(await find(s, '0900000771')).toEqual([]);
		expect(await find(s, 'mua bay')).toEqual(['Tạp hoá Mưa Bay']);
		const end = (version: number, from: string) => endBusiness(s.as(s.lua, 5), { business, version, from });
		expect(await refusalOf(end(1, '2026-07-14'))).toBe('business-moved');
		expect(await refusalOf(end(2, '2028-01-01'))).toBe('promise-far');
		await end(2, '2026-07-14');
		expect((await businesses(s.as(s.lua, 6), {})).rows.map(({ endedOn }) => endedOn)).toEqual([null, '2026-07-14']);
		// What ended is none that a new one is compared with.
		expect((await write(s, { name: 'Tạp hoá Mưa Bay' })).same).toBeNull();
		expect(await refusalOf(correctBusiness(s.as(s.rang, 7), { business, version: 3, ...facts }))).toBe(
			'business-unknown'
		);
	})
);

test(
	'under new keys it is found by its telephone again',
	scene(async (s) => {
		await write(s);
		const keys = {
			...s.base.keys,
			lookup: [...s.base.keys.lookup, { id: 'l2', key: createSecretKey(randomBytes(32)) }]
		};
		expect(await renewAll(s.base.db, keys, businessesAnew, 1)).toBe(1);
		expect(await renewAll(s.base.db, keys, businessesAnew, 1)).toBe(0);
		const only = { ...keys, lookup: keys.lookup.slice(-1) };
		const found = await findBusinesses({ ...s.as(s.mai, 5), keys: only }, { words: '0900000771' });
		expect(found.rows).toHaveLength(1);
	})
);
