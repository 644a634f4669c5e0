import * as v from 'valibot';
import { day, whole } from '#kernel/shapes.ts';
import { patternKinds } from './rules-patterns.ts';

// Forms of this room that look otherwise than what their commands take.

/** One pattern as a button carries it: `kind|day|seen`. */
export const PatternKey = v.pipe(
	v.object({ pattern: v.pipe(v.string(), v.regex(/^[a-z]+\|\d{4}-\d{2}-\d{2}\|\d+$/)) }),
	v.transform(({ pattern }) => {
		const [kind, on, seen] = pattern.split('|') as [string, string, string];
		return { kind, day: on, seen: Number(seen) };
	}),
	v.object({ kind: v.picklist(patternKinds), day, seen: whole })
);

/** An empty box takes away what was written. */
export const TieForm = v.pipe(
	v.object({ number: v.pipe(v.string(), v.trim()) }),
	v.transform(({ number }) => ({ number: number.replace(/[\s.]/g, '') || null }))
);
