import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// One name for one thing: the table of the glossary, held against every word of every page.

const languages = ['vi', 'en', 'hi'] as const;
type Words = Record<(typeof languages)[number], string>;

const folders = [...globSync('src/capabilities/*/words'), 'src/words/common'];

/** Every word by its key, in three languages; a slot is no word. */
const words = new Map<string, Words>(
	folders.flatMap((folder) => {
		const [vi, en, hi] = languages.map(
			(one) => JSON.parse(readFileSync(`${folder}/${one}.json`, 'utf8')) as Record<string, Record<string, string>>
		);
		const plain = (text: string | undefined): string => (text ?? '').replace(/\{\w+\}/g, '…').toLocaleLowerCase('vi');
		return Object.entries(vi!).flatMap(([section, keys]) =>
			typeof keys === 'string'
				? []
				: Object.keys(keys).map((key): [string, Words] => [
						`${section}.${key}`,
						{ vi: plain(keys[key]), en: plain(en![section]?.[key]), hi: plain(hi![section]?.[key]) }
					])
		);
	})
);

type Row = { thing: string; named: string[]; never: Words; where: string; but: string[] };

const cells = (line: string): string[] =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
const parts = (cell: string): string[] => cell.split(/[;,]/).flatMap((one) => one.trim() || []);

const table: Row[] = readFileSync('docs/glossary.md', 'utf8')
	.split('## One name for one thing')[1]!
	.split('\n')
	.filter((line) => line.startsWith('| ') && !line.startsWith('| Thing'))
	.map((line) => {
		const [thing, vi, en, hi, neverVi, neverEn, neverHi, where, but] = cells(line) as [string, ...string[]];
		return {
			...{ thing, named: [vi!, en!, hi!], never: { vi: neverVi!, en: neverEn!, hi: neverHi! } },
			...{ where: where!, but: parts(but!) }
		};
	});

/** A whole word in letters that have case; in Hindi the beginning of one, for its ends change. */
const says = (text: string, name: string, language: string): boolean =>
	language === 'hi'
		? new RegExp(`(?<![\\p{L}\\p{M}])${name}`, 'u').test(text)
		: new RegExp(`(?<![\\p{L}\\p{M}])${name}(?![\\p{L}\\p{M}])`, 'u').test(text);

/** Under which key a second name stands. */
const secondNames = ({ never, where, but }: Row): string[] =>
	[...words].flatMap(([key, text]) =>
		but.includes(key) || (where !== '' && !says(text.vi, where, 'vi'))
			? []
			: languages.flatMap((one) =>
					parts(never[one]).flatMap((name) => (says(text[one], name, one) ? [`${key} (${one}): ${name}`] : []))
				)
	);

test('the table names each thing in three languages, and each name is said somewhere', () => {
	expect(table.length).toBeGreaterThanOrEqual(10);
	const all = languages.map((one) => [...words.values()].map((text) => text[one]).join('\n'));
	for (const { named } of table)
		for (const [n, cell] of named.entries())
			for (const name of parts(cell)) expect([name, all[n]!.includes(name)]).toEqual([name, true]);
});

test.each(table)('$thing has one name in each language', (row) => {
	expect(secondNames(row)).toEqual([]);
});

test('what the table lets through is there, and would not pass without it', () => {
	for (const row of table)
		for (const key of row.but)
			expect([key, secondNames({ ...row, but: [] }).some((one) => one.startsWith(`${key} `))]).toEqual([key, true]);
});

test('in English whoever it may be is “they”: “she” and “he” are people of the story alone', () => {
	const gendered = [...words].filter(([, { en }]) => /\b(she|hers?|herself|he|him|his|himself)\b/.test(en));
	expect(gendered.map(([key]) => key).filter((key) => !key.startsWith('common.demo-'))).toEqual([]);
	expect(gendered.length).toBeGreaterThan(0);
});
