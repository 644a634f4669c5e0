import { isDay } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { isUntil } from './rules-papers.ts';

// How days are read that somebody wrote: in a cell of a sheet, or in one box of a form.

/** What was understood and, as a reason, what had to be mended or given up. */
export type Read<T> = { value: T | null; reason: string | null };
const nothing = { value: null, reason: null } as const;
const lost = (reason: string): Read<never> => ({ value: null, reason });

const two = (n: number): string => String(n).padStart(2, '0');
const asDay = (y: number, m: number, d: number): string | null => {
	const day = `${y}-${two(m)}-${two(d)}`;
	return isDay(day) ? day : null;
};

/** Days since 1899-12-30, as Excel counts them (its 1900 was a leap year); only whole days of living people's births are taken. */
const SERIAL = { from: 3_654, to: 73_050 };
function fromSerial(n: number): string {
	return new Date(Date.UTC(1899, 11, 30) + n * 86_400_000).toISOString().slice(0, 10);
}

/** `bothWays`: day and month could stand the other way round. */
type Birth = { year: number; date: string | null; bothWays?: boolean };

/** A birth: `14/03/1950`, `1950-03-14`, `14.3.50` (refused: which century), `1950`, "ngày 3 tháng 5 năm 1950", an Excel serial. */
export function readBirth(cell: string, today: string): Read<Birth> {
	const text = cell.trim();
	if (text === '') return nothing;
	const read = dayIn(text);
	if (!read) return lost('birth-unreadable');
	if (read.value.year < 1900) return lost('birth-early');
	if ((read.value.date ?? `${read.value.year}-01-01`) > today) return lost('birth-future');
	return read;
}

function dayIn(text: string): { value: Birth; reason: string | null } | null {
	const whole = (date: string | null, reason: string | null = null) =>
		date ? { value: { year: Number(date.slice(0, 4)), date }, reason } : null;
	if (/^(18|19|20)\d{2}(\.0)?$/.test(text))
		return { value: { year: Number(text.slice(0, 4)), date: null }, reason: null };
	if (/^\d{4,5}(\.\d+)?$/.test(text)) {
		const n = Math.floor(Number(text));
		return n >= SERIAL.from && n <= SERIAL.to ? whole(fromSerial(n), 'birth-serial') : null;
	}
	const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
	if (iso) return whole(asDay(Number(iso[1]), Number(iso[2]), Number(iso[3])));
	const parts =
		/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ??
		/ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})/.exec(plain(text));
	if (parts) {
		const [a, b, y] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
		if (b > 12) return whole(asDay(y, a, b), 'birth-turned');
		const read = whole(asDay(y, b, a));
		if (!read) return yearAlone(y);
		return a <= 12 && a !== b ? { ...read, value: { ...read.value, bothWays: true } } : read;
	}
	const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
	return monthYear ? yearAlone(Number(monthYear[2])) : null;
}
const yearAlone = (year: number) => ({ value: { year, date: null }, reason: 'birth-year-only' });

/** Until when a paper is valid: a whole day. "Không thời hạn" and an empty cell say nothing that runs out. */
export function readUntil(cell: string, today: string): Read<string> {
	const text = cell.trim();
	if (text === '' || /khong (thoi han|xac dinh|han)|vo thoi han|suot doi/.test(plain(text))) return nothing;
	const date = dayIn(text)?.value.date ?? null;
	return date !== null && isUntil(date, today) ? { value: date, reason: null } : lost('until-unreadable');
}
