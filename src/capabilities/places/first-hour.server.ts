import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { FirstHour, SettleStep } from './rules-first-hour.ts';
import { dropStep, listSteps, writeStep } from './sql-first-hour.server.ts';

/** What was said of the steps of the first hour, and whether it is over. */
export const firstHour = query(
	{ name: 'places.first-hour', group: 'run-house', input: Nothing, answer: FirstHour, look: 'holds no name' },
	async ({ db, actor }) => {
		const rows = await listSteps(db, centreOf(actor));
		const said = Object.fromEntries(rows.map(({ step, verdict }) => [step, verdict]));
		return { over: said['hour'] === 'right', said };
	}
);

/** A step is right as it is, waits for later, or is open again; `hour` ends the hour or begins it anew. */
export const settleStep = command(
	{
		name: 'places.settle-step',
		group: 'run-house',
		input: SettleStep,
		answer: v.object({ step: SettleStep.entries.step })
	},
	async ({ db, actor, now }, { step, verdict }) => {
		const centre = centreOf(actor);
		if (verdict === 'open') await dropStep(db, centre, step);
		else await writeStep(db, { centre, step, verdict, by: actor.kind === 'staff' ? actor.id : null, at: now });
		return { answer: { step }, person: null, centre, detail: { step, verdict } };
	}
);
