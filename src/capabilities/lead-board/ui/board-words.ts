import { clock } from '#design/clock.ts';
import { spokenDay, type Locale } from '#design/spoken.ts';
import { dayOf } from '#kernel/day.ts';
import { m } from '#words';
import { word, findWord } from '#words/word.ts';
import type { UncountedWhy } from '../rules-board.ts';
import { stateOf, type PatternKind, type PatternReason } from '../rules-patterns.ts';

type Pattern = {
	kind: PatternKind;
	visits: number;
	minutes: number;
	fromAt: Date;
	answeredAt: Date | null;
	verdict: 'stands' | 'not-counted' | null;
};

/** What looks odd, as a fact: "18 lượt ghi trong 6 phút, lúc 21:40". */
export const oddWords = ({ kind, visits, minutes, fromAt }: Pattern): string =>
	findWord(`lead-board.odd-${kind}`, { visits, minutes, time: clock(fromAt) }) ?? kind;

/** How a question stands, with the sign that goes with it. */
export function stateWords(pattern: Pattern): { words: string; kind: 'waiting' | 'info' | 'done' | 'plain' } {
	const state = stateOf(pattern);
	const kinds = { asked: 'waiting', answered: 'info', stands: 'done', 'not-counted': 'plain' } as const;
	return { words: word(`lead-board.state-${state}`), kind: kinds[state] };
}

export const reasonWords = (why: PatternReason): string => word(`lead-board.reason-${why}`);
export const whyWords = (why: UncountedWhy): string => word(`lead-board.why-${why}`);

/** A moment: its time today, its day and time before. */
export const whenWords = (at: Date, now: Date, locale: Locale): string =>
	dayOf(at) === dayOf(now) ? clock(at) : `${spokenDay(dayOf(at), locale)}, ${clock(at)}`;

/** The hamlet of a row; of some none is known. */
export const hamletWords = (name: string | null): string => name ?? m['lead-board.hamlet-unknown']();
