import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { callAt } from './rules-lost-money.ts';
import { insertLoss } from './sql-loss.server.ts';

/** The first hour of a ticket begins, at a door already when it was written there: its fifteen minutes run, and both calls are planned. */
export const beginHour = ({ db, actor }: Context, ticket: string, calendar: WorkCalendar, at: Date) =>
	insertLoss(db, {
		...{ ticket, centre: centreOf(actor), by: actor.id!, at },
		dayCallAt: callAt(calendar, 'day', at),
		weekCallAt: callAt(calendar, 'week', at)
	});
