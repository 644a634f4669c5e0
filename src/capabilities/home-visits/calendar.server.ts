import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { CalendarEntry } from './answers.ts';
import { ReadCalendar } from './inputs.ts';
import { endCalendarRow, findCalendar, insertCalendar, listCalendar } from './sql-calendar.server.ts';

/** Days that are over stay so long in a calendar. */
const DAYS_BEFORE = 7;

const tokenOf = ({ keys }: Pick<Context, 'keys'>, id: string): string =>
	derive(keys, 'home-calendar', id).toString('base64url');

/** The address of one's own calendar, which only its holder reads; null where none is open. */
export const ownCalendar = query(
	{
		name: 'home-visits.own-calendar',
		byPerson: true,
		group: 'go-out',
		input: Nothing,
		answer: v.nullable(v.object({ token: v.string(), since: v.date() })),
		look: 'one’s own address'
	},
	async (context) => {
		const found = await findCalendar(context.db, context.actor.id, centreOf(context.actor));
		return found ? { token: tokenOf(context, found.id), since: found.madeAt } : null;
	}
);

/** Opens the address under which a calendar reads when its holder goes to homes; the one before it opens nothing any more. */
export const openCalendar = command(
	{
		name: 'home-visits.open-calendar',
		byPerson: true,
		group: 'go-out',
		input: Nothing,
		answer: v.object({ opened: v.literal(true) })
	},
	async (context) => {
		const { db, actor, now, request: id } = context;
		const centre = centreOf(actor);
		await endCalendarRow(db, actor.id, centre, now);
		await insertCalendar(db, { id, staff: actor.id, centre, hash: tokenHash(tokenOf(context, id)), at: now });
		return { answer: { opened: true }, about: actor.id };
	}
);

/** From now on whoever has the address reads nothing. */
export const endCalendar = command(
	{
		name: 'home-visits.end-calendar',
		byPerson: true,
		group: 'go-out',
		input: Nothing,
		answer: v.object({ ended: v.number() })
	},
	async ({ db, actor, now }) => {
		const { count } = await endCalendarRow(db, actor.id, centreOf(actor), now);
		return { answer: { ended: count }, about: actor.id };
	}
);

/**
 * What a calendar reads: when its holder is out, in which hamlet, and the times that households were told. No name, no address and no
 * reason, for calendars lie with strangers. An address that opens nothing reads as an empty one.
 */
export const readCalendar = query(
	{
		name: 'home-visits.read-calendar',
		group: 'public',
		input: ReadCalendar,
		answer: v.array(CalendarEntry),
		look: 'days, hours and hamlets: nobody is named'
	},
	async ({ db, now }, { token }) => [...(await listCalendar(db, tokenHash(token), addDays(dayOf(now), -DAYS_BEFORE)))]
);
