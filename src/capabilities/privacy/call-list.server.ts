import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { moreAfter } from '#kernel/page.ts';
import { page } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { callPurposes } from './rules-consent.ts';
import { listCallable, toAskAgain, toInvite } from './sql-call-list.server.ts';
import { ToCall } from './answers.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 200;

/**
 * Whom the centre may call today, and for what: the question 30 or 90 days after a need was met, or the invitation to a class or a
 * visit. Only who said yes to the words of today, and against whom nothing stands: the list is made anew at each request, so that
 * one who takes their yes back is gone from the next. Each row is a look that they read.
 */
export const callList = query(
	{
		name: 'privacy.call-list',
		group: 'invite',
		input: v.object({
			purpose: v.picklist(callPurposes),
			page,
			/** All of it at once, to take along. */
			all: v.optional(v.boolean(), false)
		}),
		answer: v.object({ rows: v.array(ToCall), people: v.number(), more: v.number() }),
		look: ({ rows }, { purpose }) => ({ person: rows.map(({ person }) => person), what: 'phone', purpose })
	},
	async (context, { purpose, page: n, all: atOnce }): Promise<{ rows: ToCall[]; people: number; more: number }> => {
		const { db, actor, now } = context;
		const list = async () =>
			purpose === 'follow-up-call'
				? { all: toAskAgain(db, centreOf(actor), dayOf(now), now) }
				: { all: toInvite(db, await communeOf(db, actor), now) };
		const { all } = await list();
		const called = await (atOnce ? listCallable(db, all, null, 0) : listCallable(db, all, PAGE, n * PAGE));
		const keys = await findKeys(
			context,
			called.rows.map(({ person }) => person)
		);
		const rows = called.rows.flatMap(({ phoneSealed, person, name, hamlet, about }) => {
			const key = keys.get(person);
			return key ? [{ person, name, hamlet, about, phone: key.text(phoneSealed, 'phone') }] : [];
		});
		return { rows, people: called.people, more: atOnce ? 0 : moreAfter(called.whole, n, PAGE) };
	}
);
