import type { Role } from '#capabilities/access/rules-roles.ts';
import type { Matter } from '#capabilities/counter/rules-matters.ts';

// Everybody here is made up: names are weather and plants, numbers carry province codes that were never given out.

export const PROVINCE = { id: 38, name: 'Tỉnh Thanh Hóa', code: '38' };

const HOURS = [
	{ opens: '07:00', closes: '11:30' },
	{ opens: '13:30', closes: '17:00' }
];

export const openings = [1, 2, 3, 4, 5].flatMap((weekday) => HOURS.map((hours) => ({ weekday, ...hours })));

export type CentreSeed = {
	commune: { id: number; name: string; code: string };
	id: number;
	name: string;
	shortName: string;
	agencyCode: string;
};

/** Communes and their codes are those of the public register after July 2025 (16543, 16348). */
export const quangBinh: CentreSeed = {
	commune: { id: 16543, name: 'Xã Quảng Bình', code: '16543' },
	id: 1,
	name: 'Trung tâm Phục vụ hành chính công xã Quảng Bình',
	shortName: 'Trung tâm PVHCC xã Quảng Bình',
	agencyCode: '000.16.43.H56'
};

export const truongVan: CentreSeed = {
	commune: { id: 16348, name: 'Xã Trường Văn', code: '16348' },
	id: 2,
	name: 'Trung tâm Phục vụ hành chính công xã Trường Văn',
	shortName: 'Trung tâm PVHCC xã Trường Văn',
	agencyCode: '000.16.48.H56'
};

/** The stand-in bank's account: not a real bank's number. */
export const account = {
	bankBin: '970499',
	bankName: 'Ngân hàng Mô phỏng',
	bankAccount: '000012345678',
	bankAccountName: 'UBND XA QUANG BINH'
};

type DeskSeed = { key: string; name: string; kind: 'guide' | 'counter'; skills: Matter[] };

const everything: Matter[] = [
	'civil-status',
	'certification',
	'allowance',
	'health-insurance',
	'land',
	'residence',
	'id-card',
	'shopping',
	'scam',
	'phone',
	'business',
	'question',
	'result'
];

export const desks: DeskSeed[] = [
	{ key: 'guide-1', name: 'Bàn hướng dẫn 1', kind: 'guide', skills: everything },
	{
		key: 'desk-1',
		name: 'Quầy 1',
		kind: 'counter',
		skills: ['allowance', 'health-insurance', 'question', 'result', 'certification']
	},
	{
		key: 'desk-2',
		name: 'Quầy 2',
		kind: 'counter',
		skills: ['civil-status', 'certification', 'residence', 'result', 'question']
	},
	{ key: 'desk-3', name: 'Quầy 3', kind: 'counter', skills: ['land', 'business', 'result', 'question'] }
];

export type StaffSeed = { login: string; name: string; role: Role; place: number; desk: string | null };

export const staff: StaffSeed[] = [
	{ login: 'lua', name: 'Hoa Thị Lúa', role: 'guide', place: 1, desk: 'guide-1' },
	{ login: 'mai', name: 'Nắng Thị Mai', role: 'receiving-officer', place: 1, desk: 'desk-2' },
	{ login: 'ngau', name: 'Mưa Thị Ngâu', role: 'receiving-officer', place: 1, desk: 'desk-1' },
	{ login: 'khe', name: 'Suối Văn Khe', role: 'receiving-officer', place: 1, desk: 'desk-3' },
	{ login: 'thach', name: 'Núi Văn Thạch', role: 'leader', place: 1, desk: null },
	{ login: 'sam', name: 'Sấm Văn Vang', role: 'police', place: 1, desk: null },
	{ login: 'khoi', name: 'Biển Văn Khơi', role: 'administrator', place: 1, desk: null },
	{ login: 'nep', name: 'Rạ Thị Nếp', role: 'co-host', place: 1, desk: null },
	{ login: 'chop', name: 'Mây Văn Chớp', role: 'engineer', place: 1, desk: null },
	{ login: 'rang', name: 'Trăng Thị Rằng', role: 'guide', place: 2, desk: null },
	{ login: 'sim', name: 'Đồi Thị Sim', role: 'province', place: 38, desk: null }
];

export const hamlets = ['thôn Bến Gió', 'thôn Gò Nắng', 'thôn Đồng Sương', 'thôn Cầu Mây', 'thôn Bãi Lau'];

const families = ['Sương', 'Gió', 'Mây', 'Nắng', 'Mưa', 'Suối', 'Thông', 'Cúc', 'Mận', 'Đào', 'Trúc', 'Lau'];
const women = ['Sen', 'Súng', 'Bưởi', 'Chanh', 'Quế', 'Hồi', 'Nhài', 'Lựu', 'Na', 'Ổi'];
const men = ['Tre', 'Lim', 'Dừa', 'Mít', 'Xoan', 'Gạo', 'Đa', 'Sậy', 'Bần', 'Phi'];

export type PersonSeed = {
	name: string;
	birth: string | number;
	gender: 'male' | 'female';
	number: string | null;
	phone: string | null;
	hamlet: string | null;
	needs: string[];
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Neighbours, so that a search has something to tell apart: some know only their year of birth. */
export const neighbours: PersonSeed[] = Array.from({ length: 60 }, (_, n) => {
	const gender = n % 2 === 0 ? ('female' as const) : ('male' as const);
	const year = 1940 + ((n * 7) % 62);
	const century = (year < 2000 ? 0 : 2) + (gender === 'female' ? 1 : 0);
	const given = gender === 'female' ? women[(n * 3) % 10]! : men[(n * 3) % 10]!;
	return {
		name: `${families[n % 12]!} ${gender === 'female' ? 'Thị' : 'Văn'} ${given}`,
		birth: n % 5 === 0 ? year : `${year}-${two(1 + (n % 12))}-${two(1 + ((n * 5) % 28))}`,
		gender,
		number: n % 9 === 0 ? null : `099${century}${two(year % 100)}${String(100_000 + n)}`,
		phone: n % 3 === 0 ? null : `0900000${String(400 + n)}`,
		hamlet: hamlets[n % 5]!,
		needs: year < 1955 ? ['big-print'] : []
	};
});
