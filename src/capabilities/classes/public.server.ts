import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { query } from '#platform/dispatch.server.ts';
import { RunShown } from './answers.ts';
import { shownRun } from './here.server.ts';
import { OneCentre, OneRun } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { findRun, listRuns } from './sql.server.ts';

const look = 'a class as anybody may see it: nobody who sits in it';

/** Classes of a centre in which somebody may have a place, or wait for one. */
export const openClasses = query(
	{ name: 'classes.open-here', group: 'public', input: OneCentre, answer: v.array(RunShown), look },
	async ({ db, now }, { centre }) =>
		(await listRuns(db, centre, now)).map(shownRun).filter((run) => run.unsigned === 0 && !isOver(run, now))
);

/** One class as anybody may see it, with whether it still takes anybody. Refuses what is none, and what not all have signed (`class-unknown`). */
export const classShown = query(
	{
		name: 'classes.shown',
		group: 'public',
		input: OneRun,
		answer: v.object({ run: RunShown, over: v.boolean() }),
		look
	},
	async ({ db, now }, { run: id }) => {
		const row = await findRun(db, id, now);
		const run = row && shownRun(row);
		if (!run || run.unsigned > 0) throw new Refusal('class-unknown');
		return { run, over: isOver(run, now) };
	}
);
