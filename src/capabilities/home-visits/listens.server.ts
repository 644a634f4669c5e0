import { system } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { callOff, undoCallOff } from '#capabilities/readiness/call-off.server.ts';
import { endStandingAgain, insertHomeVisit, listCalledOff } from './sql.server.ts';

/** The police called an hour off: whoever had it stands on the board, whether or not what they needed is still open. */
const calledOff = listener({
	name: 'home-visits.called-off',
	hears: [callOff],
	may: [],
	hear: async ({ db, request, actor, now }, { detail, centreId }) => {
		const bookings: unknown = detail?.['bookings'];
		if (!Array.isArray(bookings) || centreId === null) return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, async (sql) => {
			for (const [n, one] of (await listCalledOff(sql, centreId, bookings.map(String))).entries())
				await insertHomeVisit(sql, {
					...{
						id: requestFor(request, n, 'home-visit'),
						centre: centreId,
						personId: one.personId,
						needId: one.needId
					},
					...{ kind: one.purpose === 'card' ? 'id-card' : 'e-id', source: 'police', urgency: 'this-week' },
					...{ woman: false, two: false, language: null, parts: ['morning', 'afternoon'], minutes: 40, at: now }
				});
		});
	}
});

/** They took it back: whoever has their hour again is visited by nobody because of it. */
const standsAgain = listener({
	name: 'home-visits.stands-again',
	hears: [undoCallOff],
	may: [],
	hear: async ({ db, request, actor, now }, { detail, centreId }) => {
		const bookings: unknown = detail?.['bookings'];
		if (!Array.isArray(bookings) || centreId === null) return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, (sql) =>
			endStandingAgain(sql, centreId, bookings.map(String), now)
		);
	}
});

export const homeVisitsListens = [calledOff, standsAgain];
