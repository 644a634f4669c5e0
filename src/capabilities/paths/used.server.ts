import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { NoteAlone } from './inputs.ts';
import { outcomeOf, statementsOfNeed } from './rules-used.ts';
import { insertRecall } from './sql.server.ts';

/**
 * What somebody said 30 or 90 days after help, when they were asked whether they do it alone by now, is real use of what the need was about.
 * It is their own word: it moves the day of the next refresher, and no level.
 */
export const noteAlone = command(
	{ name: 'paths.note-alone', group: 'house', input: NoteAlone, answer: v.object({ noted: v.number() }) },
	async ({ db, actor, now }, { id, person, kind, answer, by }) => {
		const outcome = outcomeOf(answer);
		const statements = outcome === null ? [] : statementsOfNeed(kind);
		const row = { centre: centreOf(actor), person, by, source: 'follow-up' as const, at: now };
		for (const [n, statement] of statements.entries())
			await insertRecall(db, { ...row, id: requestFor(id, n, statement), statement, outcome: outcome! });
		return { answer: { noted: statements.length }, about: id, person, detail: { statements, outcome } };
	}
);
