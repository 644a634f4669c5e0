import * as v from 'valibot';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Ask } from '#platform/asks.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { countAsked } from '#platform/sql.server.ts';
import { PatternRow, Watched } from './answers.ts';
import { Settle } from './inputs.ts';
import { DAYS_SHOWN } from './rules-patterns.ts';
import { countOpenPatterns, listWatched, patternsSince, settlePattern } from './sql.server.ts';

/** Patterns on one page. */
const PAGE = 50;

/** What in the looks of the staff is to be asked about, one's own too, and what came of it in the days shown. */
export const patterns = query(
	{
		name: 'oversight.patterns',
		group: 'second-eyes',
		input: OnePage,
		answer: v.object({ ...pageWith(PatternRow).entries, open: v.number() }),
		look: 'counts looks of the staff and shows no resident'
	},
	async ({ db, now }, { page }) => ({
		...(await pageIn<PatternRow>(db, patternsSince(db, dayOf(now)), page, PAGE)),
		open: (await countAsked(db, [countOpenPatterns(db)]))[0]!
	})
);

/** The first of the days shown. */
export const firstShown = (now: Date): string => addDays(dayOf(now), 1 - DAYS_SHOWN);

/** How everybody whose account is kept here looked at people in the days shown, whoever asks among them. */
export const watched = query(
	{
		name: 'oversight.watched',
		group: 'second-eyes',
		input: Nothing,
		answer: v.array(Watched),
		look: 'counts looks of the staff and shows no resident'
	},
	async ({ db, now }) =>
		(await listWatched(db, firstShown(now), dayOf(now))).map(({ staffId, resident, ...row }) => ({
			...row,
			...{ staff: staffId, known: resident !== null }
		}))
);

/** Somebody asked about it. Refuses one's own, one of another place, and one to which more came since (`pattern-moved`). */
export const settle = command(
	{ name: 'oversight.settle', group: 'second-eyes', input: Settle, answer: v.object({ settled: v.literal(true) }) },
	async ({ db, actor, now }, input) => {
		if (input.staff === actor.id) throw new Refusal('pattern-own');
		if (!(await settlePattern(db, { ...input, by: actor.id, at: now }))) throw new Refusal('pattern-moved');
		return {
			answer: { settled: true },
			about: input.staff,
			person: null,
			detail: { kind: input.kind, day: input.day, verdict: input.verdict }
		};
	}
);

/** What is to be asked about, for whoever may. */
export const patternsToSettle: Ask = { opens: settle, count: (sql) => countOpenPatterns(sql) };
