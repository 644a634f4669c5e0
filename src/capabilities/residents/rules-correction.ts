import type * as v from 'valibot';
import type { Person } from './answers.ts';
import type { CorrectPerson } from './inputs.ts';

/** As it was sent: with what the form was made from. */
type Sent = v.InferOutput<typeof CorrectPerson>;
/** A correction as it is carried out: nothing left out. */
export type Correct = Omit<Sent, 'was' | 'card' | 'number' | 'phone'> & { number: string | null; phone: string | null };

const birthOf = ({ birthDate, birthYear }: Pick<Person, 'birthDate' | 'birthYear'>): string =>
	birthDate ?? String(birthYear ?? '');

/**
 * What somebody corrects: a form that lay open while another corrected something else takes none of that back. From a phone, which may
 * have been away for days, what another has changed since stands too where both changed the same: `lost` names what gave way.
 */
export function meant(person: Person, { was, card: _, number, phone, ...to }: Sent, fromPhone: boolean) {
	const settled = fieldsOf(person).map(({ field, stands, said }) => ({
		field,
		stands,
		...(was && was[field] === undefined ? unsaid : settle(was?.[field], stands, said(to), fromPhone))
	}));
	const elsewhere = to.elsewhere ?? person.elsewhere;
	const keeps = (field: Field): boolean => settled.some((one) => one.field === field && one.keeps);
	const input: Correct = {
		...to,
		...(keeps('name') ? { name: person.name } : {}),
		...(keeps('birth') ? { birthDate: person.birthDate, birthYear: person.birthYear } : {}),
		...(keeps('gender') ? { gender: person.gender } : {}),
		...(keeps('hamlet')
			? { hamlet: person.hamlet, elsewhere: was?.hamlet === (person.hamlet ?? '') ? elsewhere : person.elsewhere }
			: { elsewhere }),
		number: number === undefined ? person.number : number,
		phone: phone === undefined ? person.phone : phone
	};
	return {
		input,
		lost: settled.filter(({ gaveWay }) => gaveWay).map(({ field }) => field),
		merged:
			fromPhone &&
			settled.some(
				({ field, stands, keeps: kept }) => kept && was?.[field] !== undefined && !isKnown(was[field], stands)
			)
	};
}

type Field = 'name' | 'birth' | 'gender' | 'hamlet';
type To = Omit<Sent, 'was' | 'card' | 'number' | 'phone'>;

/** What can be said otherwise at a door: what stands of it, and how a correction says it. */
export const fieldsOf = (person: Person): { field: Field; stands: string; said: (to: To) => string }[] => [
	{ field: 'name', stands: person.name, said: (to) => to.name },
	{ field: 'birth', stands: birthOf(person), said: birthOf },
	{ field: 'gender', stands: person.gender ?? '', said: (to) => to.gender ?? '' },
	{ field: 'hamlet', stands: person.hamlet ?? '', said: (to) => to.hamlet ?? '' }
];
/** A fact that whoever sends this did not know stands as it is. */
const unsaid = { keeps: true, gaveWay: false };
/** A phone knows the year of a birth alone: where a whole day of it stands, that is what it knew. */
const isKnown = (was: string | undefined, stands: string): boolean =>
	was === stands || (was !== undefined && /^\d{4}$/.test(was) && stands.startsWith(`${was}-`));

/** Of one field: whether what stands is kept, and whether that is against what was said. */
function settle(was: string | undefined, stands: string, said: string, fromPhone: boolean) {
	if (was === said) return { keeps: true, gaveWay: false };
	const gaveWay = fromPhone && stands !== said && !isKnown(was, stands);
	return { keeps: gaveWay, gaveWay };
}

/** Which facts a correction changes. */
export const changed = (person: Person, to: Correct): string[] => [
	...(person.name !== to.name ? ['name'] : []),
	...(person.birthDate !== to.birthDate || person.birthYear !== yearOf(to) ? ['birth'] : []),
	...(person.gender !== to.gender ? ['gender'] : []),
	...((person.hamlet ?? '') !== (to.hamlet ?? '') || (to.elsewhere ?? false) !== person.elsewhere ? ['hamlet'] : []),
	...(person.number !== to.number ? ['number'] : []),
	...(person.phone !== to.phone ? ['phone'] : [])
];
export const yearOf = (to: Pick<Correct, 'birthDate' | 'birthYear'>): number | null =>
	to.birthDate ? Number(to.birthDate.slice(0, 4)) : to.birthYear;
