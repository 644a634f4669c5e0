import { numberHashes, openFacts } from './seal.server.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { FindPeople, MatchCard } from './inputs.ts';
import { compareNames, readCard } from './rules-card.ts';
import { searchSteps } from './rules-search.ts';
import { doubts, isIdNumber, maskNumber } from './rules-id-number.ts';
import {
	findPeopleByPhone,
	findPeopleByWords,
	findPersonById,
	findPersonByNumber,
	listSame,
	type PersonRow
} from './sql.server.ts';
import * as v from 'valibot';
import { Person, CardMatch, PersonBrief } from './answers.ts';

const brief = (row: PersonRow): PersonBrief => ({
	id: row.id,
	name: row.name ?? '',
	birthYear: row.birthYear,
	hamlet: row.hamlet,
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
		age: row.birthYear === null ? null : Number(dayOf(context.now).slice(0, 4)) - row.birthYear
	};
}

export const getPersonBrief = async ({ db }: Pick<Context, 'db'>, id: string): Promise<PersonBrief> => {
	const row = await findPersonById(db, id);
	if (!row) throw new Refusal('person-unknown');
	return brief(row);
};

/** The same under the id that was asked for, or null for somebody who was erased or is of another place. */
export const findPersonBrief = async ({ db }: Pick<Context, 'db'>, id: string): Promise<PersonBrief | null> => {
	const row = await findPersonById(db, id);
	return row ? { ...brief(row), id } : null;
};

/** All ids under which the actor's subject is known: rows that were found to be one person. None where nobody is acted for. */
export const sameAsSubject = ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<string[]> =>
	actor.subject === null ? Promise.resolve([]) : listSame(db, actor.subject);

/** All ids under which somebody is known. */
export const allIdsOf = ({ db }: Pick<Context, 'db'>, person: string): Promise<string[]> => listSame(db, person);

/** Whether two ids are one person. */
export const samePerson = async ({ db }: Pick<Context, 'db'>, one: string, other: string): Promise<boolean> =>
	one === other || (await listSame(db, one)).includes(other);

/** By whole number or phone, or by words in any order: name, hamlet, year, somebody of the house; marks and small mistakes are forgiven. */
export const findPeople = query(
	{
		name: 'residents.find',
		group: 'know-people',
		input: FindPeople,
		answer: v.array(PersonBrief),
		// Everybody whom a search shows reads that they were on it, and by whom: nobody reads the register unseen.
		look: (found) => found.map(({ id: person }) => ({ person, what: 'search', purpose: 'find' }))
	},
	async ({ db, keys }, { words }): Promise<PersonBrief[]> => {
		const digits = words.replace(/[\s.-]/g, '').replace(/^\+84(?=\d{9}$)/, '0');
		if (isIdNumber(digits)) {
			const one = await findPersonByNumber(db, numberHashes(keys, digits));
			return one ? [brief(one)] : [];
		}
		if (/^0\d{9,10}$/.test(digits))
			return (await findPeopleByPhone(db, lookupHashes(keys, 'phone', digits))).map(brief);
		for (const step of searchSteps(words)) {
			const found = await findPeopleByWords(db, step);
			if (found.length > 0) return found.map(brief);
		}
		return [];
	}
);

/** Compares what a scanner typed with the register; null when it holds no number. The typed name goes nowhere else. */
export const matchCard = query(
	{
		name: 'residents.match-card',
		group: 'sit-beside',
		input: MatchCard,
		answer: CardMatch,
		look: (card) => (card?.found ? { person: card.found.id, what: 'search', purpose: 'card' } : null)
	},
	async ({ db, keys }, { typed }): Promise<CardMatch> => {
		const card = readCard(typed);
		if (!card) return null;
		const row = await findPersonByNumber(db, numberHashes(keys, card.number));
		const year = card.birthDate ? Number(card.birthDate.slice(0, 4)) : null;
		return {
			number: maskNumber(card.number),
			nameAsTyped: card.nameAsTyped,
			birthDate: card.birthDate,
			doubts: doubts(card.number, { birthYear: year, gender: row?.gender ?? null }),
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
