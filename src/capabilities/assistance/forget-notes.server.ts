import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { emptyNotes } from './sql-forget.server.ts';

/** The words beside their needs go when they are erased. */
export const forgetNotes = command(
	{
		name: 'assistance.forget-notes',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ emptied: v.number() })
	},
	async ({ db }, { person }) => {
		const { count } = await emptyNotes(db, person);
		return { answer: { emptied: count }, person, detail: { emptied: count } };
	}
);
