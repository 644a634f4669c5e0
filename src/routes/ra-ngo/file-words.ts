import type { Problem, Question, Words } from '#capabilities/procedures/answers.ts';
import { m } from 'virtual:app-words';
import { getLocale } from '#words/runtime.js';

// A file that is written at a table, in words.

type Slots = Record<string, string | number>;
/** Each fills its sentence from what the rule says with it. */
const problems: Record<Problem, (slots: never) => string> = {
	empty: m['procedures.problem-empty'],
	'too-long': m['procedures.problem-too-long'],
	'not-a-choice': m['procedures.problem-not-a-choice'],
	'not-a-number': m['procedures.problem-not-a-number'],
	'too-small': m['procedures.problem-too-small'],
	'too-large': m['procedures.problem-too-large'],
	'phone-digits': m['procedures.problem-phone-digits'],
	'id-digits': m['procedures.problem-id-digits'],
	'name-signs': m['procedures.problem-name-signs'],
	'no-letter': m['procedures.problem-no-letter'],
	year: m['procedures.problem-year'],
	month: m['procedures.problem-month'],
	day: m['procedures.problem-day'],
	'no-such-day': m['procedures.problem-no-such-day'],
	'in-future': m['procedures.problem-in-future'],
	'year-early': m['procedures.problem-year-early'],
	'not-before': m['procedures.problem-not-before'],
	'no-such-group': m['procedures.problem-no-such-group']
};
export const problemWords = (problem: Problem, slots: Slots = {}): string => problems[problem](slots as never);

export const inWords = (words: Words): string => words[getLocale()];

export const basisWords = {
	guardian: m['cases.basis-guardian'],
	family: m['cases.basis-family'],
	authorised: m['cases.basis-authorised']
} as const;

export const handWords: Record<string, () => string> = {
	resident: m['field.file-by-resident'],
	guide: m['field.file-by-guide'],
	register: m['field.file-by-register'],
	card: m['field.file-by-card'],
	said: m['field.file-by-said']
};

export const paperWords = {
	seen: m['field.file-seen'],
	'not-needed': m['field.file-not-needed'],
	missing: m['field.file-missing']
} as const;

/** What can be chosen: yes and no too. */
export const choicesOf = (question: Question): { value: string; words: string }[] =>
	question.kind === 'yes-no'
		? [
				{ value: 'yes', words: m['common.yes']() },
				{ value: 'no', words: m['common.no']() }
			]
		: (question.choices ?? []).map(({ value, words }) => ({ value, words: inWords(words) }));

/** An answer as it is read aloud. */
export function answerWords(question: Question, value: string | undefined): string {
	if (value === undefined) return m['field.file-open']();
	if (value === '') return m['field.file-empty']();
	if (question.kind === 'date') return value.split('-').map(Number).reverse().join('/');
	return choicesOf(question).find((one) => one.value === value)?.words ?? value;
}
