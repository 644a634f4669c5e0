import { m } from '#words';

/** A birth as a register shows it: `14/3/1950`, or the year alone. Digits are the same in every language. */
export const birthOf = ({ birthDate, birthYear }: { birthDate: string | null; birthYear: number | null }): string => {
	if (birthDate) return birthDate.split('-').map(Number).toReversed().join('/');
	return birthYear === null ? m['residents.none']() : m['residents.birth-year-only']({ year: birthYear });
};
