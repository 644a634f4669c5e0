import { plain, toned } from '#kernel/plain.ts';

/** A commune as it was before July 2025, and a commune as it is. */
export type Former = { oldCode: string; name: string; district: string; province: string };
export type Unit = { code: string; name: string };
export type Carry = { from: Former | null; to: Unit };

/**
 * Where an address of before July 2025 lies now. `one`: known; `ask`: the old commune was split, or several had the name,
 * and only whoever lives there knows; `none`: nothing of it was recognised.
 */
export type CarriedOver =
	{ kind: 'one'; carry: Carry } | { kind: 'ask'; why: 'split' | 'namesakes'; choices: Carry[] } | { kind: 'none' };

const bare = (name: string): string => plain(name).replace(/^(xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh) /, '');
const holds = (said: string, words: string): boolean => ` ${said} `.includes(` ${words} `);

/** An address without its district: a market town that the district was named after is not named by the district. */
const without = (said: string, { district }: Former): string =>
	` ${said} `.replace(holds(said, plain(district)) ? ` ${plain(district)} ` : ` ${bare(district)} `, '  ');

/** The name with its marks and without its kind (xã, phường, thị trấn). */
const tonedName = (name: string): string => toned(name).split(' ').slice(-bare(name).split(' ').length).join(' ');

/** How much of a former commune an address names: its kind, its district, its province, and its very marks (Hưng is not Hùng). */
const weight = (address: string, former: Former): number => {
	const said = plain(address);
	const { name, district, province } = former;
	if (!holds(without(said, former), bare(name))) return 0;
	return (
		(holds(toned(address), tonedName(former.name)) ? 1 : 0) +
		(holds(said, plain(name)) ? 2 : 0) +
		(holds(said, bare(district)) ? 4 : 0) +
		(holds(said, plain(district)) ? 4 : 0) +
		(holds(said, bare(province)) ? 1 : 0)
	);
};

/** `found`: every former and every present commune whose name stands in the address, a row for each commune it became. */
export function carryOver(address: string, found: readonly Carry[]): CarriedOver {
	const said = plain(address);
	const weighed = found.map((carry) => ({
		carry,
		weight: carry.from ? weight(address, carry.from) : holds(said, plain(carry.to.name)) ? 2 : 0,
		length: bare(carry.from?.name ?? carry.to.name).length
	}));
	const best = Math.max(...weighed.map((one) => one.weight));
	const heaviest = weighed.filter((one) => one.weight === best);
	const longest = Math.max(...heaviest.map((one) => one.length));
	const choices = heaviest.filter((one) => one.length === longest).map((one) => one.carry);
	const [first] = choices;
	if (!first) return { kind: 'none' };
	if (new Set(choices.map((one) => one.to.code)).size === 1)
		return { kind: 'one', carry: choices.find((one) => one.from) ?? first };
	const split = new Set(choices.map((one) => one.from?.oldCode)).size === 1;
	return { kind: 'ask', why: split ? 'split' : 'namesakes', choices };
}

/** Those of the former and present communes whose bare name stands in an address. */
export const namedIn = (address: string, units: readonly Carry[]): Carry[] => {
	const said = plain(address);
	return units.filter(({ from, to }) => holds(said, bare(from?.name ?? to.name)));
};

/** Words by which an address names a commune: without one of them a hamlet could be taken for it. */
const NAMES_COMMUNE = /\b(xa|phuong|thi tran|huyen|thi xa|thanh pho)\b/;

/**
 * Whether an address lies in a commune (`code` of the public register): `here`, under its former name (`was-here`), `elsewhere`, or
 * null when it names no commune that is known.
 */
export function liesIn(
	address: string,
	code: string,
	units: readonly Carry[]
): 'here' | 'was-here' | 'elsewhere' | null {
	if (!NAMES_COMMUNE.test(plain(address))) return null;
	const found = carryOver(address, namedIn(address, units));
	if (found.kind === 'none') return null;
	const choices = found.kind === 'one' ? [found.carry] : found.choices;
	const ours = choices.filter(({ to }) => to.code === code);
	if (ours.length === 0) return 'elsewhere';
	return ours.some(({ from, to }) => from === null || plain(from.name) === plain(to.name)) ? 'here' : 'was-here';
}
