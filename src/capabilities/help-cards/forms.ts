import * as v from 'valibot';
import { Body, languages, MOST_STEPS } from './card-shape.ts';

// Forms of this room that look otherwise than what their commands take.

type Fields = Readonly<Record<string, string>>;

const saidIn = (fields: Fields, name: string) => ({
	vi: fields[`${name}-vi`] ?? '',
	en: fields[`${name}-en`]?.trim() || null,
	hi: fields[`${name}-hi`]?.trim() || null
});
const isWritten = (fields: Fields, name: string): boolean =>
	languages.some((language) => fields[`${name}-${language}`]?.trim());

/** The name of the boxes of a step. */
export const stepBox = (n: number): string => `step-${n}`;

/** A card as its boxes say it: a step without a word is none. */
export const CardForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields) => ({
		title: saidIn(fields, 'title'),
		steps: Array.from({ length: MOST_STEPS }, (_, n) => stepBox(n + 1))
			.filter((name) => isWritten(fields, name))
			.map((name) => ({
				says: saidIn(fields, name),
				picture: fields[`${name}-picture`] ?? '',
				voice: fields[`${name}-voice`] || null
			}))
	})),
	v.object({ title: Body.entries.title, steps: Body.entries.steps })
);
