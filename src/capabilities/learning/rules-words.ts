import type { Judgement, Spoken } from './frame-shape.ts';

/** What is written in three languages, in one of them. */
export const inLanguage = (said: Spoken, locale: keyof Spoken): string => said[locale];

const COUNTED = ['Một', 'Hai', 'Ba'];

/** What the voice of an item says: what is told, then what one may do, each by its place. */
export const spokenItem = ({ tells, choices }: Pick<Judgement, 'tells' | 'choices'>): string =>
	[tells.vi, 'Bác làm gì ạ?', ...choices.map(({ says }, n) => `${COUNTED[n]}: ${says.vi}.`)]
		.join(' ')
		.replaceAll('..', '.');
