import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { allIdsOf, homeOfPerson } from '#capabilities/residents/people.server.ts';
import { MyMakeUp, MyMissed } from './answers-make-up.ts';
import { MySeat, RunShown } from './answers.ts';
import { isOver } from './rules-begun.ts';
import { comesTo } from './hours.server.ts';
import { missedIn } from './fits.server.ts';
import { shownRun } from './here.server.ts';
import { getRun } from './runs.server.ts';
import { guestStands } from './rules-make-up.ts';
import { listPairsOf } from './sql-pairs.server.ts';
import { listGuestOf } from './sql-make-up.server.ts';
import { listRuns, listSeatsOf, type SeatRow } from './sql.server.ts';

const Classes = v.object({
	seats: v.array(MySeat),
	makeUps: v.array(MyMakeUp),
	missed: v.array(MyMissed),
	open: v.array(RunShown)
});

/** Lessons that somebody was away from in classes in which they have a place, and has nowhere to make up for yet: with where they may. */
async function missedOwn(context: Context, held: readonly SeatRow[]): Promise<v.InferOutput<typeof MyMissed>[]> {
	const ids = await allIdsOf(context, context.actor.subject!);
	const taken = held.filter(({ state }) => state === 'taken');
	const rows = await Promise.all(
		taken.map(async ({ runId: run }) =>
			(await missedIn(context, run, ids)).filter(({ coming }) => coming === null).map((row) => ({ run, ...row }))
		)
	);
	return rows.flat().map(({ run, no, day, fits }) => ({ run, no, day, fits }));
}

/** Classes in which somebody has a place, and those in which they may have one. */
async function classesOf(context: Context): Promise<v.InferOutput<typeof Classes>> {
	const { db, actor, now } = context;
	if (actor.subject === null) throw new Refusal('no-session');
	const centre = actor.centres[0] ?? (await homeOfPerson(context, actor.subject))?.centre ?? null;
	const held = await listSeatsOf(db, actor.subject);
	const pairs = await listPairsOf(db, actor.subject);
	const seats = await Promise.all(
		held.map(async ({ id, runId, state, offeredUntil }) => ({
			seat: id,
			state,
			offeredUntil,
			pair: pairs.find(({ seatId }) => seatId === id)?.relation ?? null,
			run: await getRun(context, runId)
		}))
	);
	const guests = (await listGuestOf(db, actor.subject)).filter((one) => guestStands(one, now) === 'to-come');
	const makeUps = await Promise.all(
		guests.map(async ({ id: guest, runId, no, day }) => ({ guest, no, day, run: await getRun(context, runId) }))
	);
	const missed = await missedOwn(context, held);
	const open = centre === null ? [] : (await listRuns(db, centre, now)).map(shownRun);
	const joins = (run: RunShown) =>
		run.unsigned === 0 && !isOver(run, now) && !held.some(({ runId }) => runId === run.id);
	return { seats, makeUps, missed, open: await comesTo(context, actor.subject, open.filter(joins)) };
}

/** Of the person beside. */
export const classesBeside = query(
	{
		name: 'classes.beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: Classes,
		look: 'beside the person, in a session whose every page is a look already'
	},
	classesOf
);

/** Of themselves. */
export const myClasses = query(
	{ name: 'classes.mine', group: 'own-page', input: Nothing, answer: Classes, look: 'the person’s own page' },
	classesOf
);
