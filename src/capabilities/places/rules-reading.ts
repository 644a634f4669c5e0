import { mentionsIn, tonedName, wordsOf, type Kind, type Mention, type Word } from './rules-address-words.ts';
import { isOff, nameOf, type Register } from './rules-register.ts';
import type { Carry } from './answers.ts';

/**
 * What an address says. `foreign`: a province that is not ours; `either`: a name that one of these has and a commune of ours too;
 * `strange`: a word like huyện with a name that is no district of ours (`near`: but for a letter); `unknown`: words behind the commune
 * that stand where a district does and name none.
 */
export type Reading = {
	communes: { mention: Mention; carries: Carry[] }[];
	districts: Mention[];
	home: boolean;
	foreign: boolean;
	either: Mention | null;
	strange: 'far' | 'near' | null;
	unknown: boolean;
	/** Whether it says xã, phường or thị trấn. */
	namesKind: boolean;
	/** Whether it was typed with marks at all. */
	marked: boolean;
};

const known =
	({ communes, districts, provinces }: Register) =>
	(name: string): boolean =>
		communes.has(name) || districts.has(name) || provinces.has(name);

/** The index behind the last word that says something: no country, no postal code. */
function tailOf(words: readonly Word[]): number {
	let end = words.length;
	while (end > 0 && /^(\d+|vn|vietnam)$/.test(words[end - 1]!.plain)) end--;
	return words[end - 2]?.plain === 'viet' && words[end - 1]?.plain === 'nam' ? end - 2 : end;
}

/** The communes that a name may mean. Marks that are those of a district or a province, and of no commune, name no commune. */
function communesOf(mention: Mention, register: Register): Carry[] {
	const all = register.communes.get(mention.name) ?? [];
	const role = mention.kind?.role ?? 'small';
	if (role === 'district' || role === 'province') return [];
	const alone = !register.districts.has(mention.name) && !register.provinces.has(mention.name);
	if (role === 'commune' || alone) return all;
	return all.filter((carry) => !isOff(mention, tonedName(nameOf(carry))));
}

const isCommuneByMarks = (mention: Mention, register: Register): boolean =>
	(register.communes.get(mention.name) ?? []).some(
		(carry) => mention.marked && mention.toned === tonedName(nameOf(carry))
	);

function namesDistrict(mention: Mention, mentions: readonly Mention[], register: Register): boolean {
	const { kind, name, from } = mention;
	const marks = register.districts.get(name);
	if (marks === undefined || (kind && kind.role !== 'district')) return false;
	if (kind) return true;
	if (isOff(mention, marks) && isCommuneByMarks(mention, register)) return false;
	return !register.provinces.get(name)?.home || mentions.some((one) => one.name === name && one.from > from);
}

function provinceIn(mention: Mention, register: Register): 'home' | 'foreign' | null {
	const province = register.provinces.get(mention.name);
	if (!province || mention.kind?.role === 'commune' || mention.kind?.role === 'small') return null;
	if (province.home) {
		const commune = isOff(mention, ...province.marks) && isCommuneByMarks(mention, register);
		return mention.kind?.role === 'district' || (!mention.kind && commune) ? null : 'home';
	}
	if (mention.kind) return mention.kind.role === 'province' || mention.kind.said === 'thanh pho' ? 'foreign' : null;
	return isOff(mention, ...province.marks) ? null : 'foreign';
}

/** Without a word of its kind a province stands at the end, and not within the name of a hamlet or a street (thôn Hòa Bình). */
function closes(
	mention: Mention,
	words: readonly Word[],
	kinds: readonly Kind[],
	communes: readonly Mention[]
): boolean {
	if (mention.kind) return true;
	if (mention.to !== tailOf(words)) return false;
	const part = words.findLastIndex((word, at) => word.opens && at <= mention.from);
	const small = kinds.some((kind) => kind.role === 'small' && kind.from === part);
	return !small || communes.some((one) => one.from >= part && one.to <= mention.from);
}

/** Whether two plain words differ by one letter: changed, left out or added. */
function nearly(one: string, other: string): boolean {
	let [start, end] = [0, 0];
	const shorter = Math.min(one.length, other.length);
	while (start < shorter && one[start] === other[start]) start++;
	while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
	return Math.max(one.length, other.length) - start - end <= 1;
}

/** No name behind huyện or tỉnh: tỉnh lộ 4, huyện cũ, TP TH. Nor is one word behind one letter: Q.Xương is a district's short name. */
const NO_NAME = /^(lo|uy|doi|ly|cu|moi|\d.*|[^aeiouy]+)$/;

/** The words of a run that no comma, no word of a kind and no known name breaks. */
function runFrom(at: number, words: readonly Word[], taken: readonly { from: number; to: number }[]): Word[] {
	const end = words.findIndex(
		(word, n) => n >= at && ((n > at && word.opens) || taken.some((one) => one.from <= n && n < one.to))
	);
	return words.slice(at, end === -1 ? words.length : end);
}

type Said = { words: readonly Word[]; kinds: readonly Kind[]; mentions: readonly Mention[] };

function strangeIn({ words, kinds, mentions }: Said, register: Register): Reading['strange'] {
	const places = [
		...register.districts.keys(),
		...[...register.provinces].filter(([, one]) => one.home).map(([name]) => name)
	];
	const found = kinds.map((kind) => {
		const mention = mentions.find((one) => one.kind === kind);
		const ours = mention && (register.districts.has(mention.name) || provinceIn(mention, register) !== null);
		if ((kind.role !== 'district' && kind.role !== 'province') || ours) return null;
		const run = mention ? words.slice(mention.from, mention.to) : runFrom(kind.to, words, [...kinds, ...mentions]);
		if (!run[0] || run[0].opens || NO_NAME.test(run[0].plain)) return null;
		if (run.length === 1 && words[kind.from]?.plain.length === 1) return null;
		const said = (length: number): string =>
			run
				.slice(0, length)
				.map((word) => word.plain)
				.join(' ');
		return places.some((name) => nearly(said(name.split(' ').length), name)) ? 'near' : 'far';
	});
	return found.find((one) => one === 'far') ?? found.find((one) => one === 'near') ?? null;
}

const NO_PLACE = /^(nay|truoc|cu|gan|canh|sau|nha)$/;

/** Words behind the commune that could be a district: two to four, none shortened to a letter, and no hamlet or street. */
function unknownIn(
	{ words, kinds, mentions }: Said,
	communes: readonly Mention[],
	places: readonly Mention[]
): boolean {
	const sure = communes.filter((one) => one.kind?.role === 'commune');
	const meant = sure.length > 0 ? sure : communes;
	const taken = [...kinds, ...meant, ...places, ...mentions.filter((one) => one.kind !== null)];
	const end = tailOf(words);
	const last = Math.max(...meant.map((one) => one.to));
	return words.some((word, at) => {
		if (at < last || at >= end) return false;
		const starts = word.opens || taken.some((one) => one.to === at && !kinds.some((kind) => kind === one));
		if (!starts || taken.some((one) => one.from <= at && at < one.to) || NO_PLACE.test(word.plain)) return false;
		const run = runFrom(at, words.slice(0, end), taken);
		return run.length >= 2 && run.length <= 4 && run.every((one) => /^\p{L}{2,}$/u.test(one.plain));
	});
}

export function readAddress(address: string, register: Register): Reading {
	const words = wordsOf(address);
	const { kinds, mentions } = mentionsIn(words, known(register));
	const roles = mentions.map((mention) => ({ mention, carries: communesOf(mention, register) }));
	const spans = roles.filter(({ carries }) => carries.length > 0).map(({ mention }) => mention);
	const provinces = mentions.filter((one) => provinceIn(one, register) && closes(one, words, kinds, spans));
	const foreign = provinces.filter((one) => provinceIn(one, register) === 'foreign');
	const either = foreign.find((one) => one.kind === null && register.communes.has(one.name)) ?? null;
	const districts = mentions.filter((one) => namesDistrict(one, mentions, register));
	const said = { words, kinds, mentions };
	return {
		communes: roles.filter(({ carries }) => carries.length > 0),
		districts,
		home: provinces.some((one) => provinceIn(one, register) === 'home'),
		foreign: foreign.some((one) => one !== either),
		either,
		strange: strangeIn(said, register),
		unknown: unknownIn(said, spans, [...districts, ...provinces]),
		namesKind: kinds.some(({ role }) => role === 'commune'),
		marked: words.some((word) => word.toned !== word.plain)
	};
}
