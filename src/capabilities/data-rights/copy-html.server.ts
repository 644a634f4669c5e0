import { sentence, type Locale } from '#design/spoken.ts';
import { readerOf } from '#design/copy-cell.ts';
import type { Column, Names, Reader, Row } from '#kernel/kept.ts';
import { allKept } from '#platform/keeping.server.ts';
import { titleOf } from './title-of.server.ts';

/** Who they are first, then what was done for them, and last the traces that machines leave. */
const LAST = ['look', 'journal', 'resident_session'];
const FIRST = [
	'person',
	'person_paper',
	'household_member',
	'vulnerability',
	'mandate',
	'consent',
	'data_request',
	'need',
	'case_file',
	'case_answer'
];
const placeOf = (table: string): number =>
	FIRST.includes(table) ? FIRST.indexOf(table) : LAST.includes(table) ? 100 + LAST.indexOf(table) : 50;

const safe = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

function cell([column, show, heading]: Column, row: Row, reader: Reader): string {
	if (!isFilled(row[column])) return '';
	const said = show(row[column], reader, row);
	const lines = (typeof said === 'string' ? [said] : (said ?? [])).filter(isFilled);
	if (lines.length === 0) return '';
	const name = reader.say(heading ?? `common.col-${column.replaceAll('_', '-')}`) ?? '';
	return `<dt>${safe(sentence(name))}</dt><dd>${lines.map(safe).join('<br>')}</dd>`;
}

const rowOf = (table: string, row: Row, reader: Reader): string =>
	`<dl>${(allKept()[table]?.copy ?? []).map((column) => cell(column, row, reader)).join('')}</dl>`;

function section(table: string, rows: readonly Row[], reader: Reader): string {
	const title = reader.say(titleOf(table)) ?? '';
	return `<h2>${safe(title)} (${rows.length})</h2>${rows.map((row) => rowOf(table, row, reader)).join('')}`;
}

/**
 * The copy as a page that stands by itself: to read, to print, to keep. Without the `names` of the procedures their codes and
 * those of their questions are shown.
 */
export function copyHtml(
	locale: Locale,
	when: string,
	parts: Record<string, Row[]>,
	names: Names | null = null
): string {
	const reader = readerOf(locale, names, parts['case_file'] ?? []);
	const title = safe(reader.say('data-rights.my-data') ?? '');
	const sections = Object.entries(parts)
		.toSorted(([a], [b]) => placeOf(a) - placeOf(b))
		.filter(([, rows]) => rows.length > 0)
		.map(([table, rows]) => section(table, rows, reader));
	return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>body{font:18px/1.5 sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:0 1rem;border-top:1px solid #bbb;padding:.5rem 0;margin:0}dt{color:#5b524b}dd{margin:0;overflow-wrap:anywhere}h2{margin-top:2rem}</style></head><body><h1>${title}</h1><p>${safe(when)}</p>${sections.join('')}</body></html>`;
}
