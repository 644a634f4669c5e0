import type { Carry, Why, CarriedOver } from './answers.ts';
import { plain } from '#kernel/plain.ts';
import { bare, overlap, tonedName, type Mention } from './rules-address-words.ts';
import { readAddress, type Reading } from './rules-reading.ts';
import { layIn, nameOf, type Register } from './rules-register.ts';

type Candidate = { carry: Carry; weight: number; backed: boolean; against: boolean; alike: boolean };

/** How much of a commune an address names: its kind, its district, its province, and its very marks (Hưng is not Hùng). */
function candidate(mention: Mention, carry: Carry, reading: Reading, register: Register): Candidate {
	const first = reading.districts.includes(mention) ? mention.to : 0;
	const named = reading.districts.filter((one) => !overlap(one, mention) && one.from >= first);
	const backing = named.filter((one) => layIn(carry, one.name, register));
	const { from } = carry;
	const backed = backing.length > 0;
	const byKind = from !== null && backing.some(({ kind, name }) => `${kind?.said} ${name}` === plain(from.district));
	const kind = `${mention.kind?.said} ${mention.name}` === plain(nameOf(carry)) ? 2 : 0;
	const former =
		(reading.marked && mention.toned === tonedName(nameOf(carry)) ? 1 : 0) + (backed ? 4 : 0) + (byKind ? 4 : 0);
	return {
		carry,
		weight: from ? kind + former + (reading.home ? 1 : 0) : kind,
		backed,
		against: named.length > 0 && !backed,
		alike: !backed && (reading.districts.includes(mention) || reading.either === mention)
	};
}

const RANK = { commune: 2, small: 0, district: 0, province: 0 };
const rank = ({ kind }: Mention): number => (kind ? RANK[kind.role] : 1);

/** The name of a province's capital, typed without marks, means a commune only before the district that this lay in (Thanh Hòa). */
function mayBeMeant(mention: Mention, carry: Carry, { districts }: Reading, register: Register): boolean {
	if (mention.kind !== null || mention.marked || !register.provinces.get(mention.name)?.home) return true;
	return districts.some((one) => one.from >= mention.to && layIn(carry, one.name, register));
}

/** The communes that may be meant: behind xã, phường, thị trấn where that is said, and not behind thôn where another is. */
function candidatesOf(reading: Reading, register: Register): Candidate[] {
	const likely = reading.communes
		.flatMap(({ mention, carries }) => carries.map((carry) => ({ mention, carry })))
		.filter(({ mention, carry }) => mayBeMeant(mention, carry, reading, register));
	const best = Math.max(...likely.map(({ mention }) => rank(mention)));
	const ranked = likely.filter(({ mention }) => rank(mention) === best);
	const sure = ranked.filter(({ mention }) => !reading.districts.includes(mention));
	return (sure.length > 0 ? sure : ranked).map(({ mention, carry }) => candidate(mention, carry, reading, register));
}

/** Those that no district speaks against. Behind a commune's name the name of a district is the district. */
const fittingOf = (candidates: readonly Candidate[]): Candidate[] =>
	candidates.filter((one) => !one.against && !(one.alike && candidates.some((other) => other.against)));

/** What in an address keeps the heaviest of its communes from being the answer. */
function doubtOf(candidates: readonly Candidate[], { strange, home, unknown, either }: Reading): Why | null {
	if (fittingOf(candidates).length === 0) return 'district';
	if (candidates.some((one) => one.backed)) return null;
	if (strange === 'far' && home) return 'district';
	if (strange !== null || unknown) return 'unknown';
	return either || candidates.every((one) => one.alike) ? 'alike' : null;
}

function heaviest(candidates: readonly Candidate[]): Candidate[] {
	const best = Math.max(...candidates.map((one) => one.weight));
	return candidates.filter((one) => one.weight === best);
}

/** Behind a commune's name "Quảng Bình" may be the commune that it is now: then it is asked. Elsewhere it is the province. */
function isOutside(reading: Reading, candidates: readonly Candidate[]): boolean {
	const { foreign, either, strange, unknown, home, namesKind } = reading;
	if (foreign) return true;
	if (candidates.some((one) => one.backed)) return false;
	if (!either) return strange === 'far' && !home;
	return (
		strange !== null ||
		unknown ||
		(namesKind && !heaviest(candidates).some(({ carry }) => bare(carry.to.name) === either.name))
	);
}

/** A present commune that a former one of the same name became is one choice with it. */
const once = (choices: readonly Carry[]): Carry[] =>
	choices.filter(
		({ from, to }) =>
			from || !choices.some((one) => one.from && one.to.code === to.code && plain(one.from.name) === plain(to.name))
	);

/** Where an address lies now, of the communes, districts and provinces that are known. */
export function carryOver(address: string, register: Register): CarriedOver {
	const reading = readAddress(address, register);
	const candidates = candidatesOf(reading, register);
	if (isOutside(reading, candidates)) return { kind: 'outside' };
	if (candidates.length === 0) {
		const place = reading.districts.length > 0 || reading.home || reading.strange === 'near';
		return { kind: place && !reading.namesKind ? 'more' : 'none' };
	}
	const fitting = fittingOf(candidates);
	const why = doubtOf(candidates, reading);
	const choices = heaviest(fitting.length > 0 ? fitting : candidates.filter((one) => one.against)).map(
		(one) => one.carry
	);
	if (why) return { kind: 'ask', why, choices: once(choices) };
	if (new Set(choices.map((one) => one.to.code)).size === 1)
		return { kind: 'one', carry: choices.find((one) => one.from) ?? choices[0]! };
	const split = new Set(choices.map((one) => one.from?.oldCode)).size === 1;
	return { kind: 'ask', why: split ? 'split' : 'namesakes', choices: once(choices) };
}

/** Words by which an address names a commune: without one of them a hamlet could be taken for it. */
const NAMES_COMMUNE = /\b(xa|phuong|thi tran|huyen|thi xa|thanh pho)\b/;

/**
 * Whether an address lies in a commune (`code` of the public register): `here`, under its former name (`was-here`), `elsewhere` (another
 * commune, another province, or a district in which no such commune lay), or null when it names no commune that is known.
 */
export function liesIn(address: string, code: string, register: Register): 'here' | 'was-here' | 'elsewhere' | null {
	if (!NAMES_COMMUNE.test(plain(address))) return null;
	const found = carryOver(address, register);
	if (found.kind === 'outside' || (found.kind === 'ask' && found.why === 'district')) return 'elsewhere';
	if (found.kind !== 'one' && found.kind !== 'ask') return null;
	const choices = found.kind === 'one' ? [found.carry] : found.choices;
	const ours = choices.filter(({ to }) => to.code === code);
	if (ours.length === 0) return 'elsewhere';
	return ours.some(({ from, to }) => from === null || plain(from.name) === plain(to.name)) ? 'here' : 'was-here';
}
