import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { callAt } from './rules-lost-money.ts';
import { insertLoss } from './sql-loss.server.ts';

/** The first hour of a ticket begins: its fifteen minutes run, and both calls are planned. */
export const beginHour = ({ db, actor, now }: Context, ticket: string, calendar: WorkCalendar) =>
	insertLoss(db, {
		...{ ticket, centre: centreOf(actor), by: actor.id!, at: now },
		dayCallAt: callAt(calendar, 'day', now),
		weekCallAt: callAt(calendar, 'week', now)
	});
