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

/** One row of a sheet, which column is which by its first line. */
function written(row: Record<string, string>): Record<keyof Written, unknown> {
	const cell = (column: keyof Written): string => {
		const key = Object.keys(row).find((one) => columns[column].includes(plain(one)));
		return key === undefined ? '' : (row[key] ?? '').trim();
	};
	const kind = plain(cell('kind'));
	return {
		...{ name: cell('name'), address: cell('address'), hours: cell('hours'), channel: cell('channel') },
		kind: kindWords[kind] ?? kind,
		sees: seenIn(cell('sees')),
		stepFree: YES.includes(plain(cell('stepFree'))),
		checkedUntil: dayIn(cell('checkedUntil'))
	};
}

const rowsIn = (text: string): Record<string, string>[] => {
	try {
		return parse(text, {
			bom: true,
			columns: true,
			delimiter: delimiterOf(text),
			skip_empty_lines: true,
			relax_column_count: true,
			max_record_size: 5000,
			to: MOST_PLACES + 1
		}) as Record<string, string>[];
	} catch {
		throw new Refusal('health-sheet');
	}
};

/**
 * Reads what a commune pasted: a first line that names the columns, then a place a line. All of it or nothing: refuses what is no sheet
 * (`health-sheet`), has too many (`health-many`), names one twice (`health-twice`), or has lines that cannot be read (`health-lines`).
 */
export function readSheet(text: string): Written[] {
	const rows = rowsIn(text).map((row) => v.safeParse(Written, written(row)));
	if (rows.length === 0) throw new Refusal('health-sheet');
	if (rows.length > MOST_PLACES) throw new Refusal('health-many', { most: MOST_PLACES });
	const faulty = rows.flatMap(({ success }, n) => (success ? [] : [n + 2]));
	if (faulty.length > 0) throw new Refusal('health-lines', { lines: faulty.slice(0, 10).join(', ') });
	const read = rows.map(({ output }) => output as Written);
	const names = read.map(({ name }) => name.toLocaleLowerCase('vi'));
	const twice = names.findIndex((name, n) => names.indexOf(name) !== n);
	if (twice >= 0) throw new Refusal('health-twice', { name: read[twice]!.name });
	return read;
}
