import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { callPurposes } from './rules-consent.ts';
import { listToAskAgain, listToInvite, type Callable } from './sql-call-list.server.ts';
import { ToCall } from './answers.ts';

/**
 * Whom the centre may call today, and for what: the question 30 or 90 days after a need was met, or the invitation to a class or a
 * visit. Only who said yes to the words of today, and against whom nothing stands: the list is made anew at each request, so that
 * one who takes her yes back is gone from the next. Each row is a look that she reads.
 */
export const callList = query(
	{
		name: 'privacy.call-list',
		group: 'invite',
		input: v.object({ purpose: v.picklist(callPurposes) }),
		answer: v.array(ToCall),
		look: (rows, { purpose }) =>
			[...new Set(rows.map(({ person }) => person))].map((person) => ({ person, what: 'phone', purpose }))
	},
	async (context, { purpose }): Promise<ToCall[]> => {
		const { db, actor, now } = context;
		const rows: readonly Callable[] =
			purpose === 'follow-up-call'
				? await listToAskAgain(db, centreOf(actor), dayOf(now), now)
				: await listToInvite(db, await communeOf(db, actor), now);
		const keys = await findKeys(
			context,
			rows.map(({ person }) => person)
		);
		return rows.flatMap(({ phoneSealed, ...row }) => {
			const key = keys.get(row.person);
			return key ? [{ ...row, phone: key.text(phoneSealed, 'phone') }] : [];
		});
	}
);
