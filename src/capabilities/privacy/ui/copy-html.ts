import { m } from '#words';
import type { Row } from '../rules-everything.ts';
import { say } from './say.ts';

type Words = Record<string, (() => string) | undefined>;

/** Which cells a person reads, in this order; ids, hashes and the rest are in the JSON. */
const COLUMNS =
	'at received_at made_at started_at found_at ended_at since until valid_from valid_to role direction name birth_date birth_year gender hamlet number phone address relation other_name why before kind purpose answer text_version words state acknowledge_by due_by extended_why settled_why outcome outcome_on plan promised_on note want answers door day starts place procedure_code official_code stage question value paper verdict reason amount basis way score comment channel topic how minutes command what by_name actor_kind'.split(
		' '
	);

/** Codes that have words: by table and column. */
const SAYS: Record<string, string> = {
	'consent.purpose': 'privacy.consent-',
	'consent.answer': 'privacy.answer-',
	'data_request.kind': 'privacy.kind-',
	'data_request.state': 'privacy.state-',
	'data_request.purpose': 'privacy.consent-',
	'look.purpose': 'privacy.why-',
	'need.kind': 'assistance.need-kind-',
	'need.outcome': 'assistance.need-outcome-',
	'need.plan': 'assistance.need-plan-'
};

/** What somebody typed is shown as it is. */
const TYPED: ReadonlySet<string> = new Set([
	'name',
	'other_name',
	'words',
	'note',
	'value',
	'comment',
	'reason',
	'address'
]);

/** Who she is first, then what was done for her, and last the traces that machines leave. */
const LAST = ['look', 'journal', 'resident_session'];
const FIRST = [
	'person',
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

const instant = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Ho_Chi_Minh',
	dateStyle: 'short',
	timeStyle: 'short'
});

function cell(table: string, column: string, value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const words = (m as unknown as Words)[`${SAYS[`${table}.${column}`] ?? 'privacy.val-'}${text}`];
	if (words && !TYPED.has(column)) return words();
	if (/^\d{4}-\d\d-\d\dT/.test(text)) return instant.format(new Date(text));
	return /^\d{4}-\d\d-\d\d$/.test(text) ? text.split('-').reverse().join('/') : text;
}

function row(table: string, one: Row): string {
	const shown = COLUMNS.filter((column) => one[column] !== null && one[column] !== undefined && one[column] !== '');
	const lines = shown.map(
		(column) =>
			`<dt>${safe(say(`col-${column.replaceAll('_', '-')}`))}</dt><dd>${safe(cell(table, column, one[column]))}</dd>`
	);
	return `<dl>${lines.join('')}</dl>`;
}

/** The copy as a page that stands by itself: to read, to print, to keep. */
export function copyHtml(locale: string, when: string, parts: Record<string, Row[]>): string {
	const sections = Object.entries(parts)
		.toSorted(([a], [b]) => placeOf(a) - placeOf(b))
		.filter(([, rows]) => rows.length > 0)
		.map(
			([table, rows]) =>
				`<h2>${safe(say(`part-${table.replaceAll('_', '-')}`))} (${rows.length})</h2>${rows.map((one) => row(table, one)).join('')}`
		);
	return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(m['privacy.my-data']())}</title><style>body{font:18px/1.5 sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:0 1rem;border-top:1px solid #bbb;padding:.5rem 0;margin:0}dt{color:#5b524b}dd{margin:0;overflow-wrap:anywhere}h2{margin-top:2rem}</style></head><body><h1>${safe(m['privacy.my-data']())}</h1><p>${safe(when)}</p>${sections.join('')}</body></html>`;
}
