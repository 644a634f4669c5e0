import type { Spoken } from './frame-shape.ts';

/** What is written in three languages, in one of them. */
export const inLanguage = (said: Spoken, locale: keyof Spoken): string => said[locale];
