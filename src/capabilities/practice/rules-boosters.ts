import { addDays } from '#kernel/day.ts';

/** Days until it is practised again (`domain/skills.md` 2.6). All of it protects people, and so the longest stays the longest. */
export const boosterDays = [2, 7, 21, 60] as const;

/**
 * When practice comes again, and on which step that is: the first time on the first, then one on; one back after a lapse. `step` is the one
 * that was just practised, null at the first practice.
 */
export function nextBooster(step: number | null, well: boolean, day: string): { step: number; on: string } {
	const wanted = step === null ? 0 : step + (well ? 1 : -1);
	const next = Math.min(Math.max(wanted, 0), boosterDays.length - 1);
	return { step: next, on: addDays(day, boosterDays[next]!) };
}
