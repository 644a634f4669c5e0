import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, DAYS_AHEAD } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { isHamletHere } from '#capabilities/field/leads.server.ts';
import type { RoadNote } from './answers.ts';
import { NoteRoad, OneRoad } from './inputs.ts';
import type { Laid } from './planning.server.ts';
import { dropRoadRow, insertRoad, type RoadRow } from './sql.server.ts';
import { holdWhole } from './whole.server.ts';

const Kept = v.object({ id: v.string() });
/** A season is no longer than half a year. */
const MOST_DAYS = 184;

/**
 * What is known of the way into a hamlet: it counts in every plan of those days. Refuses days that end before they begin, are over or go
 * on for more than half a year (`road-days`), and a hamlet of another commune (`not-your-place`).
 */
export const noteRoad = command(
	{ name: 'home-visits.note-road', byPerson: true, group: 'lead-field', input: NoteRoad, answer: Kept },
	async (context, { id, hamlet, extra, from, until }) => {
		await holdWhole(context);
		const { db, actor, now } = context;
		const today = dayOf(now);
		if (until < from || until < today || until > addDays(from, MOST_DAYS) || from > addDays(today, DAYS_AHEAD))
			throw new Refusal('road-days');
		if (!(await isHamletHere(context, hamlet))) throw new Refusal('not-your-place');
		await insertRoad(db, {
			id,
			centre: centreOf(actor),
			hamletId: hamlet,
			extra,
			fromDay: from,
			untilDay: until,
			by: actor.id,
			at: now
		});
		return { answer: { id }, about: id, detail: { hamlet, extra, from, until } };
	}
);

/** The way is as it was before. Refuses what is not noted any more (`road-gone`). */
export const dropRoad = command(
	{ name: 'home-visits.drop-road', byPerson: true, group: 'lead-field', input: OneRoad, answer: Kept },
	async (context, { road }) => {
		await holdWhole(context);
		const { count } = await dropRoadRow(context.db, centreOf(context.actor), road, context.now);
		if (count === 0) throw new Refusal('road-gone');
		return { answer: { id: road }, about: road };
	}
);

/** A note with how many households there wait for somebody who was told to them: they have to be called. */
export const roadOf = (
	{ visits, first }: Laid,
	{ id, hamlet, hamletId, extra, fromDay, untilDay, notedBy }: RoadRow
): RoadNote => ({
	...{ id, hamlet, extra, from: fromDay, until: untilDay, notedBy },
	told: [...visits.values()].filter(
		({ toldDay, hamletId: home }) =>
			home === hamletId && toldDay !== null && first <= toldDay && fromDay <= toldDay && toldDay <= untilDay
	).length
});
