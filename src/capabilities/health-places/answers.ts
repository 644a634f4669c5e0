import * as v from 'valibot';
import { Written } from './inputs.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const HealthPlace = v.object({
	id: v.string(),
	...Written.entries,
	version: v.number(),
	/** Whether the day is over until which somebody stands for it. */
	stale: v.boolean()
});
export type HealthPlace = v.InferOutput<typeof HealthPlace>;
