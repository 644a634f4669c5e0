import type { Look } from './answers.ts';
import { dayOf } from '#kernel/day.ts';

/**
 * Looks as a person reads them, newest first: the same somebody for the same reason on the same day is one line, at the
 * time of the last. Every page of a session is a look, and thirty equal lines would hide the one that matters.
 */
export function gatherLooks(looks: readonly Look[]): Look[] {
	const seen = new Map<string, Look>();
	for (const look of looks.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
		const key = [dayOf(look.at), look.actorKind, look.actorName, look.what, look.purpose].join('\0');
		if (!seen.has(key)) seen.set(key, look);
	}
	return [...seen.values()];
}
