import * as v from 'valibot';
import { addDays, dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { day } from '#kernel/shapes.ts';
import { notePatterns } from './sql.server.ts';

/** Notes what in the looks of one day is to be asked about: whoever keeps the accounts finds it on their page. */
export const noteDay = command(
	{ name: 'oversight.note-day', group: 'house', input: v.object({ day }), answer: v.object({ noted: v.number() }) },
	async ({ db, now }, input) => {
		const noted = await notePatterns(db, input.day, now);
		return { answer: { noted }, person: null, detail: { day: input.day } };
	}
);

const MINUTES = 10;

/** Every ten minutes for today and for yesterday, whose last minutes nobody had looked at. */
export const patternsEveryTenMinutes: Chore = {
	name: 'oversight.patterns',
	everySeconds: MINUTES * 60,
	run: async (base) => {
		const now = base.clock();
		const actor = system('oversight', only(noteDay));
		for (const one of [addDays(dayOf(now), -1), dayOf(now)]) {
			const turn = Math.floor(now.getTime() / (MINUTES * 60_000));
			await noteDay({ ...base, actor, now, request: requestFor('oversight', turn, one) }, { day: one });
		}
	}
};
