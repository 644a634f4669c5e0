import { addDays } from '#kernel/day.ts';
import type { NeedKind, Urgency } from './need.ts';

/** What is known of somebody when a rule thinks about them. Old people may know their year alone. */
type Known = {
	birthDate: string | null;
	birthYear: number | null;
	/** The last days of their card and their health insurance, where a list or somebody noted them. */
	cardUntil?: string | null;
	insuranceUntil?: string | null;
};

/**
 * What a rule found: `occasion` names it for ever (a person is never told of one twice), `on` is the day it turns on, or
 * null where the year alone is known.
 */
type Suggested = { kind: NeedKind; urgency: Urgency; occasion: string; on: string | null };

/**
 * Ages that start something. A card ends at 14, 25, 40 and 60 and then never again; one issued in the two years before
 * counts for the next term, so renewing early is never wasted (Luật Căn cước 2023). From 14 an account of level 2 can be
 * had (NĐ 69/2024, art. 7). Social pension from 75 without another pension (procedure 1.014027).
 */
const ages: readonly { age: number; kind: NeedKind; name: string }[] = [
	{ age: 14, kind: 'id-card', name: 'card' },
	{ age: 25, kind: 'id-card', name: 'card' },
	{ age: 40, kind: 'id-card', name: 'card' },
	{ age: 60, kind: 'id-card', name: 'card' },
	{ age: 14, kind: 'e-id', name: 'level-2' },
	{ age: 75, kind: 'social-pension', name: 'pension' }
];

/** How long before its day something is spoken of, and until when after. Later they have long renewed, or were asked. */
export const DAYS_BEFORE = 60;
export const DAYS_AFTER = 180;

/** The day on which an age is reached; somebody born on 29 February reaches it on 1 March. */
export function birthdayAt(birthDate: string, age: number): string {
	const year = Number(birthDate.slice(0, 4)) + age;
	const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
	return birthDate.endsWith('-02-29') && !leap ? `${year}-03-01` : `${year}${birthDate.slice(4)}`;
}

/** From when a renewed card already counts for the next term: two years before the day. */
export const renewableFrom = (on: string): string => birthdayAt(on, -2);

const urgencyOf = (on: string | null, today: string): Urgency =>
	on !== null && on <= today ? 'this-week' : 'this-month';

/** What may be needed by this person on this day: what papers say of themselves, and what age alone makes likely. */
export function suggestNeeds(known: Known, today: string): Suggested[] {
	const byAge = suggestByAge(known, today).filter(({ kind }) => kind !== 'id-card' || !known.cardUntil);
	return [...suggestByPapers(known, today), ...byAge];
}

/** A paper is spoken of before its last day and, however long after, once: nobody else may have told them. */
const runOut = [
	{ paper: 'cardUntil', name: 'card-until', kind: 'id-card', daysBefore: DAYS_BEFORE },
	{ paper: 'insuranceUntil', name: 'insurance-until', kind: 'papers', daysBefore: 30 }
] as const;

const suggestByPapers = (known: Known, today: string): Suggested[] =>
	runOut.flatMap(({ paper, name, kind, daysBefore }) => {
		const on = known[paper] ?? null;
		if (on === null || today < addDays(on, -daysBefore)) return [];
		return [{ kind, urgency: urgencyOf(on, today), occasion: `${name}-${on}`, on }];
	});

function suggestByAge({ birthDate, birthYear }: Known, today: string): Suggested[] {
	const year = birthDate === null ? birthYear : Number(birthDate.slice(0, 4));
	if (year === null) return [];
	return ages.flatMap(({ age, kind, name }) => {
		const on = birthDate === null ? null : birthdayAt(birthDate, age);
		const near =
			on === null
				? year + age === Number(today.slice(0, 4))
				: today >= addDays(on, -(name === 'card' ? DAYS_BEFORE : 0)) && today <= addDays(on, DAYS_AFTER);
		if (!near) return [];
		return [{ kind, urgency: urgencyOf(on, today), occasion: `${name}-${age}`, on }];
	});
}

/** What an occasion stands for, to say why in words: an age, or the last day of a paper; null for what no rule of today knows. */
type Occasion =
	{ name: 'card' | 'level-2' | 'pension'; age: number } | { name: 'card-until' | 'insurance-until'; on: string };

export function readOccasion(occasion: string | null): Occasion | null {
	const paper = /^(card|insurance)-until-(\d{4}-\d{2}-\d{2})$/.exec(occasion ?? '');
	if (paper) return { name: `${paper[1] as 'card'}-until`, on: paper[2]! };
	const age = /^(card|level-2|pension)-(\d+)$/.exec(occasion ?? '');
	return age ? { name: age[1] as 'card', age: Number(age[2]) } : null;
}
