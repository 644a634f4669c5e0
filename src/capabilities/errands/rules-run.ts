import { dayOf } from '#kernel/day.ts';
import { choiceOf } from './copies.ts';
import type { PracticeCopy } from './copy-shape.ts';

/** One key that somebody pressed: in which of their runs through an errand, at which of its screens, and when. Counted from one. */
export type Pressed = { run: number; screen: number; choice: string; at: Date };
type All = readonly Pressed[];

export type Standing = {
	run: number;
	/** The screen that is open; null once all of them were gone through. */
	screen: number | null;
	/** What was pressed last at the open screen and is looked at again together. */
	again: string | null;
	/** How often it was looked at again in this run. */
	looked: number;
	finished: Date | null;
};

/** Whether a key leads on. */
export const leadsOn = (copy: PracticeCopy, { screen, choice }: Pick<Pressed, 'screen' | 'choice'>): boolean =>
	choiceOf(copy.screens[screen - 1], choice)?.again === null;

const begun = (run: number): Standing => ({ run, screen: 1, again: null, looked: 0, finished: null });

function runOf(copy: PracticeCopy, run: number, pressed: All): Standing {
	const well = new Set(pressed.filter((one) => leadsOn(copy, one)).map(({ screen }) => screen));
	const open = copy.screens.findIndex((_, n) => !well.has(n + 1));
	const screen = open < 0 ? null : open + 1;
	const last = pressed.at(-1);
	return {
		...{ run, screen, again: last && last.screen === screen ? last.choice : null },
		looked: pressed.filter((one) => !leadsOn(copy, one)).length,
		finished: screen === null && last ? last.at : null
	};
}

/**
 * How somebody stands with an errand: the run that is open, or the last one that was finished. A run that another day left open is over, and
 * begins anew: nobody is asked in the middle of what they no longer remember. `pressed` is of this errand, the oldest first.
 */
export function standingOf(copy: PracticeCopy, pressed: All, now: Date): Standing {
	const last = pressed.at(-1);
	if (!last) return begun(1);
	const run = Math.max(...pressed.map((one) => one.run));
	const stands = runOf(
		copy,
		run,
		pressed.filter((one) => one.run === run)
	);
	return stands.finished || dayOf(last.at) === dayOf(now) ? stands : begun(run + 1);
}

/** Whether a key of this page counts now: of the screen that is open, or of the first one of another run after a finished one. */
export const comesNow = (stands: Standing, { run, screen }: Pick<Pressed, 'run' | 'screen'>): boolean =>
	stands.finished ? run === stands.run + 1 && screen === 1 : run === stands.run && screen === stands.screen;

/** The run that this page shows: another one where a finished one is begun anew. */
export const anew = (stands: Standing): Standing => (stands.finished ? begun(stands.run + 1) : stands);

/** So many keys of one screen are written down; what leads on is one more. */
export const MOST_LOOKS = 9;
