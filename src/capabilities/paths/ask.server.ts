import { centreOf } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import type { Page } from '#kernel/page.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { listKnown } from '#capabilities/learning/known.server.ts';
import { DueToAsk } from './answers.ts';
import { toAsk, type AskRow } from './sql-due.server.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 100;

/**
 * Whoever is to practise something again and wants to be asked by a person, by telephone or at home, with the one thing to ask about. Only who
 * said yes to it; the list is made anew each time, so that whoever takes their yes back is gone from the next. Each row is a look that they read.
 */
export const dueToAsk = query(
	{
		name: 'paths.due-to-ask',
		byPerson: true,
		group: 'loop',
		input: OnePage,
		answer: pageWith(DueToAsk),
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			what: 'phone',
			purpose: 'refreshers',
			repeats: true
		})
	},
	async (context, { page }): Promise<Page<DueToAsk>> => {
		const { db, actor, now } = context;
		const day = dayOf(now);
		const list = toAsk(db, { centre: centreOf(actor), day, at: now, since: instantOf(day) });
		const { rows, ...rest } = await pageIn<AskRow>(db, list, page, PAGE);
		const [known, keys] = await Promise.all([
			listKnown(context),
			findKeys(
				context,
				rows.map(({ person }) => person)
			)
		]);
		const shown = rows.flatMap(({ phoneSealed, ...row }) => {
			const one = known.find(({ id }) => id === row.statement);
			const phone = phoneSealed ? (keys.get(row.person)?.text(phoneSealed, 'phone') ?? null) : null;
			return one ? [{ ...row, phone, says: one.levels[1], own: one.own }] : [];
		});
		return { rows: shown, ...rest };
	}
);
