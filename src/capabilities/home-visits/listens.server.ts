import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordVisit } from '#capabilities/assistance/record-visit.server.ts';
import { callOff } from '#capabilities/readiness/book.server.ts';
import { endOfNeed, endVisited, insertHomeVisit, listCalledOff } from './sql.server.ts';

const within = ({ db, request, actor }: Context, work: (sql: Db) => Promise<unknown>) =>
	inScope(db, system(actor.id, new Set(), null, actor.centres), request, work);

/** Somebody came on the day that was told, and met them. */
const came = listener({
	name: 'home-visits.came',
	hears: [recordVisit],
	may: [],
	hear: async (context, { about }) => {
		if (about !== null) await within(context, (sql) => endVisited(sql, about, context.now));
	}
});

/** What they needed is over: nobody has to come for it. */
const over = listener({
	name: 'home-visits.over',
	hears: [closeNeed],
	may: [],
	hear: async (context, { about, detail }) => {
		const others: unknown = 'with' in detail ? detail.with : [];
		const all = [about, ...(Array.isArray(others) ? others.map(String) : [])].filter((one) => one !== null);
		await within(context, async (sql) => {
			for (const need of all) await endOfNeed(sql, need, 'called-off', context.now);
		});
	}
});

/** The police called an hour off: whoever had it stands on the board, whether or not what they needed is still open. */
const calledOff = listener({
	name: 'home-visits.called-off',
	hears: [callOff],
	may: [],
	hear: async (context, { detail, centreId }) => {
		const bookings: unknown = detail?.['bookings'];
		if (!Array.isArray(bookings) || centreId === null) return;
		await within(context, async (sql) => {
			for (const [n, one] of (await listCalledOff(sql, centreId, bookings.map(String))).entries())
				await insertHomeVisit(sql, {
					...{
						id: requestFor(context.request, n, 'home-visit'),
						centre: centreId,
						personId: one.personId,
						needId: one.needId
					},
					...{ kind: one.purpose === 'card' ? 'id-card' : 'e-id', source: 'police', urgency: 'this-week' },
					...{ woman: false, two: false, language: null, parts: ['morning', 'afternoon'], minutes: 40, at: context.now }
				});
		});
	}
});

export const homeVisitsListens = [came, over, calledOff];
