import { seeded } from '#kernel/seeded.ts';
import { plain } from '#kernel/plain.ts';

// A commune of made-up people, as skewed as real ones: few family names, few middle names, many alike. Some stand in it twice,
// written down on another day by somebody else, and which ones is known.

export type Made = {
	id: string;
	name: string;
	birthYear: number;
	birthDate: string | null;
	gender: 'male' | 'female';
	hamlet: string;
	number: string | null;
	phone: string | null;
	/** The household; -1 for a row that somebody wrote down without one. */
	home: number;
	/** The id of the row that is the same person, for the second of two. */
	twinOf: string | null;
};

const FAMILIES = 'Sương Sương Sương Sương Gió Gió Gió Mây Mây Nắng Nắng Mưa Suối Thông Cúc Mận Đào Trúc Lau'.split(' ');
const MIDDLES = { female: 'Thị Thị Thị Thị Thu Ngọc'.split(' '), male: 'Văn Văn Văn Đức Xuân Hữu'.split(' ') };
const GIVEN =
	'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Na Ổi Tre Lim Dừa Mít Xoan Gạo Đa Sậy Bần Phi Lúa Ngâu Khe Thạch Khơi Rằng Sim Sớm Già Bền Trôi Hạ Thu Đông Xuân Lan Huệ Cúc Mai Đào Tùng Bách Ngô Khoai Sắn Đậu Lạc Vừng Kê Mạch'.split(
		' '
	);
const HAMLETS = 'Bến Gió,Gò Nắng,Đồng Sương,Cầu Mây,Bãi Lau,Đầm Sen,Dốc Thông,Khe Suối,Rừng Mận,Vườn Đào'.split(',');

const two = (n: number): string => String(n).padStart(2, '0');

/** `size` people, about one in twenty of them twice. The same seed makes the same commune. */
export function madeCommune(size: number, seed: number): Made[] {
	const random = seeded(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
	const uuid = (n: number): string => `00000000-0000-4000-8000-${String(seed * 1_000_000 + n).padStart(12, '0')}`;
	const people = Array.from({ length: size }, (_, n): Made => {
		const gender = random() < 0.5 ? 'female' : 'male';
		const birthYear = 1935 + Math.floor(random() * 85);
		const century = (birthYear < 2000 ? 0 : 2) + (gender === 'female' ? 1 : 0);
		return {
			id: uuid(n),
			name: `${pick(FAMILIES)} ${pick(MIDDLES[gender])} ${pick(GIVEN)}`,
			birthYear,
			birthDate:
				birthYear < 1955 && random() < 0.35
					? null
					: `${birthYear}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
			gender,
			hamlet: `thôn ${HAMLETS[Math.floor(n / 4) % HAMLETS.length]}`,
			number: random() < 0.85 ? `097${century}${two(birthYear % 100)}${String(100_000 + n).slice(-6)}` : null,
			phone: random() < 0.6 ? `09${String(10_000_000 + n)}` : null,
			home: Math.floor(n / 4),
			twinOf: null
		};
	});
	const twice = people.filter(() => random() < 0.05);
	return [...people, ...twice.map((one, n) => again(one, uuid(size + n), random))];
}

/** The same person written down a second time: in a hurry, from memory, with a slip or two. */
function again(one: Made, id: string, random: () => number): Made {
	const chance = (p: number): boolean => random() < p;
	const slip = (text: string): string => {
		const at = 1 + Math.floor(random() * (text.length - 2));
		return chance(0.5)
			? text.slice(0, at) + text.slice(at + 1)
			: text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
	};
	const name = chance(0.25)
		? plain(one.name).replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
		: chance(0.12)
			? slip(one.name)
			: one.name;
	const [y, m, d] = one.birthDate?.split('-') ?? [];
	const turned = one.birthDate && Number(d) <= 12 && chance(0.1) ? `${y}-${d}-${m}` : one.birthDate;
	return {
		...one,
		id,
		twinOf: one.id,
		name,
		birthDate: chance(0.2) ? null : turned,
		number:
			one.number === null || chance(0.8)
				? null
				: `${one.number.slice(0, 9)}${(Number(one.number[9]) + 1) % 10}${one.number.slice(10)}`,
		phone: chance(0.5) ? one.phone : null,
		home: chance(0.3) ? one.home : -1
	};
}
