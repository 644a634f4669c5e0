import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { OneRun } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { getRun } from './runs.server.ts';
import { keptUntil } from './seats.server.ts';
import { holdRun, lapseOffers, listLapsed, offerSeats } from './sql.server.ts';

const NAME = 'classes.offer';

/** Who did not answer in time waits behind the others, and the next is offered the place. */
export const offerAgain = command(
	{
		name: 'classes.offer-again',
		group: 'house',
		input: OneRun,
		answer: v.object({ lapsed: v.number(), offered: v.number() })
	},
	async (context, { run }) => {
		const { db, now } = context;
		await holdRun(db, run);
		const found = await getRun(context, run);
		const { count } = await lapseOffers(db, run, now);
		const offered = isOver(found, now) ? [] : await offerSeats(db, run, keptUntil(found, now), now);
		return { answer: { lapsed: count, offered: offered.length }, about: run, detail: { lapsed: count, offered } };
	}
);

/** Every ten minutes: what was offered and not taken goes to the next. */
export const offerOften: Chore = {
	name: NAME,
	everySeconds: 600,
	run: async (base) => {
		const now = base.clock();
		const rights = only(offerAgain);
		const lapsed = await inScope(base.db, system(NAME, rights), '', (sql) => listLapsed(sql, now));
		for (const { runId, centreId } of lapsed)
			await offerAgain(
				{ ...base, now, request: crypto.randomUUID(), actor: system(NAME, rights, runId, [centreId]) },
				{ run: runId }
			).catch((fault: unknown) =>
				log.error({ run: runId, fault: fault instanceof Error ? fault.name : 'fault' }, 'places were not offered')
			);
	}
};
