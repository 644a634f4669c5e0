import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import TEMPLATES from './templates.json' with { type: 'json' };

/** What a class teaches: its lessons in their order, each with the statements and signs of the frame that it is about. */
const Template = v.object({
	id: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)),
	/** What its lessons count as; a class of all topics counts as online public services. */
	topic: v.nullable(v.picklist(topics)),
	name: Spoken,
	lessons: v.pipe(
		v.array(v.object({ title: Spoken, statements: v.pipe(v.array(v.string()), v.minLength(1)) })),
		v.minLength(3),
		v.maxLength(12)
	)
});
export type Template = v.InferOutput<typeof Template>;

export const templates: readonly Template[] = v.parse(v.array(Template), TEMPLATES);
export const templateIds = templates.map(({ id }) => id);
export const findTemplate = (id: string): Template | undefined => templates.find((one) => one.id === id);
