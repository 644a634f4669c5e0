import { numberHashes, openFacts } from './seal.server.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { FindPeople, MatchCard } from './inputs.ts';
import { livesBy } from './lives.server.ts';
import { compareNames, readCard } from './rules-card.ts';
import { costOf, secondsLeft, type SearchReason } from './rules-budget.ts';
import { searchSteps } from './rules-search.ts';
import { doubts, isIdNumber, maskNumber } from './rules-id-number.ts';
import {
	findPeopleByPhone,
	findPeopleByWords,
	findPersonById,
	findPersonByNumber,
	listNames,
	listSame,
	ownSearches,
	type PersonRow,
	findHome
} from './sql.server.ts';
import { findFactsBefore } from './sql-changes.server.ts';
import * as v from 'valibot';
import { Person, CardMatch, PersonBrief } from './answers.ts';

const brief = (row: PersonRow): PersonBrief => ({
	id: row.id,
	name: row.name ?? '',
	birthYear: row.birthYear,
	hamlet: row.hamlet,
	elsewhere: row.elsewhere,
	verified: row.verified,
	madeUp: row.madeUp,
	needs: row.needs
});

/** Refuses somebody who is not in the register, erased, or of another place. */
export async function getPerson(context: Context, id: string): Promise<Person> {
	const row = await findPersonById(context.db, id);
	if (!row) throw new Refusal('person-unknown');
	const key = await findKey(context, row.id);
	return {
		...brief(row),
		birthDate: row.birthDate,
		gender: row.gender,
		...openFacts(row, key),
		sources: row.sources,
		age: row.birthYear === null ? null : Number(dayOf(context.now).slice(0, 4)) - row.birthYear
	};
}

export const getPersonBrief = async ({ db }: Pick<Context, 'db'>, id: string): Promise<PersonBrief> => {
	const row = await findPersonById(db, id);
	if (!row) throw new Refusal('person-unknown');
	return brief(row);
};

/** The commune where somebody lives, and the centre to which what they ask for themselves belongs; null for nobody. */
export const homeOfPerson = async (
	{ db }: Pick<Context, 'db'>,
	id: string
): Promise<{ commune: number; centre: number } | null> => (await findHome(db, id)) ?? null;

/** Somebody's telephone, opened with the key that whoever asks holds of them. */
export async function telephoneOf(context: Context, id: string, key: SubjectKey | null): Promise<string | null> {
	const row = await findPersonById(context.db, id);
	if (!row) throw new Refusal('person-unknown');
	return openFacts(row, row.id === id ? key : await findKey(context, row.id)).phone;
}

/** The same of a cell that a narrower door handed out: null where there is none, or no key any more. */
export const openTelephone = (sealed: Buffer | null, key: SubjectKey | undefined): string | null =>
	openFacts({ numberSealed: null, phoneSealed: sealed }, key).phone;

/** The telephone that stood in somebody's record before a change of it; null where there was none, or nothing is kept of it. The house alone reads it. */
export async function telephoneBefore(context: Context, person: string, change: string): Promise<string | null> {
	const before = await findFactsBefore(context.db, person, change);
	const key = before && (await findKey(context, before.personId));
	return key ? (JSON.parse(key.text(before.facts, 'change')) as { phone: string | null }).phone : null;
}

/** The same under the id that was asked for, or null for somebody who was erased or is of another place. */
export const findPersonBrief = async ({ db }: Pick<Context, 'db'>, id: string): Promise<PersonBrief | null> => {
	const row = await findPersonById(db, id);
	return row ? { ...brief(row), id } : null;
};

/** Who has this number here, as an id; null for nobody. */
export const findByNumber = async (
	{ db, keys }: Pick<Context, 'db' | 'keys'>,
	number: string
): Promise<string | null> => (await findPersonByNumber(db, numberHashes(keys, number)))?.id ?? null;

/** The names of many, those who have one, by id. */
export const namesOf = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> =>
	new Map((await listNames(db, ids)).map(({ id, name }) => [id, name]));

/** All ids under which the actor's subject is known: rows that were found to be one person. None where nobody is acted for. */
export const sameAsSubject = ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<string[]> =>
	actor.subject === null ? Promise.resolve([]) : listSame(db, actor.subject);

/** All ids under which somebody is known. */
export const allIdsOf = ({ db }: Pick<Context, 'db'>, person: string): Promise<string[]> => listSame(db, person);

/** Whether two ids are one person. */
export const samePerson = async ({ db }: Pick<Context, 'db'>, one: string, other: string): Promise<boolean> =>
	one === other || (await listSame(db, one)).includes(other);

/** Whoever searches is one person at one counter: a hundred searches at once slowed every page of the house to seconds. */
export const searching = { of: 'search', most: 2, wait: 30 };

/** By whole number or phone, or by words in any order: name, hamlet, year, somebody of the house; marks and small mistakes are forgiven. */
export const findPeople = query(
	{
		name: 'residents.find',
		group: 'know-people',
		input: FindPeople,
		answer: v.array(PersonBrief),
		turns: searching,
		// Everybody whom a search shows reads that they were on it, and by whom: nobody reads the register unseen.
		look: (found, { why }) => ({ person: found.map(({ id }) => id), what: 'search', purpose: why ?? 'find' })
	},
	async (context, { words, why }): Promise<PersonBrief[]> => {
		const { most } = await paidFor(context, why);
		return (await foundBy(context, words)).slice(0, most).map(brief);
	}
);

/** Whom words mean, the nearest first. */
async function foundBy({ db, keys }: Context, words: string): Promise<readonly PersonRow[]> {
	const digits = words.replace(/[\s.-]/g, '').replace(/^\+84(?=\d{9}$)/, '0');
	if (isIdNumber(digits)) {
		const one = await findPersonByNumber(db, numberHashes(keys, digits));
		return one ? [one] : [];
	}
	if (/^0\d{9,10}$/.test(digits)) return findPeopleByPhone(db, lookupHashes(keys, 'phone', digits));
	for (const step of searchSteps(words)) {
		const found = await findPeopleByWords(db, step);
		if (found.length > 0) return found;
	}
	return [];
}

/**
 * What this search costs, by how many of today led to nobody (`rules-budget`). Refuses one without a reason where there has to be
 * one (`find-say-why`), and one that comes too soon (`find-slower`).
 */
export async function paidFor({ db, now }: Context, why: SearchReason | null) {
	const { idle, lastAt } = await ownSearches(db, instantOf(dayOf(now)));
	const cost = costOf(idle);
	if (cost.why && why === null) throw new Refusal('find-say-why', { searches: idle });
	const seconds = secondsLeft(cost.pause, lastAt, now);
	if (seconds > 0) throw new Refusal('find-slower', { seconds });
	return cost;
}

/** Compares what a scanner typed with the register; null when it holds no number. The typed name goes nowhere else. */
export const matchCard = query(
	{
		name: 'residents.match-card',
		group: 'sit-beside',
		input: MatchCard,
		answer: CardMatch,
		turns: searching,
		look: (card, { why }) => (card?.found ? { person: card.found.id, what: 'search', purpose: why ?? 'card' } : null)
	},
	async (context, { typed, why }): Promise<CardMatch> => {
		const { db, keys } = context;
		const card = readCard(typed);
		if (!card) return null;
		await paidFor(context, why);
		const row = await findPersonByNumber(db, numberHashes(keys, card.number));
		const year = card.birthDate ? Number(card.birthDate.slice(0, 4)) : null;
		return {
			number: maskNumber(card.number),
			nameAsTyped: card.nameAsTyped,
			birthDate: card.birthDate,
			gender: card.gender,
			address: card.address,
			lives: row ? null : await livesBy(context, card.address),
			doubts: doubts(card.number, { birthYear: year, gender: row?.gender ?? card.gender }),
			found: row
				? {
						...brief(row),
						name: row.name ?? '',
						birthDate: row.birthDate,
						match: compareNames(card.nameAsTyped, row.name ?? ''),
						sameBirth: card.birthDate && row.birthDate ? card.birthDate === row.birthDate : null
					}
				: null
		};
	}
);

export const me = query(
	{ name: 'residents.me', group: 'own-page', input: Nothing, answer: Person, look: 'the person’s own page' },
	async (context) => getPerson(context, context.actor.subject ?? '')
);
