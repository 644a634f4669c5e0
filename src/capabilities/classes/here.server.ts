import { centreOf, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { hands } from '#capabilities/access/sessions.server.ts';
import { listHamlets } from '#capabilities/places/hamlets.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { findTemplate, type Template } from './templates.ts';
import type { RunShown } from './answers.ts';
import { placesLeft } from './rules-seats.ts';
import { helpsIn } from './sql-hosts.server.ts';
import { findRun, type RunRow } from './sql.server.ts';

/** A hamlet of this commune, or none. Refuses another's (`hamlet-unknown`). */
export async function hamletHere({ db, actor, now }: Context, hamlet: number | null): Promise<void> {
	if (hamlet === null) return;
	const { communeId } = await getCentre(db, centreOf(actor));
	const known = await listHamlets(db, communeId, dayOf(now));
	if (!known.some(({ id }) => id === hamlet)) throw new Refusal('hamlet-unknown', { hamlet: String(hamlet) });
}

/** Somebody who can stand before a class here, of whichever organisation. Refuses anybody else (`trainer-unknown`). */
export async function handHere(context: Context, staff: string): Promise<{ id: string; name: string }> {
	const found = (await hands(context, {})).find(({ id }) => id === staff);
	if (!found) throw new Refusal('trainer-unknown');
	return found;
}

/** Whether whoever acts sees to classes at the centre that holds this one. */
export const isCentres = ({ may, centres }: Actor, { centre }: Pick<RunShown, 'centre'>): boolean =>
	may.has('classes.runs') && centres.includes(centre);

/** So many days after its last lesson a class is nobody's any more who was only named in it. */
const DAYS_AFTER = 30;

/** A class for whoever sees to it: its centre, or whoever is named in it. Refuses everybody else (`class-unknown`). */
export async function heldRun(
	{ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	id: string
): Promise<RunShown> {
	const row = await findRun(db, id, now);
	if (!row) throw new Refusal('class-unknown');
	const run = shownRun(row);
	const isOver = run.lessons.every(({ day }) => addDays(day, DAYS_AFTER) < dayOf(now));
	if (!isCentres(actor, run) && (isOver || !(await helpsIn(db, id)))) throw new Refusal('class-unknown');
	return run;
}

/** What a class teaches, as it stands in the frame. A template that was taken out keeps its classes: they are shown by their days. */
export const templateOf = (id: string): Template =>
	findTemplate(id) ?? { id, topic: null, name: { vi: id, en: id, hi: id }, lessons: [] };

/** A class as anybody may see it. */
export function shownRun(row: RunRow): RunShown {
	const { id, centreId, template, hamlet, venue, stepFree, power, capacity, helpers, trainer, starts, minutes } = row;
	const { name, topic, lessons } = templateOf(template);
	return {
		...{
			id,
			centre: centreId,
			name,
			topic,
			hamlet,
			venue,
			stepFree,
			power,
			capacity,
			helpers,
			trainer,
			starts,
			minutes
		},
		...{
			dropped: row.droppedAt !== null,
			given: row.givenUp,
			taken: row.taken,
			waiting: row.waiting,
			left: placesLeft(row),
			unsigned: row.unsigned
		},
		lessons: row.lessons.map(({ no, day, closed, guests }) => ({
			no,
			day,
			closed,
			guests,
			title: lessons[no - 1]?.title ?? name
		}))
	};
}
