import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing, whole } from '#kernel/shapes.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Outing } from './answers.ts';
import {
	extendOuting,
	findOuting,
	insertOuting,
	listOutings,
	noteAlarm,
	noteHome,
	settleRow,
	type OutingRow
} from './sql-outings.server.ts';

/** By how many minutes somebody is safe again: a quarter of an hour to half a day. */
const minutes = v.pipe(whole, v.minValue(15), v.maxValue(720));
const Kept = v.object({ id: v.string() });
const One = v.object({ outing: id });

const after = (at: Date, more: number): Date => new Date(at.getTime() + more * 60_000);

async function getOwn({ db }: Context, outing: string): Promise<OutingRow> {
	const row = await findOuting(db, outing);
	if (!row) throw new Refusal('outing-unknown');
	return row;
}

/** Somebody goes to doors, alone or with another, and says by when they will have said that they are safe. */
export const setOut = command(
	{
		name: 'field.set-out',
		byPerson: true,
		group: 'at-door',
		input: v.object({ id, with: v.nullable(id), minutes }),
		answer: Kept
	},
	async (context, { id: outing, with: mate, minutes: more }) => {
		const { db, actor } = context;
		const at = saidAt(context);
		await insertOuting(db, {
			...{ id: outing, centre: centreOf(actor), staff: actor.id, mate },
			...{ at, until: after(at, more), alarm: null }
		});
		return { answer: { id: outing }, about: outing, detail: { minutes: more } };
	}
);

/** It takes longer: the hour is another, counted from when that was said. What is over stays over. */
export const stayLonger = command(
	{
		name: 'field.stay-longer',
		byPerson: true,
		group: 'at-door',
		input: v.object({ outing: id, minutes }),
		answer: Kept
	},
	async (context, { outing, minutes: more }) => {
		await getOwn(context, outing);
		await extendOuting(context.db, outing, after(saidAt(context), more));
		return { answer: { id: outing }, about: outing, detail: { minutes: more } };
	}
);

/** Somebody is safe: said by themselves, on their own phone. */
export const sayHome = command(
	{ name: 'field.say-home', byPerson: true, group: 'at-door', input: One, answer: Kept },
	async (context, { outing }) => {
		await getOwn(context, outing);
		await noteHome(context.db, outing, saidAt(context));
		return { answer: { id: outing }, about: outing };
	}
);

/** Somebody needs help and may not be heard asking for it. It goes on until whoever leads has seen to it. */
export const raiseAlarm = command(
	{
		name: 'field.raise-alarm',
		byPerson: true,
		group: 'at-door',
		input: v.object({ id, outing: v.nullable(id) }),
		answer: Kept
	},
	async (context, { id: alarm, outing }) => {
		const { db, actor } = context;
		const at = saidAt(context);
		const known = outing === null ? null : await findOuting(db, outing);
		if (known) await noteAlarm(db, known.id, at);
		else {
			const whose = { id: alarm, centre: centreOf(actor), staff: actor.id, mate: null };
			await insertOuting(db, { ...whose, at, until: at, alarm: at });
		}
		return { answer: { id: known?.id ?? alarm }, about: known?.id ?? alarm };
	}
);

/** Who is out, who has not said that they are safe, and who called for help: those first. */
export const outings = query(
	{
		name: 'field.outings',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(Outing),
		look: 'names staff, and no resident'
	},
	async (context) => listOutings(context.db, centreOf(context.actor), context.now)
);

/** Whoever leads has reached them, and knows that they are safe. Refuses what is settled or over already (`outing-settled`). */
export const settleOuting = command(
	{ name: 'field.settle-outing', byPerson: true, group: 'lead-field', input: One, answer: Kept },
	async (context, { outing }) => {
		const { db, actor, now } = context;
		const open = await listOutings(db, centreOf(actor), now);
		if (!open.some((one) => one.id === outing)) throw new Refusal('outing-settled');
		await settleRow(db, outing, actor.id, now);
		return { answer: { id: outing }, about: outing };
	}
);
