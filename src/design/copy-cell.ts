import { inList } from './list.ts';
import { money, sentence, type Locale } from './spoken.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { findWord } from '#words/word.ts';
import type { Names, Reader, Row, Show } from '#kernel/kept.ts';

// How a cell of what is kept of somebody reads: the small words in which each room says what its copy shows.

export const readerOf = (locale: Locale, names: Names | null, files: readonly Row[]): Reader => ({
	locale,
	say: (key, slots = {}) => findWord(key, slots, { locale }),
	names,
	files: new Map(files.map((file) => [String(file['id']), file]))
});

/** A day, or as much of one as is known: `1972`, `1972-10`, `1972-10-20`. */
export const short = (day: string): string => day.split('-').reverse().join('/');

export const text: Show = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
export const day: Show = (value) => short(String(value));
export const at: Show = (value) => `${short(dayOf(new Date(String(value))))}, ${timeOf(new Date(String(value)))}`;
export const time: Show = (value) => String(value).slice(0, 5);
export const dong: Show = (value, { locale }) => money(Number(value), locale);

type Where = string | Readonly<Record<string, string>>;
const keyOf = (where: Where, code: string): string =>
	typeof where === 'string' ? where + code : (where[code] ?? code);
const wordOf = ({ say }: Reader, where: Where, code: string): string | null => {
	const word = say(keyOf(where, code));
	return word === null ? null : sentence(word);
};

/** A procedure by the name people give it; its official code where the catalogue does not list it. */
export const procedure: Show = (value, { names, locale }) =>
	names?.procedure(String(value))?.plain[locale] ?? String(value);

/** The file that a row belongs to, by the name of its procedure and the code of the portal. */
export const fileOf: Show = (value, reader) => {
	const file = reader.files.get(String(value));
	if (!file) return null;
	const name = String(procedure(file['procedure_code'], reader, file));
	return file['official_code'] ? `${name} (${String(file['official_code'])})` : name;
};

/** A code in words, by the beginning of their keys or by a key for each; one without words is left out. */
export const code =
	(where: Where): Show =>
	(value, reader) =>
		wordOf(reader, where, String(value));

/** A code that is what the row has to tell: one without words is shown as it is. */
export const fact =
	(where: Where): Show =>
	(value, reader) =>
		wordOf(reader, where, String(value)) ?? String(value);

/** Several codes. */
export const facts =
	(where: Where): Show =>
	(value, reader) =>
		inList((Array.isArray(value) ? value : [value]).map((one) => wordOf(reader, where, String(one)) ?? String(one))) ||
		null;

/** Yes or no, in the words of each. */
export const either =
	(yes: string, no: string): Show =>
	(value, reader) =>
		wordOf(reader, value === true ? yes : no, '');

/** The same cell, only where another of its row is filled, or only where it is not. */
export const where =
	(other: string, filled: boolean, show: Show): Show =>
	(value, reader, row) =>
		((row[other] ?? null) !== null) === filled ? show(value, reader, row) : null;

/** A question and its answer in one line. */
export const line = (question: string, answer: string): string =>
	`${question}${question.endsWith('?') ? '' : ':'} ${answer}`;

/** A sealed cell that holds several things as JSON, as lines; what is no such thing is shown as it is. */
export const lines =
	(read: (held: Record<string, unknown>, reader: Reader) => readonly (string | null)[]): Show =>
	(value, reader, row) => {
		const held = heldIn(value);
		return held ? read(held, reader).filter((one) => one !== null) : text(value, reader, row);
	};

function heldIn(value: unknown): Record<string, unknown> | null {
	try {
		const held: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		return held !== null && typeof held === 'object' && !Array.isArray(held) ? (held as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
