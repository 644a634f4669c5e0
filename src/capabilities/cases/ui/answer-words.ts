import type { Question } from '#capabilities/procedures/answers.ts';
import { maskNumber, maskPhone } from '#capabilities/residents/rules-id-number.ts';
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

/** The given name stands last in a Vietnamese name. */
export const givenName = (name: string): string => name.split(' ').at(-1) ?? name;
