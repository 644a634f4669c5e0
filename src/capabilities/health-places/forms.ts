import * as v from 'valibot';
import { needs, Written } from './inputs.ts';

const Texts = v.record(v.string(), v.string());

/** What it sees to is a tick each. */
export const PlaceForm = v.pipe(
	Texts,
	v.transform((fields) => ({
		sees: needs.filter((need) => `sees-${need}` in fields),
		stepFree: 'stepFree' in fields
	})),
	v.object({ sees: Written.entries.sees, stepFree: v.boolean() })
);
