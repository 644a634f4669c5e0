import { plain } from '#kernel/plain.ts';

/** What a column of a commune's spreadsheet may hold. */
export const fields = [
	'name',
	'family-name',
	'middle-name',
	'given-name',
	'birth',
	'birth-year',
	'gender',
	'male',
	'female',
	'number',
	'phone',
	'hamlet',
	'address',
	'book',
	'relation',
	'ethnic',
	'groups',
	'card-until',
	'insurance-until'
] as const;
export type ImportField = (typeof fields)[number];

/** The fields in which the papers stand. */
export const paperField = { 'id-card': 'card-until', 'health-insurance': 'insurance-until' } as const;

/** Which column (from 0) holds which field. */
export type Mapping = Partial<Record<ImportField, number>>;

/** How columns are headed in the lists that communes keep, without marks. The longer words win: "ngay sinh" before "sinh". */
const HEADED: Record<ImportField, readonly string[]> = {
	name: ['ho va ten', 'ho ten', 'ten nguoi', 'ten', 'full name', 'name'],
	'family-name': [
		'ho',
		'ho dem',
		'ho lot',
		'ho va dem',
		'ho va ten dem',
		'ho ten dem',
		'ho va chu dem',
		'ho chu dem',
		'ho va ten lot',
		'ho va chu lot',
		'family name',
		'surname'
	],
	'middle-name': ['ten dem', 'chu dem', 'dem', 'ten lot', 'chu lot', 'middle name'],
	'given-name': ['ten', 'given name', 'first name'],
	birth: ['ngay thang nam sinh', 'ngay sinh', 'ntns', 'date of birth', 'dob', 'sinh ngay'],
	'birth-year': ['nam sinh', 'namsinh', 'year of birth', 'birth year'],
	male: [],
	female: [],
	gender: ['gioi tinh', 'gioi', 'phai', 'nam nu', 'gender', 'sex'],
	number: [
		'so dinh danh ca nhan',
		'so dinh danh',
		'so cccd',
		'cccd',
		'ma dinh danh',
		'cmnd cccd',
		'so can cuoc',
		'can cuoc',
		'id number'
	],
	phone: ['so dien thoai', 'dien thoai', 'sdt', 'dt', 'so dt', 'phone'],
	hamlet: ['thon to dan pho', 'thon ban', 'thon', 'to dan pho', 'khu pho', 'ban', 'hamlet'],
	address: ['dia chi thuong tru', 'noi thuong tru', 'dia chi', 'noi o', 'cho o', 'ngo xom', 'address'],
	book: [
		'ma ho',
		'so ho',
		'ho so',
		'tt ho',
		'stt ho',
		'so tt ho',
		'so thu tu ho',
		'so ho khau',
		'so so ho khau',
		'ma so ho',
		'household'
	],
	relation: ['quan he voi chu ho', 'quan he', 'qh voi chu ho', 'relation'],
	ethnic: ['dan toc', 'ethnic'],
	groups: ['doi tuong', 'dien', 'dien chinh sach', 'doi tuong chinh sach', 'ghi chu doi tuong', 'group'],
	'card-until': [
		'can cuoc co gia tri den',
		'cccd co gia tri den',
		'co gia tri den ngay',
		'co gia tri den',
		'han the can cuoc',
		'han can cuoc',
		'han cccd',
		'ngay het han cccd',
		'ngay het han the',
		'card valid until'
	],
	'insurance-until': [
		'bhyt co gia tri den',
		'the bhyt co gia tri den',
		'han the bhyt',
		'han bhyt',
		'bhyt den ngay',
		'ngay het han bhyt',
		'insurance valid until'
	]
};

const fit = (heading: string, words: string): number =>
	heading === words ? 100 + words.length : ` ${heading} `.includes(` ${words} `) ? words.length : 0;

/** The parts of which a name is joined, in this order. */
const PARTS = ['family-name', 'middle-name', 'given-name'] as const;

const part = (header: readonly string[], field: (typeof PARTS)[number]): number =>
	header.findIndex((heading) => HEADED[field].includes(plain(heading)));

/**
 * Where a name stands in parts: under headings of its parts, or under one heading over two columns of which the second has none.
 * Null where it stands whole, or only half is there.
 */
function partsOf(header: readonly string[], rows: readonly (readonly string[])[]): Mapping | null {
	const whole = header.findIndex((heading) => HEADED.name.includes(plain(heading)) && plain(heading) !== 'ten');
	if (whole >= 0) {
		const given = whole + 1;
		return header[given] === '' && isGiven(rows.map((row) => row[given] ?? ''))
			? { 'family-name': whole, 'given-name': given }
			: null;
	}
	const [family, middle, given] = PARTS.map((field) => part(header, field)) as [number, number, number];
	if (family < 0 || given < 0) return null;
	return { 'family-name': family, ...(middle < 0 ? {} : { 'middle-name': middle }), 'given-name': given };
}

/** Whether cells are given names: nearly all are there and are a word or two of letters. */
const isGiven = (cells: readonly string[]): boolean =>
	cells.length > 0 &&
	cells.filter((cell) => /^\p{L}+( \p{L}+)?$/u.test(cell.normalize('NFC'))).length >= cells.length * 0.9;

/** Two columns of which each is for one sex, under one heading or none: "Nam" and "Nữ", "Năm sinh nam" and "Năm sinh nữ". */
function sexesOf(header: readonly string[]): Mapping | null {
	const under = (word: string): Map<string, number> =>
		new Map(
			header.flatMap((heading, column) => {
				const said = plain(heading);
				if (said !== word && !said.endsWith(` ${word}`)) return [];
				return [[said.slice(0, -word.length).trim(), column] as const];
			})
		);
	const females = under('nu');
	const pair = [...under('nam')].find(([before]) => females.has(before));
	return pair ? { male: pair[1], female: females.get(pair[0])! } : null;
}

/** A first guess of the mapping from the headings and some rows; each column and each field is used once, the best fit first. */
export function guessMapping(header: readonly string[], rows: readonly (readonly string[])[] = []): Mapping {
	const parts = partsOf(header, rows);
	const fits = header.flatMap((heading, column) =>
		fields
			.filter((field) => !PARTS.includes(field as never) && (field !== 'name' || !parts))
			.map((field) => ({
				field,
				column,
				fit: Math.max(0, ...HEADED[field].map((words) => fit(plain(heading), words)))
			}))
	);
	const mapping: Mapping = { ...parts, ...sexesOf(header) };
	const taken = new Set<number>(Object.values(mapping));
	for (const one of fits.filter((each) => each.fit > 0).toSorted((a, b) => b.fit - a.fit)) {
		if (mapping[one.field] !== undefined || taken.has(one.column)) continue;
		mapping[one.field] = one.column;
		taken.add(one.column);
	}
	return mapping;
}

/** The columns in which the name stands. */
export const nameColumns = (mapping: Mapping): number[] =>
	(['name', ...PARTS] as const).flatMap((field) => mapping[field] ?? []);

/** The name that a row says: whole, or joined of its parts. */
export const nameIn = (cells: readonly string[], mapping: Mapping): string =>
	(mapping.name === undefined ? PARTS : (['name'] as const))
		.flatMap((field) => cellOf(cells, mapping[field]))
		.join(' ');

const cellOf = (cells: readonly string[], column: number | undefined): string[] => {
	const cell = (cells[column ?? -1] ?? '').trim();
	return cell === '' ? [] : [cell];
};

/** Whether a row has the family name alone, or the given name alone. */
export const isHalfNamed = (cells: readonly string[], mapping: Mapping): boolean =>
	mapping.name === undefined &&
	cellOf(cells, mapping['family-name']).length !== cellOf(cells, mapping['given-name']).length;

/** What a mapping lacks: a whole name is needed, and something that tells two people of one name apart. */
export function mappingFault(mapping: Mapping, header: readonly string[] = []): string | null {
	const used = Object.values(mapping);
	if (new Set(used).size < used.length) return 'import-column-twice';
	const named = nameFault(mapping, header);
	if (named) return named;
	const told = (['birth', 'birth-year', 'male', 'number'] as const).some((field) => mapping[field] !== undefined);
	return told ? sexFault(mapping) : 'import-no-birth';
}

const sexFault = (mapping: Mapping): string | null =>
	(mapping.male === undefined) === (mapping.female === undefined) ? null : 'import-one-sex';

function nameFault(mapping: Mapping, header: readonly string[]): string | null {
	const [family, given] = [mapping['family-name'], mapping['given-name']];
	const parts = PARTS.filter((field) => mapping[field] !== undefined);
	if (mapping.name === undefined) {
		if (parts.length === 0) return 'import-no-name';
		return family === undefined || given === undefined ? 'import-name-half' : null;
	}
	if (parts.length > 0) return 'import-name-ways';
	return mapping.name === part(header, 'family-name') && part(header, 'given-name') >= 0 ? 'import-name-half' : null;
}
