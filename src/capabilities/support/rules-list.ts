// Where a list of tickets goes on: after the line that was read last, by what it is ordered by.

/** Of an open ticket by its order in the list; of one that is over by its number. Times are microseconds, as the database keeps them. */
export type ListKey =
	{ view: 'open'; pressing: boolean; nextOn: string; madeAt: string; id: string } | { view: 'over'; number: number };

const OPEN = /^([01])\.(\d{4}-\d{2}-\d{2})\.(-?\d{1,17})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const OVER = /^\d{1,9}$/;

/** As it stands in an address: it names a place in a list, and nobody. */
export const listKeyText = (key: ListKey): string =>
	key.view === 'over' ? String(key.number) : [Number(key.pressing), key.nextOn, key.madeAt, key.id].join('.');

/** The thirtieth of February is none, and no year is nought. */
const isDay = (text: string): boolean => {
	const at = new Date(text);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text && at.getUTCFullYear() > 0;
};

/** What an address means of a list; null, its beginning: also for what is no key of it. */
export function readListKey(text: string | null, over: boolean): ListKey | null {
	if (over) return text !== null && OVER.test(text) ? { view: 'over', number: Number(text) } : null;
	const [, pressing, nextOn, madeAt, id] = OPEN.exec(text ?? '') ?? [];
	if (!nextOn || !madeAt || !id || !isDay(nextOn)) return null;
	return { view: 'open', pressing: pressing === '1', nextOn, madeAt, id };
}
