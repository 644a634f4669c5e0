import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
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

const NAME = 'paths.note-due';
const MAY = only(noteDue, centres);
/** When a day has begun for everybody. */
const FROM = '08:00';

/** Once a day; each day of each centre is one request, noted once however often it is sent. What a worker slept through is due today too. */
export function noteDueDaily(): Chore {
	let doneOn = '';
	return {
		name: NAME,
		everySeconds: 60,
		run: async ({ clock, ...base }: ChoreBase) => {
			const now = clock();
			const today = dayOf(now);
			if (doneOn === today || timeOf(now) < FROM) return;
			const as = (places: readonly number[], request: string) => ({
				...{ ...base, now, request },
				actor: system(NAME, MAY, null, places)
			});
			for (const { id } of await centres(as([], crypto.randomUUID()), {}))
				await noteDue(as([id], requestFor(NAME, id, today)), { centre: id, day: today });
			doneOn = today;
		}
	};
}
