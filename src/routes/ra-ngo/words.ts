import type { DoneAgain, SaidBack } from '#capabilities/assistance/rules-teach-back.ts';
import type { Why } from '#capabilities/field/rules-today.ts';
import type { SignName } from '#design/signs-field.ts';
import { m } from 'virtual:app-words';
import { getLocale } from '#words/runtime.js';

// Words by what they name, each named here: the app carries no word that it does not say.

type Words = () => string;

export const topics = {
	'public-services': m['assistance.topic-public-services'],
	'shopping-payment': m['assistance.topic-shopping-payment'],
	'self-protection': m['assistance.topic-self-protection'],
	'e-id': m['assistance.topic-e-id'],
	'medical-booking': m['assistance.topic-medical-booking']
} satisfies Record<string, Words>;
export type Topic = keyof typeof topics;
export const topicSign: Record<Topic, SignName> = {
	'public-services': 'phone-learn',
	'shopping-payment': 'cart',
	'self-protection': 'shield',
	'e-id': 'card',
	'medical-booking': 'heart'
};

/** How it went after somebody had shown it: they said it back and did it, needed a word, it was done for them, or not yet. */
export const hows = {
	self: m['field.how-self'],
	guided: m['field.how-guided'],
	'done-for': m['field.how-done-for'],
	unfinished: m['field.how-unfinished']
} satisfies Record<string, Words>;
export type How = keyof typeof hows;

export const saidWords: Record<SaidBack, Words> = {
	full: m['field.said-full'],
	hint: m['field.said-hint'],
	no: m['field.said-no']
};
export const doneWords: Record<DoneAgain, Words> = {
	none: m['field.did-none'],
	hint: m['field.did-hint'],
	pointing: m['field.did-pointing'],
	doing: m['field.did-doing']
};

export const needs = {
	'social-pension': m['assistance.need-kind-social-pension'],
	'e-id': m['assistance.need-kind-e-id'],
	papers: m['assistance.need-kind-papers'],
	health: m['assistance.need-kind-health'],
	'online-service': m['assistance.need-kind-online-service'],
	'safety-online': m['assistance.need-kind-safety-online'],
	phone: m['assistance.need-kind-phone'],
	sim: m['assistance.need-kind-sim'],
	'id-card': m['assistance.need-kind-id-card'],
	'pension-account': m['assistance.need-kind-pension-account'],
	learn: m['assistance.need-kind-learn'],
	visit: m['assistance.need-kind-visit']
} satisfies Record<string, Words>;
export type Need = keyof typeof needs;
const needSigns: Partial<Record<string, SignName>> = {
	...{ 'social-pension': 'elder', 'e-id': 'card', papers: 'stamp', health: 'heart', 'online-service': 'phone-learn' },
	...{ 'safety-online': 'shield', 'id-card': 'card', learn: 'book', visit: 'home' }
};
export const needSign = (kind: string): SignName => needSigns[kind] ?? 'question';

export const relations: Record<string, Words> = {
	head: m['residents.relation-head'],
	spouse: m['residents.relation-spouse'],
	child: m['residents.relation-child'],
	parent: m['residents.relation-parent'],
	grandchild: m['residents.relation-grandchild'],
	grandparent: m['residents.relation-grandparent'],
	sibling: m['residents.relation-sibling'],
	other: m['residents.relation-other']
};
export const relationWords = (relation: string): string => relations[relation]?.() ?? '';
export const needWords = (kind: string): string => (needs as Record<string, Words>)[kind]?.() ?? kind;

export const outcomes = {
	met: m['field.outcome-met'],
	'not-home': m['field.outcome-not-home'],
	'not-now': m['field.outcome-not-now'],
	'moved-away': m['field.outcome-moved-away']
} satisfies Record<string, Words>;

const whys: Record<Why, (given: { detail: string }) => string> = {
	promise: m['field.why-promise'],
	asked: m['field.why-asked'],
	check: m['field.why-check'],
	elder: m['field.why-elder'],
	companion: m['field.why-companion'],
	again: m['field.why-again'],
	next: m['field.why-next'],
	met: m['field.why-met']
};
export const fitWords: Record<'again' | 'need' | 'elder' | 'all', (given: { who: string }) => string> = {
	again: m['field.fit-again'],
	need: m['field.fit-need'],
	elder: m['field.fit-elder'],
	all: m['field.fit-all']
};

/** `2026-07-02` as it is said: 2/7. */
export const dayWords = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
/** The same with its day of the week. */
export const weekdayWords = (day: string): string => {
	const short = new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' });
	return `${short.format(new Date(day))} ${dayWords(day)}`;
};
const spoken = (detail: string | null): string =>
	detail === null ? '' : /^\d{4}-\d\d-\d\d$/.test(detail) ? dayWords(detail) : detail;
export const whyWords = ({ why, detail }: { why: Why; detail: string | null }): string =>
	whys[why]({ detail: spoken(detail) });

const faults: Record<string, Words> = {
	offline: m['field.fault-offline'],
	refused: m['field.fault-refused'],
	'lease-over': m['field.fault-lease-over'],
	'pin-wrong': m['field.fault-pin-wrong'],
	'pin-gone': m['field.fault-pin-gone'],
	'pin-set': m['field.fault-pin-set'],
	'key-wrong': m['field.fault-key-wrong'],
	'storage-full': m['field.fault-storage-full'],
	stale: m['field.fault-stale'],
	asked: m['field.fault-asked'],
	'no-area': m['field.fault-no-area'],
	'too-long': m['field.fault-too-long']
};
export const faultWords = (code: string | null): string | null =>
	code === null ? null : (faults[code] ?? m['field.fault-other'])();

/** What a door is called: by its head, or as a house without a name. */
export const doorName = (door: { people: readonly { name: string | null; relation: string }[] }): string =>
	(door.people.find(({ relation }) => relation === 'head') ?? door.people[0])?.name ?? m['field.door-nameless']();
export const whereIs = (door: { lane: string | null; address: string; floor: number | null }): string =>
	[
		door.lane ?? door.address,
		...(door.lane && door.address && door.address !== door.lane ? [door.address] : []),
		...(door.floor ? [m['field.floor']({ floor: door.floor })] : [])
	]
		.filter(Boolean)
		.join(', ');
