import { plain } from '#kernel/plain.ts';

/** A line of a sheet as it was typed: a name, perhaps a year of birth, and after a comma where they live. */
export type PaperLine = { said: string; name: string; year: number | null; hamlet: string | null };

/** As many lines are read at once: a sheet that is handed round in a hall. */
export const MOST_LINES = 40;

/** The lines of a sheet, without empty ones and without the numbers that somebody put before the names. */
export function linesOf(sheet: string): PaperLine[] {
	return sheet
		.split(/\r?\n/)
		.map((line) => line.trim().replace(/^\d{1,3}\s*[.):-]\s*/, ''))
		.filter((line) => /\p{L}/u.test(line))
		.map((said) => {
			const [first = '', ...rest] = said.split(/[,;\t]/);
			const year = /\b(?:19|20)\d\d\b/.exec(said)?.[0] ?? null;
			const words = (text: string): string =>
				text
					.replace(/\d+/g, ' ')
					.replace(/[()/-]/g, ' ')
					.replace(/\s+/g, ' ')
					.trim();
			const hamlet = words(rest.join(' '));
			return {
				said,
				name: words(first),
				year: year === null ? null : Number(year),
				hamlet: hamlet === '' ? null : hamlet
			};
		});
}

type Found = { id: string; name: string; birthYear: number | null; hamlet: string | null };

/** What is made of a line: one is meant; several bear that name; nobody bears it, but somebody one like it; nobody. */
export const readings = ['one', 'several', 'like', 'nobody', 'later'] as const;
export type Reading = (typeof readings)[number];

const sameHamlet = (typed: string, hamlet: string | null): boolean => {
	const bare = (text: string): string => plain(text).replace(/^(thon|ban|xom|ap|to) /, '');
	return hamlet !== null && bare(hamlet) === bare(typed);
};

/**
 * Of those whom the search found: who bears the whole name, with its marks where somebody does, and neither another year nor another hamlet. Exactly one is
 * taken for the one that is meant; anything else is somebody's to decide.
 */
export function readLine<T extends Found>(
	line: PaperLine,
	found: readonly T[]
): { reading: Exclude<Reading, 'later'>; people: T[] } {
	const bears = found.filter(({ name }) => plain(name) === plain(line.name));
	const written = bears.filter(
		({ name }) => name.normalize('NFC').toLowerCase() === line.name.normalize('NFC').toLowerCase()
	);
	const meant = (written.length > 0 ? written : bears).filter(
		({ birthYear, hamlet }) =>
			(line.year === null || birthYear === line.year) && (line.hamlet === null || sameHamlet(line.hamlet, hamlet))
	);
	if (meant.length === 1) return { reading: 'one', people: meant };
	if (meant.length > 1) return { reading: 'several', people: meant };
	return found.length > 0 ? { reading: 'like', people: [...found] } : { reading: 'nobody', people: [] };
}
