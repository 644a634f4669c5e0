import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { day, Nothing } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { firstShown } from './patterns.server.ts';
import { DAYS_SHOWN } from './rules-patterns.ts';
import { keepLookDay } from './sql.server.ts';

/** A day of a province's looks takes seconds. */
const DEADLINE_MS = 60_000;

/** Counts the looks of the first of the days shown that is over and was not counted; null where all were. */
export const countDay = command(
	{
		name: 'oversight.count-day',
		group: 'house',
		input: Nothing,
		answer: v.object({ day: v.nullable(day) }),
		milliseconds: DEADLINE_MS
	},
	async ({ db, now }) => {
		const counted = await keepLookDay(db, firstShown(now), now);
		return { answer: { day: counted }, person: null, detail: { day: counted } };
	}
);

const HOUR = 3600;

/** Every hour each day that is over since, in a transaction of its own: what is not counted yet is gone through by whoever looks. */
export const daysEveryHour: Chore = {
	name: 'oversight.days',
	everySeconds: HOUR,
	run: async (base) => {
		const now = base.clock();
		const turn = Math.floor(now.getTime() / (HOUR * 1000));
		const actor = system('oversight', only(countDay));
		for (let n = 0; n < DAYS_SHOWN; n++) {
			const { day: counted } = await countDay(
				{ ...base, actor, now, request: requestFor('oversight.days', turn, `${n}`) },
				{}
			);
			if (counted === null) break;
		}
	}
};
