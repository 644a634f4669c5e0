import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { allIdsOf, homeOfPerson } from '#capabilities/residents/people.server.ts';
import type { RunShown } from './answers.ts';
import { fitsOf, type Fit } from './fits.server.ts';
import { CancelMakeUp, MakeUp, MakeUpOwn } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { guestStands } from './rules-make-up.ts';
import { isSameHour } from './rules-hours.ts';
import { getRun } from './runs.server.ts';
import { keptUntil } from './seats.server.ts';
import {
	findGuest,
	findNumber,
	leaveGuest,
	listAway,
	listMakeUps,
	listSeatedIn,
	putGuest,
	type GuestRow
} from './sql-make-up.server.ts';
import { holdLearners, listHours } from './sql-hours.server.ts';
import { findFill, holdRun, offerSeats } from './sql.server.ts';

type Asked = v.InferOutput<typeof MakeUp>;

/**
 * Both classes, held in one order, so that two who do this at once wait for each other; of one centre, where whoever acts works or they live. Refuses
 * another's (`class-unknown`).
 */
async function holdBoth(context: Context, { missedRun, run, person }: Asked): Promise<number> {
	const { kind } = context.actor;
	const centre = kind === 'staff' ? centreOf(context.actor) : (await homeOfPerson(context, person))?.centre;
	if (centre === undefined || centre === null) throw new Refusal('class-unknown');
	for (const id of [missedRun, run].toSorted()) {
		if (!(await holdRun(context.db, id))) throw new Refusal('class-unknown');
		if ((await getRun(context, id)).centre !== centre) throw new Refusal('class-unknown');
	}
	return centre;
}

/** Refuses whoever was not away from the lesson, and whoever makes up for it elsewhere already or has a place in that class. */
async function mayMakeUp({ db, now }: Context, { missedRun, missedNo, person, run }: Asked): Promise<void> {
	const away = await listAway(db, missedRun);
	const own = away.find(({ personId, no }) => personId === person && no === missedNo);
	if (!own) throw new Refusal('make-up-not-away');
	const made = (await listMakeUps(db, missedRun)).filter(
		({ whole, missedNo: of }) => whole === own.whole && of === missedNo
	);
	if (made.some((one) => guestStands(one, now) !== 'gone')) throw new Refusal('make-up-already');
	if ((await listSeatedIn(db, [run], [person])).length > 0) throw new Refusal('make-up-seated');
}

/** Refuses a lesson that is held while they sit in another, of whichever class (`class-same-hour`). */
async function isFreeAt({ db, now }: Context, fit: Fit, person: string): Promise<void> {
	await holdLearners(db, [person]);
	const hours = await listHours(db, [person], now);
	if (hours.some((one) => isSameHour(fit, one))) throw new Refusal('class-same-hour');
}

/** A place of one lesson for whoever was away from the same one, given by staff or taken by themselves. */
async function becomeGuest(context: Context, input: Asked) {
	const { db, actor, now } = context;
	const { id, missedRun, missedNo, person, run, no } = input;
	const centre = await holdBoth(context, input);
	await mayMakeUp(context, input);
	const fit = (await fitsOf(context, missedRun))(missedNo).find((one) => one.run === run && one.no === no);
	if (!fit) throw new Refusal(isOver(await getRun(context, run), now) ? 'class-over' : 'make-up-other');
	await isFreeAt(context, fit, person);
	if (fit.places === 0) throw new Refusal('make-up-full');
	const number = (await findNumber(db, run, person)) ?? (await findFill(db, run)).nextNumber;
	const by = actor.kind === 'staff' ? actor.id : null;
	const [row] = await putGuest(db, {
		...{ id, runId: run, no, personId: person, missedRun, missedNo, number },
		...{ centre, by, at: now }
	});
	if (!row) throw new Refusal('make-up-already');
	const answer = { guest: row.id, number: row.number };
	return { answer, about: run, person, centre, detail: { no, missed: missedRun, missedNo } };
}

const Guest = v.object({ guest: v.string(), number: v.number() });

/**
 * Somebody who was away from a lesson sits in the same one of another class of this centre. Refuses where it is full (`make-up-full`), is over
 * (`class-over`), is about something else (`make-up-other`) or is held while they sit elsewhere (`class-same-hour`).
 */
export const makeUp = command(
	{ name: 'classes.make-up', byPerson: true, group: 'loop', input: MakeUp, answer: Guest },
	becomeGuest
);

/** The same, chosen by themselves on their own page, or beside a guide. */
export const makeUpOwn = command(
	{ name: 'classes.make-up-own', byPerson: true, group: ['sit-beside', 'own-page'], input: MakeUpOwn, answer: Guest },
	async (context, input) => {
		const { subject } = context.actor;
		if (subject === null) throw new Refusal('no-session');
		// Under whichever of their ids they were said to be away.
		const ids = await allIdsOf(context, subject);
		const away = await listAway(context.db, input.missedRun);
		const own = away.find(({ personId, no }) => no === input.missedNo && ids.includes(personId));
		if (!own) throw new Refusal('make-up-not-away');
		return becomeGuest(context, { ...input, person: own.personId });
	}
);

/** A guest of a lesson that is to come, theirs or of a class of this centre; its class is held first. Refuses any other (`seat-unknown`). */
async function ownGuest({ db, now }: Context, id: string): Promise<GuestRow> {
	const before = await findGuest(db, id);
	if (before) await holdRun(db, before.runId);
	const found = before && (await findGuest(db, id));
	if (!found || found.state === 'left') throw new Refusal('seat-unknown');
	if (guestStands(found, now) !== 'to-come') throw new Refusal('class-over');
	return found;
}

const offered = async ({ db, now }: Context, run: RunShown): Promise<string[]> =>
	isOver(run, now) ? [] : offerSeats(db, run.id, keptUntil(run, now), now);

/** They cannot come to it: their place of that lesson is free, and offered to whoever waits for the class. */
export const cancelMakeUp = command(
	{
		name: 'classes.cancel-make-up',
		byPerson: true,
		group: ['loop', 'own-page'],
		input: CancelMakeUp,
		answer: v.object({ offered: v.number() })
	},
	async (context, { guest }) => {
		const { runId, personId, no } = await ownGuest(context, guest);
		const run = await getRun(context, runId);
		if ((await leaveGuest(context.db, guest)).count === 0) throw new Refusal('seat-unknown');
		const now = await offered(context, run);
		const detail = { seat: guest, no, offered: now };
		return { answer: { offered: now.length }, about: runId, person: personId, centre: run.centre, detail };
	}
);
