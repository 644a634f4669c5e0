import { plain, toned } from '#kernel/plain.ts';

/** A word of an address; `opens`: a comma or the like stands before it. */
export type Word = { plain: string; toned: string; opens: boolean };
type Span = { from: number; to: number };
/** What a word like xã, huyện, tỉnh, thôn says that a name is of. */
export type Kind = Span & { role: 'small' | 'commune' | 'district' | 'province'; said: string };
/** A known name that stands in an address, and the word of its kind before it. */
export type Mention = Span & { name: string; toned: string; marked: boolean; kind: Kind | null };

const ROLES: Record<Kind['role'], string> = {
	small:
		'thôn, xóm, bản, làng, khu, tổ, số, ngõ, ngách, hẻm, đường, phố, đội, ấp, cụm, chợ, quốc lộ, tỉnh lộ, huyện lộ, tiểu khu, khu phố',
	commune: 'xã, phường, thị trấn, x, p, tt',
	district: 'huyện, thị xã, thành phố, quận, h, tx, tp, q',
	province: 'tỉnh'
};
const SHORT: Record<string, string> = {
	x: 'xa',
	p: 'phuong',
	tt: 'thi tran',
	h: 'huyen',
	tx: 'thi xa',
	tp: 'thanh pho',
	q: 'quan'
};

const KINDS = new Map(
	Object.entries(ROLES).flatMap(([role, words]) =>
		words.split(', ').map((word) => [plain(word), { role: role as Kind['role'], toned: toned(word) }] as const)
	)
);

/** The name without the word of its kind. */
export const bare = (name: string): string =>
	plain(name).replace(/^(xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho|tinh) /, '');

/** The name with its marks and without the word of its kind. */
export const tonedName = (name: string): string =>
	toned(name).split(' ').slice(-bare(name).split(' ').length).join(' ');

export function wordsOf(address: string): Word[] {
	let [end, before] = [0, ''];
	return [...address.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => {
		const gap = address.slice(end, match.index).trim();
		const opens = match.index === 0 || (/[^:"'“”‘’]/u.test(gap) && !(gap === '.' && before in SHORT));
		end = match.index + match[0].length;
		before = plain(match[0]);
		return { plain: before, toned: toned(match[0]), opens };
	});
}

export const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

const joined = (words: readonly Word[], key: 'plain' | 'toned'): string => words.map((word) => word[key]).join(' ');

/** With its marks typed, Quận is a kind and Quan is none; without, "quan" is left to the names (Quan Hóa, Quan Sơn). */
function kindAt(words: readonly Word[], from: number): Kind | null {
	for (const length of [2, 1]) {
		const some = words.slice(from, from + length);
		const said = joined(some, 'plain');
		const kind = KINDS.get(said);
		const marks = joined(some, 'toned');
		const sure = marks === kind?.toned || (marks === said && said !== 'quan');
		if (kind && sure && some.length === length && !some.slice(1).some((word) => word.opens))
			return { from, to: from + length, role: kind.role, said: SHORT[said] ?? said };
	}
	return null;
}

function kindsIn(words: readonly Word[]): Kind[] {
	const kinds: Kind[] = [];
	for (let at = 0; at < words.length; at++) {
		const kind = kindAt(words, at);
		if (!kind) continue;
		kinds.push(kind);
		at = kind.to - 1;
	}
	return kinds;
}

const LONGEST_NAME = 4;

function namesIn(words: readonly Word[], known: (name: string) => boolean): Omit<Mention, 'kind'>[] {
	const found = words.flatMap((_, from) =>
		Array.from({ length: LONGEST_NAME }, (_none, n) => words.slice(from, from + n + 1))
			.filter((some, n) => some.length === n + 1 && !some.slice(1).some((word) => word.opens))
			.map((some) => ({ from, to: from + some.length, name: joined(some, 'plain'), toned: joined(some, 'toned') }))
			.filter(({ name }) => known(name))
			.map((one) => ({ ...one, marked: one.toned !== one.name }))
	);
	return found.filter((one) => !found.some((other) => other !== one && other.from <= one.from && other.to >= one.to));
}

/** The words of kinds and the known names in an address. A word of a kind within a name (Nga Phượng, Lang Chánh) is none. */
export function mentionsIn(
	words: readonly Word[],
	known: (name: string) => boolean
): { kinds: Kind[]; mentions: Mention[] } {
	const said = kindsIn(words);
	const names = namesIn(words, known).filter(
		(one) => !said.some((kind) => kind.to - kind.from > 1 && overlap(kind, one))
	);
	const kinds = said.filter((kind) => kind.to < words.length && !names.some((one) => overlap(one, kind)));
	const mentions = names.map((one) => ({ ...one, kind: kinds.find((kind) => kind.to === one.from) ?? null }));
	return { kinds, mentions: mentions.filter((one) => !hidden(one, mentions)) };
}

/** A chance name: across one whose kind is said ("xã Tân Thọ Xuân …"), or across two that follow one another ("hà trung hà trung"). */
function hidden(one: Mention, all: readonly Mention[]): boolean {
	if (one.kind) return false;
	const others = all.filter((other) => other !== one && overlap(other, one));
	if (others.some(({ kind }) => kind !== null && kind.role !== 'small')) return true;
	return others.some(
		(first) => first.from < one.from && others.some((next) => next.from === first.to && next.to > one.to)
	);
}
