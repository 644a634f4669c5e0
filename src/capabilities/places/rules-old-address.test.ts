import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { getUnit, oldAddress } from './carry-over.server.ts';

const carried = (s: Scene, address: string) => oldAddress(s.as(s.lua), { address });

test.each([
	['thôn 3, xã Quảng Lưu, huyện Quảng Xương, Thanh Hóa', 'Xã Quảng Bình'],
	['quang luu quang xuong', 'Xã Quảng Bình'],
	['XÃ TRƯỜNG GIANG, HUYỆN NÔNG CỐNG', 'Xã Trường Văn'],
	['số 5 đường Lê Lợi, phường Điện Biên, thành phố Thanh Hóa', 'Phường Hạc Thành']
])('“%s” lies in %s now', (address, name) =>
	scene(async (s) => {
		expect(await carried(s, address)).toMatchObject({ kind: 'one', carry: { to: { name } } });
	})()
);

test(
	'where an old commune was split it is asked, with every commune that took a part',
	scene(async (s) => {
		const split = await carried(s, 'phường Đông Thọ, thành phố Thanh Hóa');
		expect(split).toMatchObject({ kind: 'ask', why: 'split' });
		expect(split.kind === 'ask' && split.choices.map((one) => one.to.name).toSorted()).toEqual([
			'Phường Hàm Rồng',
			'Phường Hạc Thành'
		]);
	})
);

test(
	'a name that several had is asked; a district settles it; nonsense is none',
	scene(async (s) => {
		const several = await carried(s, 'xã Quảng Bình');
		expect(several).toMatchObject({ kind: 'one', carry: { to: { name: 'Xã Quảng Bình' } } });
		expect(await carried(s, 'xã không đâu')).toEqual({ kind: 'none' });
		expect(await refusalOf(getUnit(s.base.db, '99999'))).toBe('unit-unknown');
		expect(await getUnit(s.base.db, '16543')).toMatchObject({ name: 'Xã Quảng Bình', parentName: 'Tỉnh Thanh Hóa' });
	})
);

test(
	'the register is whole, and every former commune of the province finds its present one by name and district',
	scene(async (s) => {
		const [count] = await s.base.db`
			select count(*) filter (where kind = 'province')::int as provinces, count(*) filter (where kind = 'commune')::int as communes from unit`;
		expect(count).toEqual({ provinces: 34, communes: 3321 });
		const former = await s.base.db<{ oldCode: string; name: string; district: string; codes: string[] }[]>`
			select old_code, name, district, array_agg(code order by code) as codes from former_unit group by 1, 2, 3`;
		expect(former.length).toBe(547);
		expect(new Set(former.flatMap((one) => one.codes)).size).toBe(166);
		for (const one of former) {
			const found = await carried(s, `${one.name}, ${one.district}, Tỉnh Thanh Hóa`);
			const codes =
				found.kind === 'one' ? [found.carry.to.code] : found.kind === 'ask' ? found.choices.map((c) => c.to.code) : [];
			expect([one.name, one.district, codes.toSorted()]).toEqual([one.name, one.district, one.codes]);
		}
	}),
	60_000
);
