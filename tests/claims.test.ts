import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Decision 38: every sentence that says that something happened elsewhere names the test that it did.

type Claim = { word: string; file: string; title: string };
const ROW = /^\| `([a-z-]+\.[a-z0-9-]+)` \|[^|]+\| `([^`]+)` “([^”]+)” \|$/;

const claims = (): Claim[] =>
	readFileSync('docs/decisions/0038-what-a-page-says-of-elsewhere.md', 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => {
			const [, word, file, title] = ROW.exec(line) ?? [];
			if (!word || !file || !title) throw new Error(`not a row of claims: ${line}`);
			return { word, file, title };
		});

test('each claim is a sentence of ours in three languages', () => {
	expect(claims().length).toBeGreaterThan(20);
	const missing = claims().flatMap(({ word }) => {
		const [room, key] = word.split('.') as [string, string];
		return ['vi', 'en', 'hi'].filter((locale) => {
			const words = JSON.parse(readFileSync(`src/capabilities/${room}/words/${locale}.json`, 'utf8')) as Record<
				string,
				Record<string, string>
			>;
			return !words[room]?.[key];
		});
	});
	expect(missing).toEqual([]);
});

test('each names a test that is there, by its title', () => {
	const missing = claims().filter(({ file, title }) => !readFileSync(file, 'utf8').includes(title));
	expect(missing).toEqual([]);
});
