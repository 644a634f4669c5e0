import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { addressesOf, getUnit, oldAddress } from './carry-over.server.ts';
import { PROVINCES } from './rules-provinces.ts';
import { bare } from './rules-address-words.ts';
import type { CarriedOver } from './answers.ts';

const carried = (s: Scene, address: string) => oldAddress(s.as(s.lua), { address });

/** `Xã Quảng Bình`, `more`, or why it is asked and what the choices are: `district: Xã Quảng Bình`. */
const inShort = (found: CarriedOver): string =>
	found.kind === 'one'
		? found.carry.to.name
		: found.kind === 'ask'
			? `${found.why}: ${found.choices.map((one) => one.to.name).join(', ')}`
			: found.kind;

test.each([
	['thôn 3, xã Quảng Lưu, huyện Quảng Xương, Thanh Hóa', 'Xã Quảng Bình'],
	['xã Quảng Lưu, huyện Quảng Xương', 'Xã Quảng Bình'],
	['Quảng Lưu, Quảng Xương, Thanh Hóa', 'Xã Quảng Bình'],
	['Quảng Lưu - H. Quảng Xương - Thanh Hoá - Việt Nam', 'Xã Quảng Bình'],
	['X.Quảng Lưu, H.Q.Xương', 'Xã Quảng Bình'],
	['xã Quảng Lưu (cũ), tỉnh lộ 4', 'Xã Quảng Bình'],
	['thôn Hòa Bình, xã Quảng Lưu', 'Xã Quảng Bình'],
	['xã Quảng Lưu, huyện Quảng Xương, nay là Quảng Bình', 'Xã Quảng Bình'],
	['thon minh quang luu quang xuong', 'Xã Quảng Bình'],
	['thôn 3, xã Quảng Bình, tỉnh Thanh Hóa', 'Xã Quảng Bình'],
	['Quảng Ninh, Thanh Hóa', 'Xã Quảng Ninh'],
	['phường Quảng Châu, TP Sầm Sơn', 'Phường Sầm Sơn'],
	['phường Sầm Sơn', 'Phường Sầm Sơn'],
	['số 5 đường Hà Nội, P. Điện Biên, TP.Thanh Hóa', 'Phường Hạc Thành'],
	['phường Điện Biên, TP TH', 'Phường Hạc Thành'],
	['xã Thanh Hòa, huyện Như Xuân', 'Xã Thanh Phong'],
	['xã Thanh Hoá, huyện Như Xuân', 'Xã Thanh Phong'],
	['Thanh Hòa', 'Xã Thanh Phong'],
	['thanh hoa nhu xuan', 'Xã Thanh Phong'],
	['Hạ Trung', 'Xã Bá Thước'],
	['ha trung ba thuoc', 'Xã Bá Thước'],
	['tho xuan tho xuan', 'Xã Thọ Xuân'],
	['xã Trường Văn, huyện Nông Cống', 'Xã Trường Văn'],
	['xã Đông Khê, huyện Đông Sơn', 'Phường Đông Sơn'],
	['Hải Nhân, Tĩnh Gia, Thanh Hóa', 'Phường Tĩnh Gia'],
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

test.each([
	['xã Quảng Lưu, huyện Quảng Trạch, tỉnh Quảng Bình', 'outside'],
	['xã Quảng Lưu, huyện Quảng Trạch', 'outside'],
	['xã Quảng Lưu, tỉnh Nghệ An', 'outside'],
	['Quảng Lưu, Nghệ An, Việt Nam', 'outside'],
	['xã Minh Tân, huyện Đông Hưng, tỉnh Thái Bình', 'outside'],
	['xã Minh Tân, Quảng Bình', 'outside'],
	['xã Quảng Lưu, Quảng Trạch, Quảng Bình', 'outside'],
	['xã Hợp Tiến, huyện Mỹ Đức, Hà Nội', 'outside'],
	['xa hop tien my duc ha noi', 'outside'],
	['phường Ba Đình, TPHCM', 'outside'],
	['xã Quảng Ninh, tỉnh Quảng Ninh', 'outside'],
	['xã Quảng Lưu, Bà Rịa - Vũng Tàu', 'outside'],
	['Hà Nội', 'outside'],
	['tỉnh Thanh Hóa', 'more'],
	['Thanh Hóa', 'more'],
	['thanh hoa', 'more'],
	['TP Thanh Hóa', 'more'],
	['thành phố Thanh Hóa', 'more'],
	['tp thanh hoa', 'more'],
	['TP Sầm Sơn', 'more'],
	['TP. Sầm Sơn, tỉnh Thanh Hóa', 'more'],
	['huyện Hà Trung', 'more'],
	['Quảng Xương, Thanh Hóa', 'more'],
	['xã Không Đâu, huyện Quảng Xương', 'none'],
	['Sầm Sơn', 'alike: Phường Sầm Sơn'],
	['sam son', 'alike: Phường Sầm Sơn'],
	['Hà Trung, Thanh Hóa', 'alike: Xã Hà Trung, Xã Hoạt Giang'],
	['nhu xuan thanh hoa', 'alike: Xã Như Xuân'],
	['Hà Trung, Bỉm Sơn, Thanh Hóa', 'district: Xã Hà Trung, Xã Hoạt Giang'],
	['Quảng Bình', 'alike: Xã Quảng Bình'],
	['xã Quảng Lưu, Quảng Bình', 'alike: Xã Quảng Bình'],
	['xã Quảng Lưu, huyện Hoằng Hóa', 'district: Xã Quảng Bình'],
	['Quảng Lưu, Hoằng Hóa, Thanh Hóa', 'district: Xã Quảng Bình'],
	['quang luu hoang hoa', 'district: Xã Quảng Bình'],
	['xã Quảng Lưu, TP Thanh Hóa', 'district: Xã Quảng Bình'],
	['xã Quảng Lưu, huyện Quảng Trạch, tỉnh Thanh Hóa', 'district: Xã Quảng Bình'],
	['phường Điện Biên, huyện Đông Sơn', 'district: Phường Hạc Thành'],
	['thôn Minh Tân, xã Quảng Lưu, huyện Vĩnh Lộc', 'district: Xã Quảng Bình'],
	['xã Quảng Lưu, huyện Quảng Xươg', 'unknown: Xã Quảng Bình'],
	['Quảng Lưu, Bố Trạch', 'unknown: Xã Quảng Bình'],
	['xã Quảng Lưu, Quảng Trạch', 'unknown: Xã Quảng Bình'],
	['Quảng Lưu, Nghệ Ân', 'unknown: Xã Quảng Bình'],
	['xã Quảng Lưu, nay là Quảng Bình', 'alike: Xã Quảng Bình'],
	['xa nga thanh huyen nga son', 'namesakes: Xã Nga Sơn, Xã Hồ Vương']
])('“%s” is not carried over: %s', (address, said) =>
	scene(async (s) => {
		expect(inShort(await carried(s, address))).toBe(said);
	})()
);

test(
	'an import takes an address of another province, or of a district without that commune, for one of elsewhere',
	scene(async (s) => {
		const [place] = await s.base.db<{ id: number }[]>`select id from place where kind = 'commune' and code = '16543'`;
		const lies = await addressesOf(s.base.db, place!.id);
		const said = [
			'xã Quảng Lưu, huyện Quảng Xương',
			'xã Quảng Bình',
			'thôn 3, xã Quảng Lưu, Quảng Bình',
			'xã Quảng Lưu, Bến Gió',
			'xã Quảng Lưu, huyện Quảng Trạch, tỉnh Quảng Bình',
			'xã Quảng Lưu, huyện Hoằng Hóa',
			'TP Thanh Hóa',
			'ngõ 3'
		].map(lies);
		expect(said).toEqual(['was-here', 'here', 'was-here', 'was-here', 'elsewhere', 'elsewhere', null, null]);
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

test(
	'no former commune is carried over from another district, nor from another province',
	scene(async (s) => {
		const former = await s.base.db<
			{ name: string; district: string }[]
		>`select distinct name, district from former_unit`;
		const districts = [...new Set(former.map((one) => one.district))];
		const lay = new Set(former.map((one) => `${bare(one.name)}, ${one.district}`));
		const provinces = PROVINCES.filter((name) => name !== 'Thanh Hóa');
		expect(provinces.length).toBe(62);
		// One in four of them, each beside another district and another province.
		for (const [n, { name }] of former.filter((_, n) => n % 4 === 0).entries()) {
			const district = districts[n % districts.length]!;
			if (!lay.has(`${bare(name)}, ${district}`))
				expect([name, district, inShort(await carried(s, `${name}, ${district}`))]).toEqual([
					name,
					district,
					expect.stringMatching(/^district: /)
				]);
			const province = provinces[n % provinces.length]!;
			expect([name, province, await carried(s, `${name}, tỉnh ${province}`)]).toEqual([
				name,
				province,
				{ kind: 'outside' }
			]);
		}
	}),
	60_000
);
