import { doors, rooms } from '#program/rooms.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import type { Locale } from '#design/spoken.ts';
import { m } from '#words';
import type { Row } from '#kernel/kept.ts';
import { allKept, registerKeeping } from '#platform/keeping.server.ts';
import { copyHtml } from './copy-html.server.ts';

registerKeeping(rooms);

const LOCALES: readonly Locale[] = ['vi', 'en', 'hi'];
const names = { procedure: findProcedure, form: formOf };
const page = (locale: Locale, parts: Record<string, Row[]>): string => copyHtml(locale, 'hôm nay', parts, names);
/** Heading and value of every cell of a page. */
const cells = (html: string): [string, string][] =>
	[...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, heading = '', value = '']) => [heading, value]);
const shown = (html: string): string[] => cells(html).map(([, value]) => value);

const migrations = readdirSync('db/migrations')
	.toSorted()
	.filter((name) => name.endsWith('.sql'))
	.map((name) => readFileSync(`db/migrations/${name}`, 'utf8'))
	.filter((sql) => sql.length < 200_000);
const everySql = migrations.join('\n');

/** The tables that `everything_about` answers with, read from where the rooms write it. */
const tables = migrations
	.filter((sql) => /function kept_in_/.test(sql))
	.flatMap((sql) => [...sql.matchAll(/'([a-z_]+)', \(\s*select jsonb_agg/g)].map(([, table = '']) => table));

/** What a column may hold, by the last constraint that says so: `table.column` and its codes. */
function codes(): [string, string[]][] {
	const statements = everySql.split(/;\s*\n/).flatMap((sql): [string, string[]][] => {
		const table = /(?:create|alter) table (\w+)/.exec(sql)?.[1];
		return [...sql.matchAll(/check \((\w+) in \(((?:'[^']+'(?:, )?)+)\)\)/g)].map(([, column, list = '']) => [
			`${table}.${column}`,
			[...list.matchAll(/'([^']+)'/g)].map(([, one = '']) => one)
		]);
	});
	return [...new Map(statements)].filter(([name]) => tables.includes(name.split('.')[0]!));
}

/** The words as they are written: compiled ones fall back to Vietnamese where a language has none. */
const written = (locale: Locale, room: string): Record<string, string> => {
	const home = room === 'platform' ? 'words/common' : `capabilities/${room}/words`;
	return (
		(JSON.parse(readFileSync(`src/${home}/${locale}.json`, 'utf8')) as Record<string, Record<string, string>>)[room] ??
		{}
	);
};

const CASE = 'c-1';
const rows: Record<string, Row[]> = {
	person: [{ name: 'Sương Thị Sớm', gender: 'female', birth_date: '1950-03-14', needs: ['big-print'], verified: true }],
	household_member: [{ relation: 'child', since: '2020-01-01', address: 'Ngõ Bưởi' }],
	vulnerability: [
		{
			why: '{"belongs":[{"group":"NKT","disability":"sight"}],"ethnic":"Mường","note":"ở một mình"}',
			changed_at: '2026-11-25T02:00:00Z'
		}
	],
	person_change: [
		{
			at: '2026-11-25T02:00:00Z',
			source: 'card',
			fields: ['birth'],
			before: '{"birthDate":"1950-03-15","gender":"female","phone":null}'
		}
	],
	identity_change: [
		{
			asked_at: '2026-11-25T02:00:00Z',
			by_name: 'Hoa Thị Lúa',
			agreed_by_name: 'Nắng Thị Mai',
			source: 'paper',
			fields: ['number'],
			before: '{"number":"097150004127"}',
			to: '{"number":null}',
			told_at: '2026-11-26T02:00:00Z'
		}
	],
	person_paper: [{ paper: 'health-insurance', until: '2027-01-31', noted_at: '2026-11-25T02:00:00+00:00' }],
	import_row: [{ n: 7, verdict: 'doubtful', reasons: ['like-somebody'], differs: ['birth'] }],
	need: [{ made_at: '2026-11-25T02:00:00Z', kind: 'phone', urgency: 'this-week', source: 'rule', occasion: 'card-60' }],
	need_found: [{ at: '2026-11-25T02:00:00Z', occasion: 'insurance-until-2027-01-31' }],
	encounter: [
		{ at: '2026-11-25T02:00:00Z', channel: 'counter', topic: 'public-services', how: 'unfinished', minutes: 12 }
	],
	readiness_triage: [
		{ want: 'level-2', door: 'police-level-2', answers: '{"want":"level-2","age":"grown","card":"chip","sim":"other"}' }
	],
	police_booking: [{ day: '2026-12-01', starts: '08:30:00', place: 'station', purpose: 'level-2', state: 'booked' }],
	case_file: [
		{
			id: CASE,
			procedure_code: '2.000635',
			official_code: 'H56-1',
			role: 'owner',
			stage: 'filed',
			status: 1,
			way: 'DIRECT'
		}
	],
	case_answer: [
		['applicant-name', 'Sương Thị Sớm'],
		['for-self', 'no'],
		['relation', 'child'],
		['record', 'other'],
		['registered-on', '1972-10'],
		['receive', 'desk']
	].map(([question, value]) => ({ case_id: CASE, question, value, provenance: 'guide', at: '2026-11-25T02:00:00Z' })),
	case_paper: [{ case_id: CASE, paper: 'id-paper', verdict: 'not-needed', at: '2026-11-25T02:00:00Z' }],
	case_status: [{ case_id: CASE, status: 1, source: 'by-hand', outside_at: '2026-11-25T02:00:00Z' }],
	case_claim: [{ case_id: CASE, answer: 'not-mine', at: '2026-11-25T02:00:00Z' }],
	fee_line: [{ case_id: CASE, what: 'unit', unit_amount: 8000, quantity: 2, amount: 16000, basis: 'TT' }],
	bank_entry: [
		{ case_id: CASE, amount: 16000, purpose: 'TN 1', state: 'settled', settled_how: 'given-back: trả tận tay' }
	],
	look: [{ at: '2026-11-25T02:00:00Z', actor_kind: 'staff', by_name: 'Mai', what: 'file', purpose: 'session' }],
	journal: [{ at: '2026-11-25T02:00:00Z', actor_kind: 'resident', command: 'data-rights.take-out' }]
};

const RAW =
	/applicant-name|for-self|public-services|unfinished|doubtful|police-level-2|level-2|08:30:00|2\.000635|not-mine|health-insurance|this-week|card-60|insurance-until|given-back|take-out|by-hand|like-somebody|birthDate|\bNKT\b|[{}[\]]/;
const CODES = new Set(
	'no other desk owner filed booked station file unit child guide rule counter staff resident settled birth card sight DIRECT female'.split(
		' '
	)
);

describe.each(LOCALES)('the copy to read, in %s', (locale) => {
	const say = (key: string): string | undefined =>
		(m as unknown as Record<string, ((slots: object, options: { locale: Locale }) => string) | undefined>)[key]?.(
			{},
			{ locale }
		);

	test('every table of the function has a title and cells that are read', () => {
		expect(tables.length).toBeGreaterThan(30);
		expect(
			tables.filter((table) => !written(locale, allKept()[table]!.room)[`part-${table.replaceAll('_', '-')}`])
		).toEqual([]);
		expect(tables.filter((table) => (allKept()[table]?.copy ?? []).length === 0)).toEqual([]);
	});

	test('every cell has a heading', () => {
		const heading = (column: string, key?: string) => key ?? `common.col-${column.replaceAll('_', '-')}`;
		const without = Object.values(allKept()).flatMap(({ copy }) =>
			copy.map(([column, , key]) => heading(column, key)).filter((key) => !say(key))
		);
		expect(without).toEqual([]);
	});

	test('nothing is shown as a code', () => {
		const html = page(locale, rows);
		expect(html.replace(/<style>.*?<\/style>/, '')).not.toMatch(RAW);
		expect(shown(html).filter((value) => CODES.has(value))).toEqual([]);
		expect(html).not.toMatch(/<(h2|dt)>( \(\d+\))?<\/|<dl><\/dl>|undefined|null/);
		expect(shown(html)).toContain('08:30');
		expect(html).toContain(`${say('assistance.mine-why-insurance-until')} (31/01/2027)`);
		expect(html).toContain(say('assistance.mine-why-card'));
		expect(html).toContain(findProcedure('2.000635')!.plain[locale]);
		expect(html).toContain(formOf('2.000635').questions[0]!.ask[locale]);
	});

	test('every code that a column may hold has words', () => {
		const all = codes();
		expect(all.length).toBeGreaterThan(30);
		const raw = all.flatMap(([name, values]) => {
			const [table = '', column = ''] = name.split('.');
			if (!(allKept()[table]?.copy ?? []).some(([one]) => one === column)) return [];
			return values.filter((value) => {
				const [said] = shown(page(locale, { [table]: [{ [column]: value }] }));
				return said === undefined || said === value;
			});
		});
		expect(raw).toEqual([]);
	});

	test('a mandate that was ended says when and by whom, and is not said to hold until its last day', () => {
		const one = {
			direction: 'given',
			kind: 'mandate',
			evidence: 'said',
			valid_from: '2026-11-25',
			valid_to: '2027-11-26'
		};
		const ended = { ...one, revoked_at: '2026-11-26T02:05:00+00:00' };
		const validTo = say('common.col-valid-to')!;
		expect(cells(page(locale, { mandate: [one] }))).toContainEqual([validTo, '26/11/2027']);
		for (const by of ['message', 'erasure', 'staff', 'principal', 'agent', null, 'b7c1']) {
			const told = cells(page(locale, { mandate: [{ ...ended, revoked_by: by }] }));
			expect(told).toContainEqual([say('common.col-revoked-at'), '26/11/2026, 09:05']);
			expect(told.map(([heading]) => heading)).not.toContain(validTo);
			expect(told.some(([, value]) => value === by)).toBe(false);
		}
	});

	test('what was answered before an e-ID is a question and an answer in each line', () => {
		const lines = cells(page(locale, { readiness_triage: rows['readiness_triage']! })).find(
			([heading]) => heading === say('common.col-answers')
		)![1];
		expect(lines.split('<br>')).toHaveLength(4);
		expect(lines).toContain(`${say('readiness.ask-sim')} ${say('readiness.sim-other')}`);
	});
});

test('a code without words is shown where it is all that the row tells, and left out elsewhere', () => {
	const html = page('vi', {
		case_paper: [{ verdict: 'quite-new' }],
		case_status: [{ status: 1, source: 'quite-new' }]
	});
	expect(html.match(/quite-new/g)).toHaveLength(1);
});

test('without the names of the procedures their codes stand there', () => {
	const html = copyHtml('vi', 'hôm nay', { case_file: rows['case_file']!, case_answer: rows['case_answer']! });
	expect(shown(html)).toContain('2.000635');
	expect(shown(html)).toContain('for-self');
});

/** Rooms and commands whose journal lines concern no person, so that they are in no copy. */
const OF_NOBODY =
	/^(counter|imports|places|platform)\.|^access\.(?!let-in$)|\.(quick-help|find-needs|find-slip|settle-claim|find-twins|call-off|open-slots|clear-out|publish-text|set-house-period|set-period|rate|rate-by-link|pass-needs|pass-companion|take-denial|pass-denials|ask-visit-home|take-call|end-call|say-why|say-why-beside|ask-call)$/;

test('every command that can stand in a journal of hers has words', () => {
	const commands = [...doors.values()].filter(({ kind }) => kind === 'command').map(({ called }) => called);
	expect(commands.length).toBeGreaterThan(100);
	const hers = commands.filter((name) => !OF_NOBODY.test(name));
	expect(hers.filter((name) => !(name.replace('.', '.did-') in m))).toEqual([]);
});
