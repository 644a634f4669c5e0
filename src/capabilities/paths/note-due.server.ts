import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { eachDay } from '#capabilities/places/each-day.server.ts';
import { NoteDue } from './inputs.ts';
import { insertTold, listToTell } from './sql-due.server.ts';

/** Who has something to practise again at a centre on a day and is told so by a text; once in a week at most, and not twice of the same. */
export const noteDue = command(
	{ name: 'paths.note-due', group: 'house', input: NoteDue, answer: v.object({ due: v.number() }) },
	async ({ db, now }, { centre, day }) => {
		const due = await listToTell(db, { centre, day, at: now });
		await insertTold(db, { centre, day }, due);
		return { answer: { due: due.length }, person: null, centre, detail: { due } };
	}
);

/** When a day has begun for everybody. What a worker slept through is due today too. */
export const noteDueDaily = () => eachDay({ name: 'paths.note-due', from: '08:00', does: noteDue });
