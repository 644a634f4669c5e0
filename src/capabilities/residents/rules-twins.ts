import type { TwinSide } from './answers.ts';
import { plain, toned } from '#kernel/plain.ts';

/** What is known of somebody when two rows are compared. `number` is the whole one, or null. */
export type Compared = TwinSide & { household: string | null };

/** Why two rows look like one person, or do not. Each is a sentence on the page. */
export const twinReasons = [
	'same-name',
	'same-name-plain',
	'name-one-slip',
	'rare-name',
	'common-name',
	'same-birth',
	'birth-turned',
	'birth-one-off',
	'same-year',
	'birth-differs',
	'number-one-slip',
	'numbers-differ',
	'same-phone',
	'same-hamlet',
	'same-household',
	'siblings',
	'gender-differs'
] as const;
export type TwinReason = (typeof twinReasons)[number];

/** What each reason weighs: about the logarithm of how much likelier it is of one person than of two (Fellegi and Sunter, 1969). */
const WEIGHT: Record<TwinReason, number> = {
	'same-name': 3,
	'same-name-plain': 2.5,
	'name-one-slip': 0.5,
	'rare-name': 1.5,
	'common-name': -1,
	'same-birth': 4,
	'birth-turned': 3,
	'birth-one-off': 1,
	'same-year': 1,
	'birth-differs': -5,
	'number-one-slip': 3,
	'numbers-differ': -7,
	'same-phone': 2.5,
	'same-hamlet': 1,
	'same-household': 0.5,
	siblings: -6,
	'gender-differs': -4
};

/** From here on a pair is shown, and from there on it is called likely. */
export const POSSIBLE = 5;
export const LIKELY = 7;

type Twins = { score: number; reasons: TwinReason[] };

/** `frequency`: how many of the commune have the name of either, without marks. */
export function compareTwins(a: Compared, b: Compared, frequency: number): Twins {
	const reasons: TwinReason[] = [
		...nameReasons(a, b, frequency),
		...birthReasons(a, b),
		...numberReasons(a, b),
		...(a.phone !== null && a.phone === b.phone ? (['same-phone'] as const) : []),
		...(a.hamlet !== null && b.hamlet !== null && plain(a.hamlet) === plain(b.hamlet)
			? (['same-hamlet'] as const)
			: []),
		...(a.gender && b.gender && a.gender !== b.gender ? (['gender-differs'] as const) : []),
		...houseReasons(a, b)
	];
	return { score: reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0), reasons };
}

function nameReasons(a: Compared, b: Compared, frequency: number): TwinReason[] {
	const rarity: TwinReason[] = frequency <= 3 ? ['rare-name'] : frequency >= 20 ? ['common-name'] : [];
	if (toned(a.name) === toned(b.name)) return ['same-name', ...rarity];
	const [one, other] = [plain(a.name), plain(b.name)];
	if (sorted(one) === sorted(other)) return ['same-name-plain', ...rarity];
	return slips(one, other) <= 1 ? ['name-one-slip'] : [];
}
const sorted = (name: string): string => name.split(' ').toSorted().join(' ');

function birthReasons(a: Compared, b: Compared): TwinReason[] {
	if (a.birthDate && b.birthDate) {
		if (a.birthDate === b.birthDate) return ['same-birth'];
		const [y1, m1, d1] = a.birthDate.split('-');
		const [y2, m2, d2] = b.birthDate.split('-');
		if (y1 === y2 && m1 === d2 && d1 === m2) return ['birth-turned'];
		return slips(a.birthDate, b.birthDate) <= 1 ? ['birth-one-off'] : ['birth-differs'];
	}
	if (a.birthYear === null || b.birthYear === null) return [];
	const apart = Math.abs(a.birthYear - b.birthYear);
	return apart === 0 ? ['same-year'] : apart === 1 ? [] : ['birth-differs'];
}

function numberReasons(a: Compared, b: Compared): TwinReason[] {
	if (a.number === null || b.number === null || a.number === b.number) return [];
	return slips(a.number, b.number) <= 1 ? ['number-one-slip'] : ['numbers-differ'];
}

/** Born on one day in one house under two names: twins by birth, and no duplicate. */
function houseReasons(a: Compared, b: Compared): TwinReason[] {
	if (a.household === null || a.household !== b.household) return [];
	const twoNames =
		toned(a.name) !== toned(b.name) &&
		toned(a.name).split(' ').length === toned(b.name).split(' ').length &&
		hasMarks(a.name) &&
		hasMarks(b.name);
	return twoNames ? ['siblings'] : ['same-household'];
}
const hasMarks = (name: string): boolean => toned(name) !== plain(name);

/** How many letters have to be put in, taken out, changed or exchanged with the next, counted up to two. */
export function slips(a: string, b: string): 0 | 1 | 2 {
	if (a === b) return 0;
	const [long, short] = a.length >= b.length ? [a, b] : [b, a];
	if (long.length - short.length > 1) return 2;
	let from = 0;
	while (from < short.length && long[from] === short[from]) from++;
	const rest = (text: string, skip: number): string => text.slice(from + skip);
	if (long.length > short.length) return rest(long, 1) === rest(short, 0) ? 1 : 2;
	if (rest(long, 1) === rest(short, 1)) return 1;
	const turned = long[from] === short[from + 1] && long[from + 1] === short[from];
	return turned && rest(long, 2) === rest(short, 2) ? 1 : 2;
}
