import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Listener } from '#platform/listen.server.ts';
import { emptyAnswers } from './sql-forget.server.ts';

/** What she answered before an e-ID goes when she is erased. */
export const forgetAnswers = command(
	'readiness.forget-answers',
	v.object({ person: v.pipe(v.string(), v.uuid()) }),
	async ({ db }, { person }) => {
		const { count } = await emptyAnswers(db, person);
		return { answer: { emptied: count }, person, detail: { emptied: count } };
	}
);

export const readinessListens: Listener[] = [
	{
		name: 'readiness.forget-answers',
		hears: ['privacy.erase', 'residents.erase'],
		may: ['readiness.forget-answers'],
		hear: async (context, row) => {
			if (row.personId === null) return;
			await forgetAnswers(
				{ ...context, request: requestFor('readiness.forget-answers', row.id) },
				{ person: row.personId }
			);
		}
	}
];
