import * as v from 'valibot';
import { plainWords, sha256, whole, wordsOrNone } from '#kernel/shapes.ts';
import { systems, type System } from '#capabilities/support/rules-systems.ts';
import { pictures } from './pictures.ts';

// What a card is: how something is done on a machine, one picture and one or two sentences a step.

export const devices = ['touch-phone', 'apple-phone', 'key-phone', 'computer', 'any'] as const;
export type Device = (typeof devices)[number];

/** So many steps a card has at most, and at least before anybody is given it. */
export const MOST_STEPS = 8;
export const FEWEST_STEPS = 2;
export const languages = ['vi', 'en', 'hi'] as const;

/** Vietnamese is what a card is written in; another language stands beside it where somebody wrote it. */
const words = (most: number) => v.object({ vi: plainWords(most), en: wordsOrNone(most), hi: wordsOrNone(most) });

/** One of the house’s own pictures by its name, or one that somebody brought, by its hash. */
const Picture = v.union([v.picklist(pictures), sha256], 'card-picture');

export const Step = v.object({ says: words(160), picture: Picture, voice: v.nullable(sha256) });
export type Step = v.InferOutput<typeof Step>;

/** Whether a picture is one that somebody brought. */
export const isBrought = (picture: string): boolean => /^[0-9a-f]{64}$/.test(picture);

/** The files that steps name. */
export const filesOf = (steps: readonly Step[]): string[] => [
	...new Set(steps.flatMap(({ picture, voice }) => [picture, voice ?? ''].filter(isBrought)))
];

/** What is written on a card; a draft may lack what it needs before it is given to anybody. */
export const Body = v.object({
	title: words(60),
	picture: v.picklist(pictures, 'card-picture'),
	system: v.picklist(systems, 'support-system'),
	device: v.picklist(devices, 'card-device'),
	steps: v.pipe(v.array(Step), v.maxLength(MOST_STEPS, 'card-steps-many'))
});
export type Body = v.InferOutput<typeof Body>;
export type Said = Body['title'];

/** A card of the house: the same, whole, in three languages and with the day on which it was written. */
const all = (most: number) =>
	v.object({
		vi: v.pipe(plainWords(most), v.nonEmpty()),
		en: v.pipe(plainWords(most), v.nonEmpty()),
		hi: v.pipe(plainWords(most), v.nonEmpty())
	});
export const HouseCard = v.object({
	id: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/)),
	version: v.pipe(whole, v.minValue(1)),
	written: v.pipe(v.string(), v.isoDate()),
	title: all(60),
	picture: v.picklist(pictures),
	system: v.picklist(systems),
	device: v.picklist(devices),
	steps: v.pipe(
		v.array(v.object({ says: all(160), picture: v.picklist(pictures) })),
		v.minLength(FEWEST_STEPS),
		v.maxLength(MOST_STEPS)
	)
});
export type HouseCard = v.InferOutput<typeof HouseCard>;

/** On which machine something usually happens; whoever writes the card chooses another. */
export const deviceOf = (system: System): Device =>
	system === 'phone' || system === 'message'
		? 'touch-phone'
		: system === 'computer' || system === 'printer'
			? 'computer'
			: 'any';
