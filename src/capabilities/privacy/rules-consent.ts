import type { Answered } from './answers.ts';

/** What goes beyond a file and is asked for one by one. */
export const purposes = [
	'follow-up-call',
	'photo-of-card',
	'campaign-visit',
	'campaign-call',
	'notices',
	'refreshers'
] as const;
export type ConsentPurpose = (typeof purposes)[number];

/** The purposes for which somebody is called: each has a phone list. */
export const callPurposes = ['follow-up-call', 'campaign-call'] as const;
export type CallPurpose = (typeof callPurposes)[number];

/**
 * How an answer stands under the words of today: a yes to words that have changed since is asked for again, a no stays a no.
 * Silence is no consent (Luật 91/2025/QH15, art. 9).
 */
export function consentState(
	last: Pick<Answered, 'answer' | 'version'> | null,
	current: number
): 'given' | 'refused' | 'withdrawn' | 'ask-again' | 'not-asked' {
	if (last === null) return 'not-asked';
	if (last.answer === 'given') return last.version === current ? 'given' : 'ask-again';
	return last.answer === 'refused' ? 'refused' : 'withdrawn';
}
