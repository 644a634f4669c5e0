import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { countAsked } from '#platform/sql.server.ts';
import { LedPatterns, OwnPattern, type LedPattern } from './answers.ts';
import { AnswerPattern, SettlePattern } from './inputs.ts';
import {
	answerRow,
	countLedOpen,
	findAsked,
	ledPatternsOf,
	lockPattern,
	ownPatternsOf,
	settleRow
} from './sql-patterns.server.ts';

/** Questions on one page. */
const PAGE = 20;

/** What whoever asks was asked about their own visits, and what came of it. */
export const ownPatterns = query(
	{
		name: 'lead-board.own-patterns',
		group: 'go-out',
		input: OnePage,
		answer: pageWith(OwnPattern),
		look: 'counts one’s own visits and shows no resident'
	},
	async ({ db, actor }, { page }) => pageIn<OwnPattern>(db, ownPatternsOf(db, actor.id), page, PAGE)
);

/**
 * A volunteer says in their own words how it was: their visits count again, and whoever leads there reads it. Until that one has
 * decided they may say it otherwise. Refuses what somebody else was asked, and what is decided (`pattern-settled`).
 */
export const answerPattern = command(
	{
		name: 'lead-board.answer-pattern',
		byPerson: true,
		group: 'go-out',
		input: AnswerPattern,
		answer: v.object({ pattern: v.string() })
	},
	async ({ db, actor, now }, { pattern, words }) => {
		const row = await lockPattern(db, pattern);
		if (row?.staffId !== actor.id || row.settledAt !== null) throw new Refusal('pattern-settled');
		await answerRow(db, pattern, { words, at: now });
		return { answer: { pattern }, about: pattern, person: null, detail: { kind: row.kind, day: row.day } };
	}
);

/**
 * What volunteers were asked, for whoever leads there: once they answered, or after two days; of the others only how many. In the order
 * in which it was answered: nobody is counted or compared.
 */
export const ledPatterns = query(
	{
		name: 'lead-board.patterns',
		group: 'lead-field',
		input: OnePage,
		answer: LedPatterns,
		look: 'counts visits of the staff and shows no resident'
	},
	async ({ db, actor }, { page }) => {
		const centre = centreOf(actor);
		return {
			...(await pageIn<LedPattern>(db, ledPatternsOf(db, centre, actor.id), page, PAGE)),
			open: (await countAsked(db, [countLedOpen(db, centre)]))[0]!,
			...(await findAsked(db, centre))
		};
	}
);

/**
 * Whoever leads decides: the visits stand, or they are not counted, and why. Refuses one’s own (`pattern-own`), one that is decided, that
 * another was asked elsewhere, or that may not be read yet (`pattern-settled`), a no without why (`pattern-why`), and
 * whoever read another answer than the one that stands (`pattern-changed`).
 */
export const settlePattern = command(
	{
		name: 'lead-board.settle-pattern',
		byPerson: true,
		group: 'lead-field',
		input: SettlePattern,
		answer: v.object({ pattern: v.string(), verdict: v.string() })
	},
	async ({ db, actor, now }, { pattern, verdict, seen, why, reason }) => {
		const row = await lockPattern(db, pattern);
		if (row?.staffId === actor.id) throw new Refusal('pattern-own');
		if (!row || row.settledAt !== null) throw new Refusal('pattern-settled');
		if (verdict === 'not-counted' && (why === null || (why === 'other' && reason === null)))
			throw new Refusal('pattern-why');
		if ((row.answeredAt?.toISOString() ?? null) !== seen) throw new Refusal('pattern-changed');
		const said = verdict === 'not-counted' ? why : null;
		await settleRow(db, pattern, { verdict, why: said, reason, by: actor.id, at: now });
		return {
			answer: { pattern, verdict },
			about: pattern,
			person: null,
			detail: { verdict, why: said, kind: row.kind, day: row.day, staff: row.staffId }
		};
	}
);
