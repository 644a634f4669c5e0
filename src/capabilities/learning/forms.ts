import * as v from 'valibot';
import { seen, type Seen } from './answers.ts';

// Forms of this room that look otherwise than what their commands take.

const Texts = v.record(v.string(), v.string());

/** Steps are a choice each, named by their place; one that was left open is no choice (`learning-step`). */
export const ObserveForm = v.pipe(
	Texts,
	v.transform((fields) => ({
		steps: Array.from({ length: Number(fields['of'] ?? 0) }, (_, n) => fields[`step-${n}`] ?? '')
	})),
	v.object({ steps: v.pipe(v.array(v.picklist(seen, 'learning-step')), v.maxLength(6)) })
);

const MOST_STEPS = 6;

/** Three sentences and up to six steps, each with a tick where it protects. */
export const AddForm = v.pipe(
	Texts,
	v.transform((fields) => ({
		critical: 'critical' in fields,
		levels: [fields['level-1'] ?? '', fields['level-2'] ?? '', fields['level-3'] ?? ''] as [string, string, string],
		steps: Array.from({ length: MOST_STEPS }, (_, n) => ({
			says: (fields[`step-${n + 1}`] ?? '').trim(),
			safe: `safe-${n + 1}` in fields
		})).filter(({ says }) => says !== '')
	}))
);

export type { Seen };
