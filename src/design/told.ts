import { m } from '#words';
import { findWord } from '#words/word.ts';

type Told = { code: string; detail: Record<string, string | number> } | null | undefined;

/** A code in the reader's words: a refusal (`refusal.<code>`) or an error beside a field (`error.<code>`). An unknown code gives the plain sentence, never itself. */
export function told(refusal: Told): string | null {
	if (!refusal) return null;
	return findWord(`refusal.${refusal.code}`, dotted(refusal.detail)) ?? m['refusal.unknown']();
}

/** The same in a language that is named, for whoever has no cookie of ours. */
export const toldIn = (locale: 'vi' | 'en' | 'hi', refusal: NonNullable<Told>): string =>
	findWord(`refusal.${refusal.code}`, dotted(refusal.detail), { locale }) ?? m['refusal.unknown']({}, { locale });

export function fieldTold(code: string | undefined, slots: Record<string, string | number> = {}): string | null {
	if (!code) return null;
	return findWord(`error.${code}`, slots) ?? m['error.unknown']();
}

/** Amounts of money are read with dots, as on a bank note; years and counts stay as they are. */
const dotted = (detail: Record<string, string | number>): Record<string, string | number> =>
	Object.fromEntries(
		Object.entries(detail).map(([name, value]) => [
			name,
			typeof value === 'number' && value >= 10_000 ? value.toLocaleString('vi-VN') : value
		])
	);
