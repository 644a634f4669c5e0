/** The rows of one person, by table, as the database tells them; the names are those of its columns. */
export type Row = Record<string, unknown>;
export type Everything = Record<string, Row[]>;

type Opens = { column: string; subject: (row: Row) => string; bind: (row: Row) => string };
const own = (row: Row): string => String(row['person_id']);
const opens = (column: string, bind: (row: Row) => string, subject = own): Opens => ({ column, subject, bind });

/** Which columns are sealed, under whose key, and what they are bound to: the same as where they are written. */
export const SEALED: Readonly<Record<string, readonly Opens[]>> = {
	person: [
		opens(
			'number_sealed',
			() => 'id-number',
			(row) => String(row['id'])
		),
		opens(
			'phone_sealed',
			() => 'phone',
			(row) => String(row['id'])
		)
	],
	vulnerability: [opens('sealed', () => 'why')],
	person_change: [opens('before_sealed', () => 'change')],
	need: [opens('note', (row) => `need ${String(row['id'])}`)],
	readiness_triage: [opens('answers', (row) => `triage ${String(row['id'])}`)],
	data_request: [
		opens('words', (row) => `data-request:words:${String(row['id'])}`),
		opens('extended_why', (row) => `data-request:extended:${String(row['id'])}`),
		opens('settled_why', (row) => `data-request:settled:${String(row['id'])}`)
	],
	case_answer: [
		opens(
			'value_sealed',
			(row) => `answer:${String(row['case_id'])}:${String(row['question'])}`,
			(row) => String(row['owner_id'])
		)
	]
};

/** Tables that point to a person or to something of hers, and are not in her copy: each with why. */
export const NOT_HERS: Readonly<Record<string, string>> = {
	subject_key: 'her data key: it opens what the copy shows open, and is of no use elsewhere',
	confirm_link: 'hashes of links that were sent to her and have expired',
	portal_task: 'what the machine has still to send; the file itself is in the copy',
	rating_chance: 'hashes of links by which somebody may rate once'
};

/** How a sealed value reads once it is open: `phone_sealed` is `phone`. */
export const openName = (column: string): string => column.replace(/_?sealed$/, '') || 'why';

/** Cells in which words about a person can stand: what an erasure empties, and what its proof counts. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
	person: ['name', 'birth_year', 'birth_date', 'gender', 'hamlet', 'number_sealed', 'phone_sealed'],
	vulnerability: ['sealed'],
	person_paper: ['until'],
	person_change: ['before_sealed'],
	person_merge: ['held'],
	import_row: ['held'],
	need: ['note'],
	readiness_triage: ['answers'],
	data_request: ['words', 'extended_why', 'settled_why'],
	case_answer: ['value_sealed']
};

export type Count = { rows: number; words: number; sealed: number };

/** How much is kept of her, table by table: rows, cells with words, and how many of those are sealed under her key. */
export function counted(all: Everything): Record<string, Count> {
	const filled = (value: unknown): boolean =>
		value !== null && value !== undefined && value !== false && value !== '\\x';
	return Object.fromEntries(
		Object.entries(all).map(([table, rows]) => {
			const sealed = new Set((SEALED[table] ?? []).map(({ column }) => column));
			const cells = rows.flatMap((row) => (WORDS[table] ?? []).filter((column) => filled(row[column])));
			return [table, { rows: rows.length, words: cells.length, sealed: cells.filter((one) => sealed.has(one)).length }];
		})
	);
}
