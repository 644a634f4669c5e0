import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
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

const NAME = 'assistance.note-due';
const MAY = only(noteDue, centres);
/** After a worker was down, so many days are looked at that it slept through. */
const BACK_DAYS = 6;
const FROM = '06:00';

/** Once a day before the day's work; each day of each centre is one request, noted once however often it is sent. */
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
				for (let back = BACK_DAYS; back >= 0; back--) {
					const day = addDays(today, -back);
					await noteDue(as([id], requestFor(NAME, id, day)), { centre: id, day });
				}
			doneOn = today;
		}
	};
}
