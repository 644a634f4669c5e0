import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { eachDay } from '#capabilities/places/each-day.server.ts';
import { NoteDue } from './inputs-needs.ts';
import { listFallDue } from './sql-needs.server.ts';

/** Which questions, 30 and 90 days after a need was met, fall due at a centre on a day. It changes nothing: whoever is asked is told of it. */
export const noteDue = command(
	{ name: 'assistance.note-due', group: 'house', input: NoteDue, answer: v.object({ due: v.number() }) },
	async ({ db }, { centre, day }) => {
		const due = await listFallDue(db, centre, day);
		return { answer: { due: due.length }, person: null, centre, detail: { due } };
	}
);

/** After a worker was down, so many days are looked at that it slept through. */
const BACK_DAYS = 6;

/** Before the day's work. */
export const noteDueDaily = () =>
	eachDay({ name: 'assistance.note-due', from: '06:00', does: noteDue, back: BACK_DAYS });
