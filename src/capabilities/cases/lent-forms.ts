import * as v from 'valibot';
import type { Words } from '#capabilities/procedures/answers.ts';
import type { Form } from '#capabilities/procedures/form.ts';

/** What a phone takes along to write a file at a door: the forms in force, the names of their papers, and the version of the catalogue. */
export const LentForms = v.object({
	version: v.string(),
	procedures: v.array(
		v.object({
			code: v.string(),
			name: v.custom<Words>((words) => typeof words === 'object' && words !== null && 'vi' in words),
			/** As the house gave it, its parts in their order: it is hashed. */
			form: v.custom<Form>((form) => typeof form === 'object' && form !== null && 'questions' in form),
			papers: v.array(v.object({ id: v.string(), name: v.string(), kind: v.string() }))
		})
	)
});
export type LentForms = v.InferOutput<typeof LentForms>;
export type LentProcedure = LentForms['procedures'][number];
