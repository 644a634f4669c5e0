import type { Difference } from './answers.ts';
import { maskNumber, maskPhone } from '#capabilities/residents/rules-id-number.ts';
import type { Paper } from '#capabilities/residents/rules-papers.ts';
import type { ImportedPerson } from './rules-row.ts';

type Facts = Pick<
	ImportedPerson,
	'name' | 'birthYear' | 'birthDate' | 'gender' | 'hamlet' | 'number' | 'phone' | 'papers'
>;

const born = ({ birthDate, birthYear }: Pick<Facts, 'birthDate' | 'birthYear'>): string | null =>
	birthDate ? birthDate.split('-').map(Number).toReversed().join('/') : birthYear === null ? null : String(birthYear);

const until =
	(which: Paper) =>
	({ papers }: Pick<Facts, 'papers'>): string | null => {
		const day = papers.find(({ paper }) => paper === which)?.until;
		return day ? day.split('-').map(Number).toReversed().join('/') : null;
	};

const shown: Record<string, (one: Facts) => string | null> = {
	name: ({ name }) => name,
	birth: born,
	gender: ({ gender }) => gender,
	hamlet: ({ hamlet }) => hamlet,
	number: ({ number }) => number && maskNumber(number),
	phone: ({ phone }) => phone && maskPhone(phone),
	'card-until': until('id-card'),
	'insurance-until': until('health-insurance')
};

/** What is behind the names of differing fields. */
export const differencesOf = (fields: readonly string[], said: ImportedPerson, has: Facts): Difference[] =>
	fields.map((field) => ({ field, has: shown[field]!(has), said: shown[field]!(said) }));
