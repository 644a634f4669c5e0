import { plain } from '#kernel/plain.ts';

/** What a column of a commune's spreadsheet may hold. */
export const fields = [
	'name',
	'birth',
	'birth-year',
	'gender',
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
	name: ['ho va ten', 'ho ten', 'ho va chu dem', 'ten nguoi', 'ten', 'full name', 'name'],
	birth: ['ngay thang nam sinh', 'ngay sinh', 'ntns', 'date of birth', 'dob', 'sinh ngay'],
	'birth-year': ['nam sinh', 'namsinh', 'year of birth', 'birth year'],
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
	book: ['ma ho', 'so ho', 'ho so', 'so ho khau', 'ma so ho', 'household'],
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

/** A first guess of the mapping from the headings; each column and each field is used once, the best fit first. */
export function guessMapping(header: readonly string[]): Mapping {
	const fits = header.flatMap((heading, column) =>
		fields.map((field) => ({
			field,
			column,
			fit: Math.max(0, ...HEADED[field].map((words) => fit(plain(heading), words)))
		}))
	);
	const mapping: Mapping = {};
	const taken = new Set<number>();
	for (const one of fits.filter((each) => each.fit > 0).toSorted((a, b) => b.fit - a.fit)) {
		if (mapping[one.field] !== undefined || taken.has(one.column)) continue;
		mapping[one.field] = one.column;
		taken.add(one.column);
	}
	return mapping;
}

/** The row that is the header: the first within twenty in which a column for the name and another can be guessed; null when none is. */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
	const at = rows.slice(0, 20).findIndex((row) => {
		const guess = guessMapping(row);
		return guess.name !== undefined && Object.keys(guess).length > 1;
	});
	return at < 0 ? null : at;
}

/** What a mapping lacks: a name is needed, and something that tells two people of one name apart. */
export function mappingFault(mapping: Mapping): 'import-no-name' | 'import-no-birth' | 'import-column-twice' | null {
	if (mapping.name === undefined) return 'import-no-name';
	if (mapping.birth === undefined && mapping['birth-year'] === undefined && mapping.number === undefined)
		return 'import-no-birth';
	const used = Object.values(mapping);
	return new Set(used).size < used.length ? 'import-column-twice' : null;
}
