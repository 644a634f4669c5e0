import { money, sentence, type Locale } from '#design/spoken.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { findWord } from '#words/word.ts';
import type { Row } from '../rules-everything.ts';

type Slots = Record<string, string | number>;
type Said = Readonly<Record<Locale, string>>;

type Asked = {
	id: string;
	kind: string;
	ask: Said;
	choices?: readonly { value: string; words: Said }[] | undefined;
};

/** What the room of the procedures knows of them, passed in: the name and papers by code, and the questions of its form. */
export type Names = {
	procedure: (code: string) => { plain: Said; papers: readonly { id: string; name: string }[] } | undefined;
	form: (code: string) => { questions: readonly Asked[] };
};

export type Reader = {
	locale: Locale;
	/** A word of any room by its whole key; nothing where there is none. */
	say: (key: string, slots?: Slots) => string | null;
	names: Names | null;
	/** The files of the copy by id. */
	files: ReadonlyMap<string, Row>;
};

export const readerOf = (locale: Locale, names: Names | null, files: readonly Row[]): Reader => ({
	locale,
	say: (key, slots = {}) => findWord(key, slots, { locale }),
	names,
	files: new Map(files.map((file) => [String(file['id']), file]))
});

/** How the value of a cell is shown: lines to read, or null where there is nothing to show. */
export type Show = (value: unknown, reader: Reader, row: Row) => string | readonly string[] | null;

/** A cell that is read: its column, how it is shown, and the key of its heading where that is not `privacy.col-<column>`. */
export type Column = readonly [column: string, show: Show, heading?: string];

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
		(Array.isArray(value) ? value : [value])
			.map((one) => wordOf(reader, where, String(one)) ?? String(one))
			.join(', ') || null;

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
