import { m } from '#words';
import { findWord } from '#words/word.ts';
import { dayOf } from '#kernel/day.ts';
import { clock } from '#design/clock.ts';
import { spokenDate, type Locale } from '#design/spoken.ts';

/** The official name of a case's status, or of its stage before it has one: "4 · Đang xử lý". */
export const statusOf = (file: { status: number | null; stage: string }): string =>
	file.status === null
		? (findWord(`cases.stage-${file.stage}`) ?? '')
		: `${file.status} · ${findWord(`cases.official-${file.status}`) ?? ''}`;

type Kind = 'done' | 'waiting' | 'info' | 'late';
const KINDS: Record<number, Kind> = {
	3: 'late',
	5: 'waiting',
	6: 'waiting',
	7: 'waiting',
	8: 'late',
	9: 'done',
	10: 'done'
};
export const kindOf = (file: { status: number | null }): Kind =>
	file.status === null ? 'waiting' : (KINDS[file.status] ?? 'info');

/** "hôm nay 9:40", "thứ Sáu, 10 tháng 7, 7:30". */
export const moment = (at: Date, now: Date, locale: Locale): string =>
	dayOf(at) === dayOf(now)
		? `${m['cases.day-today']()} ${clock(at)}`
		: `${spokenDate(dayOf(at), locale)}, ${clock(at)}`;
