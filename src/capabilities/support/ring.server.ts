import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { atEachCentre } from '#capabilities/places/at-each-centre.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { clocksOf } from './rules-clocks.ts';
import { reachedBy, restsUntil, ringNow, ringsOf } from './rules-climb.ts';
import { isDrill } from './rules-ticket.ts';
import { findArrived, insertRing, listRings, listToRing, setRung } from './sql-ring.server.ts';
import { listEvents, lockTicket } from './sql.server.ts';

/**
 * Looks at the clocks of one ticket and rings for each that ran out, once: the team, then whoever leads, then the province (`rules-climb`). A ticket that is solved
 * or over rings nobody until it comes back. Answers which rungs were rung.
 */
export const ringTicket = command(
	{
		name: 'support.ring-ticket',
		group: 'house',
		input: v.object({ ticket: id }),
		answer: v.object({ rung: v.number() })
	},
	async ({ db, now }, { ticket }) => {
		const row = await lockTicket(db, ticket);
		if (!row) throw new Refusal('support-unknown');
		const { urgency, openedAt, centreId: centre } = row;
		const calendar = await workCalendarOf(db, centre, now);
		const clocks = clocksOf({ urgency, openedAt, events: await listEvents(db, [ticket]) }, calendar, now);
		const all = row.state === 'over' ? [] : ringsOf(urgency, clocks, calendar, await findArrived(db, ticket));
		const { due, next } = ringNow(all, await listRings(db, ticket), now, restsUntil(urgency, calendar, now));
		for (const one of due) await insertRing(db, ticket, centre, { ...one, at: now });
		const reached = reachedBy(all, now);
		await setRung(db, ticket, reached, next);
		const detail = {
			rungs: [...new Set(due.map(({ rung }) => rung))],
			reached,
			owner: row.givenAt ? null : row.ownerId,
			drill: isDrill(row)
		};
		return { answer: { rung: due.length }, about: ticket, person: row.personId, centre, detail };
	}
);

const NAME = 'support.ring';
const MAY = only(ringTicket, centres);
/** So many are looked at before other work of the house goes on. */
const AT_ONCE = 100;

/** Twice a minute: money that is running away has fifteen of them. What a worker slept through rings when it wakes, if it still stands. */
export const ringLate = (): Chore => ({
	name: NAME,
	everySeconds: 30,
	run: async ({ clock, ...base }: ChoreBase) => {
		const now = clock();
		const as = (places: readonly number[], request: string) => ({
			...{ ...base, now, request },
			actor: system(NAME, MAY, null, places)
		});
		await atEachCentre(as([], crypto.randomUUID()), async (centre) => {
			const at = as([centre], crypto.randomUUID());
			const late = await inScope(base.db, at.actor, at.request, (sql) => listToRing(sql, centre, now, AT_ONCE));
			for (const ticket of late) {
				const to = as([centre], requestFor(NAME, Math.floor(now.getTime() / 1000), ticket));
				// One that cannot be rung for hides no other.
				await ringTicket(to, { ticket }).catch((fault: unknown) =>
					log.error({ ticket, fault: fault instanceof Error ? fault.name : 'fault' }, 'a late ticket rang nobody')
				);
			}
		});
	}
});
