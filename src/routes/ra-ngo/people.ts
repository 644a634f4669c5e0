import type { TakenPerson, Text } from '#capabilities/field/taken.ts';
import { m } from 'virtual:app-words';
import type { SignName } from '#design/signs-field.ts';

// What of somebody behind a door is shown, in words.

type Words = () => string;

/** How to help somebody, never why. */
export const helps = {
	'speak-slowly': [m['residents.need-speak-slowly'], 'ear'],
	'big-print': [m['residents.need-big-print'], 'big'],
	'read-aloud': [m['residents.need-read-aloud'], 'ear'],
	companion: [m['residents.need-companion'], 'elder'],
	'sign-help': [m['residents.need-sign-help'], 'hand'],
	'home-visit': [m['residents.need-home-visit'], 'home']
} as const satisfies Record<string, readonly [Words, SignName]>;
export type Help = keyof typeof helps;
export const helpOf = (need: string): readonly [Words, SignName] | undefined =>
	(helps as Record<string, readonly [Words, SignName]>)[need];

/** What is asked at a door, in the order in which it is, and the words that this app carries for it, by their name at the house. */
export const asks = {
	'campaign-visit': {
		title: m['field.ask-campaign-visit'],
		texts: { 'ask-campaign-visit': m['privacy.ask-campaign-visit'] }
	},
	'campaign-call': {
		title: m['field.ask-campaign-call'],
		texts: { 'ask-campaign-call': m['privacy.ask-campaign-call'] }
	},
	'follow-up-call': {
		title: m['field.ask-follow-up-call'],
		texts: { 'ask-follow-up-call': m['privacy.ask-follow-up-call'] }
	}
} satisfies Record<string, { title: Words; texts: Record<string, Words> }>;
export type Purpose = keyof typeof asks;
export const purposes = Object.keys(asks) as Purpose[];

/** The words that are read aloud; null where this app does not carry those in force: it is older than they are. */
export function textOf(purpose: Purpose, texts: readonly Text[]): { version: number; say: Words } | null {
	const text = texts.find((one) => one.purpose === purpose);
	const carried: Record<string, Words> = asks[purpose].texts;
	const say = text && carried[text.words];
	return text && say ? { version: text.version, say } : null;
}

/** How the last answer stands under the words of today: a yes to other words is asked for again. */
export type Stands = 'given' | 'refused' | 'withdrawn' | 'ask-again' | 'not-asked';
export function standsOf(
	{ consents, versions }: Pick<TakenPerson, 'consents' | 'versions'>,
	purpose: Purpose,
	texts: readonly Text[]
): Stands {
	const [answer] = consents[purpose] ?? [];
	if (answer === undefined) return 'not-asked';
	if (answer !== 'given') return answer === 'refused' ? 'refused' : 'withdrawn';
	return versions[purpose] === texts.find((one) => one.purpose === purpose)?.version ? 'given' : 'ask-again';
}
export const standWords: Record<Stands, Words> = {
	given: m['field.stands-given'],
	refused: m['field.stands-refused'],
	withdrawn: m['field.stands-withdrawn'],
	'ask-again': m['field.stands-ask-again'],
	'not-asked': m['field.stands-not-asked']
};

/** Somebody younger is written down beside a grown one. */
const GROWN = 14;
export const ageIn = (person: Pick<TakenPerson, 'year'>, day: string): number | null =>
	person.year === null ? null : Number(day.slice(0, 4)) - person.year;
export const isChild = (person: Pick<TakenPerson, 'year'>, day: string): boolean =>
	(ageIn(person, day) ?? GROWN) < GROWN;
/** What they are called at this door; somebody who wants no name has none. */
export const nameOf = (person: Pick<TakenPerson, 'name'>): string => person.name ?? m['field.person-nameless']();
