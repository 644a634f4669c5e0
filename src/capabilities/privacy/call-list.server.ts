import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { moreAfter } from '#kernel/page.ts';
import { page } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { callPurposes } from './rules-consent.ts';
import { countCallable, listCallable, toAskAgain, toInvite } from './sql-call-list.server.ts';
import { ToCall } from './answers.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 200;

/**
 * Whom the centre may call today, and for what: the question 30 or 90 days after a need was met, or the invitation to a class or a
 * visit. Only who said yes to the words of today, and against whom nothing stands: the list is made anew at each request, so that
 * one who takes her yes back is gone from the next. Each row is a look that she reads.
 */
export const callList = query(
	{
		name: 'privacy.call-list',
		group: 'invite',
		input: v.object({ purpose: v.picklist(callPurposes), page }),
		answer: v.object({ rows: v.array(ToCall), people: v.number(), more: v.number() }),
		look: ({ rows }, { purpose }) =>
			[...new Set(rows.map(({ person }) => person))].map((person) => ({ person, what: 'phone', purpose }))
	},
	async (context, { purpose, page: n }): Promise<{ rows: ToCall[]; people: number; more: number }> => {
		const { db, actor, now } = context;
		const list = async () =>
			purpose === 'follow-up-call'
				? { all: toAskAgain(db, centreOf(actor), dayOf(now), now) }
				: { all: toInvite(db, await communeOf(db, actor), now) };
		const { all } = await list();
		const whole = await countCallable(db, all);
		const rows = await listCallable(db, all, PAGE, n * PAGE);
		const keys = await findKeys(
			context,
			rows.map(({ person }) => person)
		);
		const shown = rows.flatMap(({ phoneSealed, ...row }) => {
			const key = keys.get(row.person);
			return key ? [{ ...row, phone: key.text(phoneSealed, 'phone') }] : [];
		});
		return { rows: shown, people: whole.people, more: moreAfter(whole.rows, n, PAGE) };
	}
);
