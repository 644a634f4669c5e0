import * as v from 'valibot';
import { dayOf, timeOf, weekdayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, whole } from '#kernel/shapes.ts';
import type { Db } from '#platform/db.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { isHoliday } from './rules-calendar.ts';
import { findClosedDay } from './sql-closed-days.server.ts';
import { findCentre, listCentres, listCentresOf, listOpenings } from './sql.server.ts';
import { Centre, OpenNow, type Opening } from './answers.ts';

export type { Centre };

/** A centre with its commune and province; refuses one that does not exist. */
export async function getCentre(sql: Db, id: number): Promise<Centre> {
	const centre = await findCentre(sql, id);
	if (!centre) throw new Refusal('centre-unknown');
	return centre;
}

/** Every centre at or below a place, and of a hamlet those of its commune: what a grant there covers. */
export const listCentresUnder = (sql: Db, place: number): Promise<number[]> => listCentresOf(sql, place);

const Which = v.object({ centre: whole });

/** A centre as anybody may know it: its name, its hours, its account for money. */
export const centre = query(
	{
		name: 'places.centre',
		group: ['in-house', 'public', 'second-screen', 'kiosk'],
		input: Which,
		answer: Centre,
		look: 'holds no name'
	},
	({ db }, input) => getCentre(db, input.centre)
);

export const centres = query(
	{
		name: 'places.centres',
		group: 'public',
		input: Nothing,
		answer: v.array(v.object({ id: v.number(), name: v.string(), shortName: v.string() })),
		look: 'holds no name'
	},
	({ db }) => listCentres(db)
);

/** Whether the doors are open at this moment, and today's hours (`07:00–11:30`). */
export const openNow = query(
	{
		name: 'places.open-now',
		group: ['in-house', 'public', 'kiosk', 'display'],
		input: Which,
		answer: OpenNow,
		look: 'holds no name'
	},
	async ({ db, now }, input) => {
		return openingOf(db, await getCentre(db, input.centre), now);
	}
);

/** How the doors of a centre stand at this moment. */
export const openingOf = async (sql: Db, { id, alwaysOpen }: Pick<Centre, 'id' | 'alwaysOpen'>, now: Date) =>
	doorsAt(await readDoors(sql, id, now), alwaysOpen, now);

type Doors = { closed: string | null; openings: readonly Opening[] };

/** What a centre has said of this day and of its weeks. */
export async function readDoors(sql: Db, id: number, now: Date): Promise<Doors> {
	const [closed, openings] = await Promise.all([findClosedDay(sql, id, dayOf(now)), listOpenings(sql, id)]);
	return { closed: closed ?? null, openings };
}

/** How its doors stand by that. */
export function doorsAt({ closed, openings }: Doors, alwaysOpen: boolean, now: Date) {
	const rest = alwaysOpen ? null : (closed ?? (isHoliday(dayOf(now)) ? '' : null));
	if (rest !== null) return { open: false, rest, hours: [] };
	return { ...openAt(openings, alwaysOpen, now), rest };
}

export function openAt(
	openings: readonly Opening[],
	always: boolean,
	now: Date
): { open: boolean; hours: { opens: string; closes: string }[] } {
	const [weekday, time] = [weekdayOf(dayOf(now)), timeOf(now)];
	// The demo's centre is open at any hour: hours beside that would only contradict it.
	if (always) return { open: true, hours: [] };
	const hours = openings
		.filter((opening) => opening.weekday === weekday)
		.map(({ opens, closes }) => ({ opens, closes }));
	return { open: hours.some(({ opens, closes }) => opens <= time && time < closes), hours };
}

/** When the doors close for the last time on a day (`hh:mm`), or null where no hours are known. */
export async function closingOn(sql: Db, centreId: number, day: string): Promise<string | null> {
	const openings = await listOpenings(sql, centreId);
	return openings.findLast((opening) => opening.weekday === weekdayOf(day))?.closes ?? null;
}
