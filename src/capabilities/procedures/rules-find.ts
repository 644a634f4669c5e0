import type { LifeEvent, TargetGroup } from './catalogue.ts';
import type { Procedure } from './answers.ts';
import { slips, untyped, wordsOf } from './rules-words.ts';

/** Why a result was found: what matched, in the words of the catalogue. */
type Why = { kind: 'code' | 'name' | 'everyday' | 'event' | 'group'; matched: string };
export type Found = { code: string; score: number; why: Why };
type Wanted = { query?: string | undefined; event?: LifeEvent | undefined; group?: TargetGroup | undefined };

type Phrase = { text: string; words: string[]; joined: string; kind: 'name' | 'everyday'; official: boolean };
type Entry = { procedure: Procedure; phrases: Phrase[]; all: Set<string> };
export type FindIndex = { entries: Entry[]; weights: Map<string, number> };
/** One word as asked, and the catalogue's words that it may stand for, each with how near it is (0–1). */
type Asked = { said: string; weight: number; near: Map<string, number> };

// Said by everybody about everything: they hardly tell one procedure from another.
const FILLERS = new Set('cho cua toi minh muon hoi ve viec thi nao dau duoc oi nhe bi thu tuc xin lam can'.split(' '));
// The short forms that are written on papers and walls.
const SHORT_FORMS: Record<string, string> = {
	cccd: 'can cuoc',
	cmnd: 'can cuoc',
	cmt: 'can cuoc',
	bhyt: 'bao hiem y te',
	gks: 'giay khai sinh',
	gplx: 'giay phep lai xe',
	hkd: 'ho kinh doanh',
	sanh: 'sinh'
};
const FEWEST = 0.5; // of the query's weight must be found
const EXACT = 1.4; // a whole everyday phrase, word for word
const LEAST = 0.5; // below it a result would be a guess
/** From here on a result is what was meant; below it only the nearest there is, and said so. */
export const MEANT = 0.8;
const NEAR_TOP = 0.6; // of the best score: the rest only distracts
const MOST = 8;

const phrase = (text: string, kind: Phrase['kind'], official = false): Phrase => {
	const words = wordsOf(text);
	return { text, words, joined: words.join(' '), kind, official };
};

/** Prepares procedures for finding: the words of every name and everyday phrase, and how telling each word is. */
export function findIndex(procedures: readonly Procedure[]): FindIndex {
	const entries = procedures.map((procedure): Entry => {
		const { plain, shortName } = procedure;
		const phrases = [
			phrase(procedure.officialName, 'name', true),
			phrase(shortName.vi, 'name'),
			...[plain.vi, plain.en, plain.hi, shortName.en, shortName.hi].map((text) => phrase(text, 'everyday')),
			...procedure.keywords.map((text) => phrase(text, 'everyday'))
		];
		return { procedure, phrases, all: new Set(phrases.flatMap(({ words }) => words)) };
	});
	const weights = new Map<string, number>();
	for (const word of new Set(entries.flatMap(({ all }) => [...all]))) {
		const holders = entries.filter(({ all }) => all.has(word)).length;
		const weight = Math.log(1 + entries.length / holders);
		weights.set(word, FILLERS.has(word) ? weight * 0.2 : weight);
	}
	return { entries, weights };
}

/**
 * Procedures for what was typed, tapped or both, best first. Diacritics and capitals change nothing; slips of the
 * finger and Telex left-overs are forgiven where a word is not known as it stands. An empty wish finds nothing.
 */
export function find(index: FindIndex, wanted: Wanted): Found[] {
	const open = index.entries.filter(
		({ procedure }) =>
			(!wanted.event || procedure.lifeEvents.includes(wanted.event)) &&
			(!wanted.group || procedure.targetGroups.includes(wanted.group))
	);
	if (wanted.query?.trim()) return byWords(index, open, wanted.query);
	if (wanted.event) return byEvent(open, wanted.event);
	if (wanted.group) return open.map((entry) => listed(entry, { kind: 'group', matched: wanted.group! }));
	return [];
}

const listed = ({ procedure }: Entry, why: Why): Found => ({ code: procedure.code, score: 1, why });

/** First those for which the event is the main one. */
function byEvent(entries: readonly Entry[], event: LifeEvent): Found[] {
	const rank = ({ procedure }: Entry) => procedure.lifeEvents.indexOf(event);
	return entries.toSorted((a, b) => rank(a) - rank(b)).map((entry) => listed(entry, { kind: 'event', matched: event }));
}

function byWords(index: FindIndex, entries: readonly Entry[], typed: string): Found[] {
	const words = wordsOf(typed).flatMap((word) => SHORT_FORMS[word]?.split(' ') ?? [word]);
	const code = words.find((word) => /^\d\.\d{6}$/.test(word));
	const byCode = code && entries.find(({ procedure }) => procedure.code === code);
	if (byCode) return [listed(byCode, { kind: 'code', matched: code })];
	const asked = words.flatMap((word) => understand(index, word));
	const query = asked.map(({ said }) => said).join(' ');
	const found = entries.map((entry) => score(index, entry, asked, query)).filter((result) => result.score > LEAST);
	found.sort((a, b) => b.score - a.score);
	const least = Math.min(found[0]?.score ?? 0, EXACT) * NEAR_TOP;
	return found.filter((result) => result.score >= least).slice(0, MOST);
}

/** A word not known at all still weighs, so that a query about something else finds nothing. */
function understand(index: FindIndex, word: string): Asked[] {
	const weightOf = (known: string) => index.weights.get(known)!;
	const whole = (known: string): Asked => ({ said: known, weight: weightOf(known), near: new Map([[known, 1]]) });
	if (index.weights.has(word)) return [whole(word)];
	const meant = untyped(word);
	if (index.weights.has(meant)) return [whole(meant)];
	const split = splitJoined(index, meant) ?? splitJoined(index, word);
	if (split) return split.map(whole);
	const near = new Map<string, number>();
	for (const known of index.weights.keys()) {
		const most = forgiven(meant, known);
		const far = Math.min(slips(meant, known, most), slips(word, known, most));
		if (far > 0 && far <= most && !/\d/.test(known)) near.set(known, 0.85 - 0.2 * far);
	}
	const heaviest = Math.max(0, ...[...near.keys()].map(weightOf));
	const weight = near.size > 0 ? heaviest : Math.log(1 + index.entries.length);
	const [nearest] = [...near].sort((a, b) => b[1] - a[1] || weightOf(b[0]) - weightOf(a[0]));
	return [{ said: nearest?.[0] ?? word, weight, near }];
}

/** How many slips are forgiven. Vietnamese syllables are short: three letters forgive one, and not in the first. */
function forgiven(typed: string, known: string): number {
	const shorter = Math.min(known.length, typed.length);
	if (shorter < 3 || Math.max(known.length, typed.length) < 4) return 0;
	if (shorter < 4) return known[0] === typed[0] ? 1 : 0;
	return shorter < 6 ? 1 : 2;
}

/** "khaisinh" → khai, sinh: words written without a space, longest first. */
function splitJoined(index: FindIndex, word: string): string[] | undefined {
	if (word.length < 5) return undefined;
	for (let cut = word.length - 2; cut >= 2; cut--) {
		const head = word.slice(0, cut);
		const tail = word.slice(cut);
		if (!index.weights.has(head)) continue;
		const rest = index.weights.has(tail) ? [tail] : splitJoined(index, tail);
		if (rest) return [head, ...rest];
	}
	return undefined;
}

/** How much of the query the words of one text hold, by weight (0–1). */
function coverage(asked: readonly Asked[], words: ReadonlySet<string>): number {
	let held = 0;
	let all = 0;
	for (const { weight, near } of asked) {
		all += weight;
		let best = 0;
		for (const [word, nearness] of near) if (words.has(word)) best = Math.max(best, nearness);
		held += weight * best;
	}
	return all > 0 ? held / all : 0;
}

/** Best phrase first: a short phrase wholly meant beats a long name that happens to hold the words. */
function score(index: FindIndex, entry: Entry, asked: readonly Asked[], query: string): Found {
	const total = coverage(asked, entry.all);
	const nothing: Found = { code: entry.procedure.code, score: 0, why: { kind: 'everyday', matched: '' } };
	if (total < FEWEST) return nothing;
	const meant = new Set(asked.flatMap(({ near }) => [...near.keys()]));
	let best = nothing;
	for (const candidate of entry.phrases) {
		const value = phraseScore(index, candidate, asked, meant, query) + 0.15 * total;
		if (value > best.score) {
			best = { ...best, score: value, why: { kind: candidate.kind, matched: candidate.text } };
		}
	}
	return best;
}

function phraseScore(
	index: FindIndex,
	candidate: Phrase,
	asked: readonly Asked[],
	meant: ReadonlySet<string>,
	query: string
): number {
	if (candidate.joined === query) return candidate.official ? 10 : EXACT;
	const covered = coverage(asked, new Set(candidate.words));
	if (covered === 0) return 0;
	const weights = candidate.words.map((word) => index.weights.get(word)!);
	const whole = weights.reduce((sum, weight) => sum + weight, 0);
	const used = candidate.words.reduce((sum, word, at) => sum + (meant.has(word) ? weights[at]! : 0), 0);
	const inOrder = ` ${candidate.joined} `.includes(` ${query} `) ? 0.15 : 0;
	return covered * (0.55 + 0.45 * (used / whole)) + inOrder;
}
