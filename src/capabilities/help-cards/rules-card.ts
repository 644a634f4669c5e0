import { addDays } from '#kernel/day.ts';
import { FEWEST_STEPS, type Body, type Said, type Step } from './card-shape.ts';

/** So long a card stands after somebody tried it; then it asks to be tried again. */
export const TRIED_DAYS = 180;

export const isStale = (triedOn: string, today: string): boolean => addDays(triedOn, TRIED_DAYS) < today;

type Written = { version: number; madeBy: string };

/**
 * Whoever wrote any of what is new since it was last given to everybody does not give it: a second pair of eyes does. What was given before
 * and withdrawn since has been read by two already.
 */
export const mayGive = (versions: readonly Written[], given: number, version: number, who: string): boolean =>
	!versions.some((one) => one.version > given && one.version <= version && one.madeBy === who);

/** Why a version cannot be given to everybody yet; null where it can. */
export function lacks({ title, steps }: Pick<Body, 'title' | 'steps'>): 'card-title' | 'card-steps' | null {
	if (title.vi === '') return 'card-title';
	return steps.length < FEWEST_STEPS || steps.some(({ says }) => says.vi === '') ? 'card-steps' : null;
}

/** How many say that it looks otherwise whom nobody has looked after yet: what was seen when it was last tried is done. */
export const unseen = (others: number, seen: number): number => Math.max(0, others - seen);

/** A voice says the words for which it was brought: where these were changed, it is heard no more. */
export const voicesKept = (before: readonly Step[], after: readonly Step[]): Step[] =>
	after.map((step) =>
		before.some(({ voice, says }) => voice !== null && voice === step.voice && says.vi === step.says.vi)
			? step
			: { ...step, voice: null }
	);

/** In the reader’s language, or in Vietnamese where nobody wrote it: `lang` says in which it is. */
export function inOne(said: Said, locale: 'vi' | 'en' | 'hi'): { text: string; lang: 'vi' | 'en' | 'hi' } {
	const text = said[locale];
	return text ? { text, lang: locale } : { text: said.vi, lang: 'vi' };
}

/** The first sentence is what to do; the rest stands below it, quietly. */
export function inTwo(text: string): [string, string] {
	const [, first, rest] = /^(.+?[.?!।])\s+(.+)$/su.exec(text) ?? [];
	return first && rest ? [first, rest] : [text, ''];
}
