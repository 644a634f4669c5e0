import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { allIdsOf, getPersonBrief } from '#capabilities/residents/people.server.ts';
import type { RunShown } from './answers.ts';
import { OneSeat, PairSeat } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { hasChair } from './rules-pairs.ts';
import { getRun } from './runs.server.ts';
import { ownSeat } from './seats.server.ts';
import { findSeatOf } from './sql.server.ts';
import { countBeside, dropPair, insertPair, listHalls } from './sql-pairs.server.ts';

const Ok = v.object({ ok: v.literal(true) });

/** Somebody of the register who is another person than the learner. On their own page nobody names anybody (`pair-named`). */
async function companionOf(context: Context, learner: string, companion: string | null): Promise<void> {
	if (companion === null) return;
	if (context.actor.kind !== 'staff') throw new Refusal('pair-named');
	if ((await allIdsOf(context, learner)).includes(companion)) throw new Refusal('pair-self');
	await getPersonBrief(context, companion);
}

/** Refuses where no chair is left beside those of the learners (`pair-no-chair`); a learner of the class has one already. */
async function chairFor({ db }: Context, run: RunShown, companion: string | null): Promise<void> {
	const seat = companion === null ? undefined : await findSeatOf(db, run.id, companion);
	if (seat && (seat.state === 'taken' || seat.state === 'offered')) return;
	const halls = await listHalls(db, run.id);
	const chairs = halls.find(({ name }) => plain(name) === plain(run.venue))?.capacity ?? null;
	if (!hasChair({ capacity: run.capacity, beside: await countBeside(db, run.id), chairs }))
		throw new Refusal('pair-no-chair', { chairs: String(chairs) });
}

/** Somebody comes along and sits beside: of the register, or a second person of whom nothing is written. Refuses a second companion (`pair-already`). */
export const pairSeat = command(
	{ name: 'classes.pair-seat', byPerson: true, group: ['loop', 'own-page'], input: PairSeat, answer: Ok },
	async (context, { seat: id, companion, relation }) => {
		const { db, actor, now } = context;
		const { runId, personId } = await ownSeat(context, id);
		const run = await getRun(context, runId);
		if (isOver(run, now)) throw new Refusal('class-over');
		await companionOf(context, personId, companion);
		await chairFor(context, run, companion);
		const by = actor.kind === 'staff' ? actor.id : null;
		const row = { seatId: id, run: runId, centre: run.centre, personId, companionId: companion, relation, by, at: now };
		if ((await insertPair(db, row)).count === 0) throw new Refusal('pair-already');
		return { answer: { ok: true }, about: runId, person: personId, centre: run.centre, detail: { seat: id, relation } };
	}
);

/** They come alone. */
export const unpairSeat = command(
	{ name: 'classes.unpair-seat', byPerson: true, group: ['loop', 'own-page'], input: OneSeat, answer: Ok },
	async (context, { seat: id }) => {
		const { runId, personId } = await ownSeat(context, id);
		const { centre } = await getRun(context, runId);
		if ((await dropPair(context.db, id)).count === 0) throw new Refusal('pair-unknown');
		return { answer: { ok: true }, about: runId, person: personId, centre, detail: { seat: id } };
	}
);
