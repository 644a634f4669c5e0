import * as v from 'valibot';
import { atDoor } from '#capabilities/assistance/at-door.ts';

/** What somebody practises before they are given doors, in this order. */
export const exercises = ['need', 'again', 'not-home', 'whole', 'power'] as const;
export type Exercise = (typeof exercises)[number];

/** How few touches or seconds it takes whoever is used to it; `power` has none: nothing may be lost. */
export const wanted: Record<Exercise, { touches?: number; seconds?: number }> = {
	need: { touches: 5 },
	again: { touches: 8 },
	'not-home': { touches: 2 },
	whole: { seconds: 30 },
	power: {}
};

/** A word that was said there, as far as it is read; nobody else hears it. */
type Word = { command: string; operation: { input: Record<string, unknown> } | null };

const Visit = v.looseObject({
	outcome: v.string(),
	met: v.array(v.unknown()),
	taught: v.array(v.looseObject({ again: v.nullable(v.number()) }))
});

/** What was done by what was said. `whole` is a visit in which somebody was shown something, and with it a promise. `found`: what was begun before the app went was there again. */
export function practised(words: readonly Word[], found: boolean): Set<Exercise> {
	const of = (command: string) => words.filter((word) => word.command === command);
	const visits = of(atDoor.recordVisit).flatMap(({ operation }) => {
		const read = v.safeParse(Visit, operation?.input);
		return read.success ? [read.output] : [];
	});
	const shown = visits.filter(({ met, taught }) => met.length > 0 && taught.length > 0);
	const done: Record<Exercise, boolean> = {
		need: of(atDoor.recordNeed).length > 0,
		again: visits.some(({ taught }) => taught.some(({ again }) => again !== null)),
		'not-home': visits.some(({ outcome }) => outcome === 'not-home'),
		whole: shown.length > 0 && of(atDoor.planNeed).length > 0,
		power: found
	};
	return new Set(exercises.filter((one) => done[one]));
}
