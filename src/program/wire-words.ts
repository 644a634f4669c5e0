import { readFileSync } from 'node:fs';

// The few sentences that are said before any page is asked. They are read from the words of their room once they are said: all words of the house lie in its
// build, and a second time in the same program they were a third of its memory.

type Locale = 'vi' | 'en' | 'hi';
type Said = Readonly<Record<string, Readonly<Record<string, string>>>>;

const folders = { common: 'src/words/common', imports: 'src/capabilities/imports/words' } as const;
const known = new Map<string, string>();

/** A sentence of a room (`refusal.body-large`), with what stands in its places. Refuses one that is not there: it is no input of anybody. */
export function wireWord(
	room: keyof typeof folders,
	word: `${string}.${string}`,
	locale: Locale,
	places: Readonly<Record<string, number>> = {}
): string {
	const [section, key] = word.split('.') as [string, string];
	const kept = `${room} ${word} ${locale}`;
	const said =
		known.get(kept) ??
		(JSON.parse(readFileSync(`${process.cwd()}/${folders[room]}/${locale}.json`, 'utf8')) as Said)[section]?.[key];
	if (said === undefined) throw new Error(`no such word: ${kept}`);
	known.set(kept, said);
	return Object.entries(places).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), said);
}
