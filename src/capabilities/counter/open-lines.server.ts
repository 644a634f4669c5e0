import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { OpenLine } from './inputs.ts';
import { openLineOf } from './sql.server.ts';

/**
 * Opens the line of a day at a centre with what each matter took in the thirty days before, until its first number learns it anew; one that is open stays
 * as it is.
 */
export const openLine = command(
	{ name: 'counter.open-line', group: 'house', input: OpenLine, answer: v.object({ opened: v.boolean() }) },
	async ({ db }, { centre, day }) => {
		const opened = await openLineOf(db, centre, day);
		return { answer: { opened }, person: null, centre, detail: { opened } };
	}
);

const NAME = 'counter.open-lines';
const MAY = only(openLine, centres);
/** Before anybody comes, and after everything that goes on at night. */
const FROM = '05:00';

/** Once a day, so that whoever looks at a hall before its first number is taken does not go through a month for it. */
export function openLinesDaily(): Chore {
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
				await openLine(as([id], requestFor(NAME, id, today)), { centre: id, day: today });
			doneOn = today;
		}
	};
}
