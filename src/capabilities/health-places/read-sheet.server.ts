import * as v from 'valibot';
import { parse } from 'csv-parse/sync';
import { delimiterOf } from '#kernel/delimiter.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { needs, Written, type Need } from './inputs.ts';

/** So many places one commune keeps: a list that is longer is read by nobody. */
export const MOST_PLACES = 40;

const columns: Record<keyof Written, readonly string[]> = {
	name: ['ten', 'noi kham', 'name'],
	kind: ['loai', 'kind'],
	sees: ['kham', 'kham gi', 'sees'],
	address: ['dia chi', 'address'],
	hours: ['gio', 'gio kham', 'hours'],
	channel: ['cach dat', 'dat kham', 'channel'],
	stepFree: ['loi bang', 'xe lan', 'step free'],
	checkedUntil: ['xem lai', 'con dung den', 'checked until']
};

/** As a sheet writes them, for whoever forgot one. */
const headings: Record<keyof Written, string> = {
	...{ name: 'Tên', kind: 'Loại', sees: 'Khám gì', address: 'Địa chỉ' },
	...{ hours: 'Giờ khám', channel: 'Cách đặt', stepFree: 'Lối bằng', checkedUntil: 'Còn đúng đến' }
};

const kindWords: Record<string, Written['kind']> = {
	'tram y te': 'station',
	tram: 'station',
	'benh vien': 'hospital',
	'phong kham': 'clinic'
};
const needWords: Record<string, Need> = {
	'kham chung': 'general',
	chung: 'general',
	'huyet ap': 'heart',
	tim: 'heart',
	'xuong khop': 'bones',
	mat: 'eyes',
	rang: 'teeth',
	'tre em': 'children'
};
const YES = ['co', 'yes', 'x', '1'];

/** `dd/mm/yyyy` as people write it, or as a machine does. */
const dayIn = (text: string): string => {
	const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
	return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text.trim();
};

/** What it sees to, by the words of a sheet or the names of the house; unknown ones stay as they are and are refused. */
const seenIn = (text: string): string[] => [
	...new Set(
		text
			.split(/[;|,/]/)
			.map(plain)
			.filter(Boolean)
			.map((one) => needWords[one] ?? needs.find((need) => need === one) ?? one)
	)
];

/** A row by its columns. */
type Row = Record<keyof Written, string>;

/** One row of a sheet as it is checked. */
function written(row: Row): Record<keyof Written, unknown> {
	const kind = plain(row.kind);
	return {
		...{ name: row.name, address: row.address, hours: row.hours, channel: row.channel },
		kind: kindWords[kind] ?? kind,
		sees: seenIn(row.sees),
		stepFree: YES.includes(plain(row.stepFree)),
		checkedUntil: dayIn(row.checkedUntil)
	};
}

const linesIn = (text: string): string[][] => {
	try {
		return parse(text, {
			bom: true,
			delimiter: delimiterOf(text),
			skip_empty_lines: true,
			relax_column_count: true,
			max_record_size: 5000,
			to: MOST_PLACES + 2
		}) as string[][];
	} catch {
		throw new Refusal('health-sheet');
	}
};

/** Where each column stands, by the first line: each once, or it is said which is not. */
function whereStands(head: readonly string[]): Map<keyof Written, number> {
	const at = new Map<keyof Written, number>();
	for (const [n, heading] of head.entries()) {
		const column = (Object.keys(columns) as (keyof Written)[]).find((one) => columns[one].includes(plain(heading)));
		if (column === undefined) continue;
		if (at.has(column)) throw new Refusal('health-heading-twice', { heading: heading.trim() });
		at.set(column, n);
	}
	const missing = (Object.keys(columns) as (keyof Written)[]).filter((one) => !at.has(one));
	if (at.size === 0) throw new Refusal('health-sheet');
	if (missing.length > 0)
		throw new Refusal('health-headings', { headings: missing.map((one) => headings[one]).join(', ') });
	return at;
}

/** What is wrong with a row, by the codes that stand beside the fields of the form. */
function faultsIn(row: Row, today: string): string[] {
	const { issues, output } = v.safeParse(Written, written(row));
	if (issues) return [...new Set(issues.map(({ message }) => message))];
	return output.checkedUntil < today ? ['health-until-past'] : [];
}

/**
 * Reads what a commune pasted: a first line that names the columns, then a place a line. All of it or nothing: refuses what is no sheet
 * (`health-sheet`), lacks a column (`health-headings`) or has one twice (`health-heading-twice`), has too many (`health-many`), names one twice
 * (`health-twice-in`), or has lines that cannot be read (`health-lines`; `faults` says why of each, as "3 health-until+health-kind").
 */
export function readSheet(text: string, today: string): Written[] {
	const [head = [], ...lines] = linesIn(text);
	const at = whereStands(head);
	if (lines.length === 0) throw new Refusal('health-sheet');
	if (lines.length > MOST_PLACES) throw new Refusal('health-many', { most: MOST_PLACES });
	const rows = lines.map(
		(cells) => Object.fromEntries([...at].map(([column, n]) => [column, (cells[n] ?? '').trim()])) as Row
	);
	const faults = rows.flatMap((row, n) => {
		const why = faultsIn(row, today);
		return why.length > 0 ? [{ line: n + 2, why }] : [];
	});
	if (faults.length > 0)
		throw new Refusal('health-lines', {
			lines: faults.map(({ line }) => line).join(', '),
			faults: faults.map(({ line, why }) => `${line} ${why.join('+')}`).join(', ')
		});
	const read = rows.map((row) => v.parse(Written, written(row)));
	const names = read.map(({ name }) => name.toLocaleLowerCase('vi'));
	const twice = names.findIndex((name, n) => names.indexOf(name) !== n);
	if (twice >= 0) throw new Refusal('health-twice-in', { name: read[twice]!.name });
	return read;
}
