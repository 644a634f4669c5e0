import type { Question } from '#capabilities/procedures/answers.ts';
import { maskNumber, maskPhone } from '#capabilities/residents/rules-id-number.ts';
import { readBack } from '#capabilities/procedures/forms/read-back.ts';
import { spokenPart, type Locale } from '#design/spoken.ts';
import { m } from '#words';

/** An answer in the reader's words. `masked` hides numbers on the guide's side panel, which stands open to the room. */
export function shown(question: Question, value: string, locale: 'vi' | 'en' | 'hi', masked = false): string {
	if (value === '') return '–';
	if (question.kind === 'date') return value.split('-').reverse().join('/');
	if (question.kind === 'yes-no') return value === 'yes' ? m['common.yes']() : m['common.no']();
	if (masked && question.kind === 'id-number') return maskNumber(value);
	if (masked && question.kind === 'phone') return maskPhone(value);
	return question.choices?.find((choice) => choice.value === value)?.words[locale] ?? value;
}

/** What an answer is called when it is read back; a question without a word of its own is asked again. */
export const calledBack = (question: Question, locale: Locale): string =>
	(readBack[question.id]?.called ?? question.ask)[locale];

/** An answer as a sentence to be said yes to: days are said, and nothing stands there as a bare number. */
export function readAnswer(question: Question, value: string, locale: Locale): string {
	if (question.kind === 'date' && value !== '') return spokenPart(value, locale);
	const says = readBack[question.id]?.says;
	const said = says?.[value] ?? (value === '' ? undefined : says?.['*']);
	return said?.[locale].replace('{answer}', shown(question, value, locale)) ?? shown(question, value, locale);
}

/** The given name stands last in a Vietnamese name. */
export const givenName = (name: string): string => name.split(' ').at(-1) ?? name;
