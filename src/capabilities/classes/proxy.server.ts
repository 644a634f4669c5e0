import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { enrolsFor } from '#capabilities/mandates/mandates.server.ts';
import { homeOfPerson } from '#capabilities/residents/people.server.ts';
import { RunShown } from './answers.ts';
import { comesTo } from './hours.server.ts';
import { shownRun } from './here.server.ts';
import { SeatFor } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { getRun } from './runs.server.ts';
import { Seated, seat } from './seats.server.ts';
import { seatStates } from './rules-seats.ts';
import { listRuns, listSeatsOf } from './sql.server.ts';

/**
 * A place for somebody for whom whoever asks stands; they are told that it was asked for in their name. Refuses whoever does not stand for them
 * (`seat-no-mandate`).
 */
export const seatFor = command(
	{ name: 'classes.seat-for', byPerson: true, group: 'own-page', input: SeatFor, answer: Seated },
	async (context, { id, run, person }) => {
		const stood = await enrolsFor(context);
		if (!stood.some((one) => one.id === person)) throw new Refusal('seat-no-mandate');
		return seat(context, { id, run, person, source: 'proxy' });
	}
);

const StoodFor = v.array(
	v.object({
		person: v.string(),
		name: v.string(),
		seats: v.array(v.object({ state: v.picklist(seatStates), run: RunShown })),
		open: v.array(RunShown)
	})
);

/** Classes of one person for whom whoever asks stands, and those in which there may be a place for them. */
async function classesOfOne(context: Context, { id: person, name }: { id: string; name: string | null }) {
	const { db, now } = context;
	const home = await homeOfPerson(context, person);
	const held = await listSeatsOf(db, person);
	const seats = await Promise.all(held.map(async ({ runId, state }) => ({ state, run: await getRun(context, runId) })));
	const open = home === null ? [] : (await listRuns(db, home.centre, now)).map(shownRun);
	const joins = (run: RunShown) =>
		run.unsigned === 0 && !isOver(run, now) && !held.some(({ runId }) => runId === run.id);
	const free = await comesTo(context, person, open.filter(joins));
	return { person, name: name ?? '', seats: seats.filter(({ run }) => !isOver(run, now)), open: free };
}

/** Classes of those for whom whoever is signed in stands. */
export const classesStoodFor = query(
	{
		name: 'classes.stood-for',
		group: 'own-page',
		input: Nothing,
		answer: StoodFor,
		look: 'the page of whoever stands for them, by a mandate that they gave'
	},
	async (context) => Promise.all((await enrolsFor(context)).map((one) => classesOfOne(context, one)))
);
