import { plain, tidyName } from '#kernel/plain.ts';
import { findHamlet, type HamletKnown } from '#capabilities/places/rules-hamlets.ts';
import type { Relation } from '#capabilities/residents/inputs.ts';
import type { Belonging, PaperUntil } from '#capabilities/residents/answers.ts';
import { papers } from '#capabilities/residents/rules-papers.ts';
import { doubts } from '#capabilities/residents/rules-id-number.ts';
import { isHalfNamed, nameColumns, nameIn, paperField, type ImportField, type Mapping } from './rules-columns.ts';
import { readBirth, readUntil, type Read } from '#capabilities/residents/rules-birth.ts';
import type { SheetPart } from './rules-sheets.ts';
import type { Above } from './rules-above.ts';
import { turned, type Letters } from './rules-letters.ts';
import { readSexes, readGender, readGroups, readName, readNumber, readPhone, readRelation } from './rules-cells.ts';

/** A person as a row of a spreadsheet says, after everything that could be mended was. Null: the row does not say. */
export type ImportedPerson = {
	name: string;
	birthYear: number | null;
	birthDate: string | null;
	gender: 'male' | 'female' | null;
	number: string | null;
	phone: string | null;
	hamlet: string | null;
	hamletId: number | null;
	address: string | null;
	book: string | null;
	relation: Relation | null;
	ethnic: string | null;
	groups: Belonging[];
	papers: PaperUntil[];
};

/** `person` is null when the row cannot be taken; `reasons` say why, or what was mended, as codes for words. */
export type ReadRow = {
	person: ImportedPerson | null;
	reasons: string[];
	bothWays?: boolean;
	/** A place that it names and the list of hamlets does not. */
	place?: string | null;
};

/** How a sheet is read: `today` (`yyyy-mm-dd`) bounds births; `hamlets` are those that the commune has loaded, maybe none. */
export type Reading = {
	mapping: Mapping;
	letters?: Letters;
	sparse?: readonly number[];
	sheets?: readonly SheetPart[];
	restarts?: readonly number[];
	hamlets: readonly HamletKnown[];
	/** Places that are none of the list by name, and the hamlet that each is, as somebody said; null for none. */
	places?: ReadonlyMap<string, number | null>;
	today: string;
};

const text = (cell: string, most: number): string | null => tidyName(cell).slice(0, most) || null;

/** The cells of a row in letters of today. */
export const readCells = (raw: readonly string[], { letters }: Pick<Reading, 'letters'>): string[] =>
	raw.map((cell, column) => turned(cell, letters?.[column]).text);

/** Reads one row, with what it takes from those above it. */
export function readRow(raw: readonly string[], reading: Reading, above: Above | null = null): ReadRow {
	const { mapping, today } = reading;
	const read = raw.map((cell, column) => turned(cell, reading.letters?.[column]));
	const cells = read.map(({ text }) => text);
	const cell = (field: ImportField): string => (cells[mapping[field] ?? -1] ?? '').trim() || elsewhere(field, above);
	const name = named(cells, mapping, read);
	if (name.value === null) return { person: null, reasons: name.reasons };
	const { birth, gender } = readBorn(cell, today);
	const number = readNumber(cell('number'), { birthYear: birth.value?.year ?? null, gender: gender.value });
	const [phone, until] = [readPhone(cell('phone')), readPapers(cell, today)];
	const others = [birth, number, gender, phone, until];
	const said = [...name.reasons, ...others.flatMap(({ reason }) => (reason ? [reason] : []))];
	if (birth.value === null && number.value === null) return { person: null, reasons: [...said, 'birth-missing'] };
	const { year = null, date = null, bothWays = false } = birth.value ?? {};
	const where = placeOf(text(cell('hamlet'), 120), reading);
	const person: ImportedPerson = {
		name: name.value,
		birthYear: year,
		birthDate: date,
		gender: gender.value,
		number: number.value,
		phone: phone.value,
		hamlet: where.hamlet,
		hamletId: where.hamletId,
		...asWritten(cell, above),
		papers: until.value ?? []
	};
	const differs = number.value ? doubts(number.value, person).map((doubt) => `doubt-${doubt}`) : [];
	return {
		person,
		reasons: [
			...said,
			...Object.keys(above ?? {}).map((field) => TAKEN[field as keyof Above]),
			...where.reasons,
			...differs
		],
		bothWays,
		place: where.place
	};
}

/** Birth and sex, of columns of their own or of two columns that are one for each sex. */
function readBorn(cell: (field: ImportField) => string, today: string) {
	const sexes = readSexes(cell('male'), cell('female'));
	const said = readGender(cell('gender'));
	const gender = said.value === null ? sexes : said;
	const both = said.value !== null && sexes.value !== null && said.value !== sexes.value;
	return {
		birth: readBirth(cell('birth') || cell('birth-year') || sexes.birth, today),
		gender: both ? { value: null, reason: 'sex-both' } : { ...gender, reason: gender.reason ?? said.reason }
	};
}

const TAKEN: Record<keyof Above, string> = {
	book: 'book-above',
	hamlet: 'hamlet-above',
	sheet: 'hamlet-sheet',
	series: 'book-sheet'
};

const elsewhere = (field: ImportField, above: Above | null): string =>
	(field === 'book' ? above?.book : field === 'hamlet' ? (above?.hamlet ?? above?.sheet) : undefined) ?? '';

const asWritten = (cell: (field: ImportField) => string, above: Above | null) => ({
	address: text(cell('address'), 200),
	book: text(cell('book') && [above?.series ?? '', cell('book')].join(' '), 40),
	relation: readRelation(cell('relation')).value,
	ethnic: text(cell('ethnic'), 40),
	groups: readGroups(cell('groups'))
});

function named(cells: readonly string[], mapping: Mapping, read: readonly { turned: boolean; both: boolean }[]) {
	const { value, reason } = readName(nameIn(cells, mapping));
	const of = nameColumns(mapping).flatMap((column) => read[column] ?? []);
	const reasons = [
		...(reason ? [reason] : []),
		...(isHalfNamed(cells, mapping) ? ['name-half'] : []),
		...(of.some(({ both }) => both) ? ['letters-both'] : of.some(({ turned }) => turned) ? ['letters-turned'] : [])
	];
	return { value, reasons };
}

function readPapers(cell: (field: ImportField) => string, today: string): Read<PaperUntil[]> {
	const read = papers.map((paper) => ({ paper, ...readUntil(cell(paperField[paper]), today) }));
	return {
		value: read.flatMap(({ paper, value }) => (value === null ? [] : [{ paper, until: value }])),
		reason: read.find(({ reason }) => reason !== null)?.reason ?? null
	};
}

function placeOf(said: string | null, { hamlets, places }: Reading) {
	const found = said ? findHamlet(said, hamlets) : null;
	if (said === null || found || hamlets.length === 0)
		return { hamlet: found?.name ?? said, hamletId: found?.id ?? null, place: null, reasons: [] };
	const told = places?.get(plain(said));
	const is = hamlets.find(({ id }) => id === told);
	return is
		? { hamlet: is.name, hamletId: is.id, place: null, reasons: ['hamlet-told'] }
		: { hamlet: said, hamletId: null, place: told === null ? null : said, reasons: ['hamlet-unknown'] };
}
