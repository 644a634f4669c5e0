import type { InLine } from '#capabilities/counter/answers.ts';
import { minutesBetween } from '#kernel/day.ts';

/** Somebody who waits, as the board shows them. */
export type OnBoard = InLine & { greetedBy: string | null };

/** For how many whole minutes. */
export const waited = (one: Pick<InLine, 'arrivedAt'>, now: Date): number => minutesBetween(one.arrivedAt, now);

type Desk = { id: string; name: string; manned: boolean; skills: readonly string[] };

/** The manned desks that take somebody, by name; `all` where each does, null where none is open for it. */
export function takenBy(one: Pick<InLine, 'matter' | 'onlyDesk'>, desks: readonly Desk[]): string[] | 'all' | null {
	const manned = desks.filter((desk) => desk.manned);
	const able = manned.filter((desk) =>
		one.onlyDesk === null ? desk.skills.includes(one.matter) : desk.id === one.onlyDesk
	);
	if (able.length === 0) return null;
	return able.length === manned.length && manned.length > 1 ? 'all' : able.map(({ name }) => name);
}
