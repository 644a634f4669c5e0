import { plain, toned } from '#kernel/plain.ts';
import { paperField } from './rules-columns.ts';
import type { ImportedPerson } from './rules-row.ts';
import type { Paper } from '#capabilities/residents/rules-papers.ts';
import { compareNames } from '#capabilities/residents/rules-card.ts';

/** Somebody of the register whom a row may be. */
export type Known = {
	id: string;
	name: string;
	birthYear: number | null;
	birthDate: string | null;
	gender: 'male' | 'female' | null;
	hamlet: string | null;
	/** Whether the list of hamlets has it. */
	hamletId: number | null;
	/** Whether somebody has compared them with a card. */
	verified: boolean;
	hasNumber: boolean;
	/** Whether the number and the phone of the row are theirs; null where the row has none or they have none. */
	sameNumber: boolean | null;
	samePhone: boolean | null;
	/** The last day of each paper that is noted. */
	until: Partial<Record<Paper, string>>;
};

/** What a row is, in the order in which somebody wants to look at them. */
export const verdicts = ['doubtful', 'refused', 'changed', 'new', 'same'] as const;
export type Verdict = (typeof verdicts)[number];
export type Judged = { verdict: Verdict; reasons: string[]; differs: string[]; person: string | null };

export const nameKey = (name: string, birthYear: number | null): string => `${plain(name)} ${birthYear ?? ''}`;

/** A list typed without marks says less than a name with them: it is no other name. */
const otherName = (said: string, has: string): boolean =>
	toned(said) !== toned(has) && !(plain(said) === plain(has) && toned(said) === plain(said));

const namesAnother = (row: ImportedPerson, known: Known): boolean =>
	row.hamlet !== null && plain(row.hamlet) !== plain(known.hamlet ?? '');

/** A place that the list does not have takes nobody out of a hamlet that it has: which hamlet it is, somebody is asked. */
const keepsHamlet = (row: ImportedPerson, known: Known): boolean =>
	row.hamletId === null && known.hamletId !== null && namesAnother(row, known);

const movesTo = (row: ImportedPerson, known: Known): boolean => namesAnother(row, known) && !keepsHamlet(row, known);

/** In which fields a row says something that the register does not have, or has otherwise. What a row leaves out is no difference. */
function differences(row: ImportedPerson, known: Known): string[] {
	const other = <T>(said: T | null, has: T | null): boolean => said !== null && said !== has;
	return [
		...(otherName(row.name, known.name) ? ['name'] : []),
		...(other(row.birthDate, known.birthDate) || (row.birthDate === null && other(row.birthYear, known.birthYear))
			? ['birth']
			: []),
		...(other(row.gender, known.gender) ? ['gender'] : []),
		...(row.number !== null && known.sameNumber !== true ? ['number'] : []),
		...(row.phone !== null && known.samePhone !== true ? ['phone'] : []),
		...(movesTo(row, known) ? ['hamlet'] : []),
		...row.papers.filter(({ paper, until }) => until > (known.until[paper] ?? '')).map(({ paper }) => paperField[paper])
	];
}

/** What a card has settled is not changed by a list: somebody decides. */
const SETTLED_BY_CARD = new Set(['name', 'birth', 'gender', 'number']);

const met = (row: ImportedPerson, known: Known, reasons: string[]): Judged => {
	const differs = differences(row, known);
	if (keepsHamlet(row, known)) reasons = [...reasons, 'hamlet-kept'];
	if (row.papers.some(({ paper, until }) => until < (known.until[paper] ?? ''))) reasons = [...reasons, 'until-older'];
	if (
		known.verified &&
		differs.some((field) => SETTLED_BY_CARD.has(field) && !(field === 'number' && !known.hasNumber))
	)
		return { verdict: 'doubtful', reasons: [...reasons, 'compared-differs'], differs, person: known.id };
	return { verdict: differs.length > 0 ? 'changed' : 'same', reasons, differs, person: known.id };
};
const doubt = (row: ImportedPerson, known: Known, reasons: string[]): Judged => ({
	verdict: 'doubtful',
	reasons: keepsHamlet(row, known) ? [...reasons, 'hamlet-kept'] : reasons,
	differs: differences(row, known),
	person: known.id
});

const sameHamlet = (row: ImportedPerson, known: Known): boolean =>
	row.hamlet === null || known.hamlet === null || plain(row.hamlet) === plain(known.hamlet);

/** What a row says that the machine takes for nobody: somebody decides, whoever the row is. */
const ASKED: ReadonlySet<string> = new Set(['name-half', 'name-odd', 'letters-both', 'sex-both', 'number-short']);

/** What a row is: beside the register, unless something in it has to be asked first. */
export function judge(row: ImportedPerson, reasons: string[], beside: Beside): Judged {
	const judged = besideRegister(row, reasons, beside);
	const sure = judged.verdict === 'new' || judged.verdict === 'changed';
	return sure && reasons.some((reason) => ASKED.has(reason)) ? { ...judged, verdict: 'doubtful' } : judged;
}

type Beside = { byNumber: Known | null; byName: Known[]; numberBefore: boolean; nameBefore: boolean };

/**
 * What a row is beside the register and the rows before it. A whole number settles who somebody is unless name and year say
 * otherwise; without one only name, full date and hamlet together do, and anything less is somebody's to decide.
 */
function besideRegister(row: ImportedPerson, reasons: string[], beside: Beside): Judged {
	if (beside.numberBefore)
		return { verdict: 'refused', reasons: [...reasons, 'number-twice'], differs: [], person: null };
	if (beside.byNumber) {
		const known = beside.byNumber;
		const otherName = compareNames(row.name, known.name) === 'different';
		const otherYear = row.birthYear !== null && known.birthYear !== null && row.birthYear !== known.birthYear;
		return otherName
			? doubt(row, known, [...reasons, 'number-of-another'])
			: met(row, known, otherYear ? [...reasons, 'birth-corrected'] : reasons);
	}
	const namesakes = beside.byName.filter((known) => !(row.number !== null && known.hasNumber));
	const sure = namesakes.filter(
		(known) =>
			toned(known.name) === toned(row.name) &&
			row.birthDate !== null &&
			known.birthDate === row.birthDate &&
			sameHamlet(row, known)
	);
	if (sure.length === 1) return met(row, sure[0]!, reasons);
	const [like] = namesakes;
	if (like) return doubt(row, like, [...reasons, 'like-somebody']);
	if (reasons.includes('address-elsewhere')) return { verdict: 'doubtful', reasons, differs: [], person: null };
	if (beside.nameBefore && row.number === null)
		return { verdict: 'doubtful', reasons: [...reasons, 'twice-in-sheet'], differs: [], person: null };
	return { verdict: 'new', reasons, differs: [], person: null };
}
