import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { AreaRow, HandoverRow } from './answers.ts';
import { Assign, HandOver, OpenArea } from './inputs.ts';
import { holdLed, isLed, ledBy } from './leads.server.ts';
import { DOORS_MOST } from './rules-budget.ts';
import {
	dropHoldings,
	endWorker,
	insertArea,
	insertHandovers,
	insertLeavings,
	insertWorker,
	isHamletOf,
	listAreas,
	listHandovers,
	listHoldings,
	listLoads,
	listWorkers,
	lockHoldings,
	putHoldings,
	raiseAreas,
	worksNear
} from './sql-areas.server.ts';
import { forgetChanges, numberChanges } from './sql-changes.server.ts';
import { moveLate } from './sql-operations.server.ts';

/** How long a move is shown. */
const SHOWN_DAYS = 90;

/** A part of the commune that somebody goes through door by door. It has no doors yet. */
export const openArea = command(
	{ name: 'field.open-area', group: 'lead-field', input: OpenArea, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		await makeArea(context, input);
		return { answer: { id: input.id }, about: input.id };
	}
);

/** Opens an area in the hamlet of whoever leads it. Refuses a hamlet of another commune, or that they do not lead (`not-your-place`). */
export async function makeArea(
	context: Context,
	{ id, name, hamlet }: { id: string; name: string; hamlet: number | null }
): Promise<void> {
	const { db, actor, now } = context;
	const centre = centreOf(actor);
	const known = hamlet === null || (await isHamletOf(db, hamlet, centre));
	if (!known || !isLed(await ledBy(context), hamlet)) throw new Refusal('not-your-place');
	await insertArea(db, { id, name, centre, hamlet, at: now });
}

/**
 * Somebody goes through an area from now on; with whoever does already, they are two. Refuses whoever would have more than 150
 * households to go through (`area-heavy`).
 */
export const assign = command(
	{ name: 'field.assign', group: 'lead-field', input: Assign, answer: v.object({ area: v.string() }) },
	async (context, { area, staff }) => {
		await holdLed(context, [area]);
		await setOut(context, area, staff);
		await holdBudget(context, [area]);
		return { answer: { area }, about: area, detail: { staff } };
	}
);

/** Somebody goes there no longer: their phone lets go of the area, and what they said there before waits for whoever does. */
export const withdrawFrom = command(
	{ name: 'field.withdraw-from', group: 'lead-field', input: Assign, answer: v.object({ area: v.string() }) },
	async (context, { area, staff }) => {
		await holdLed(context, [area]);
		const { count } = await endWorker(context.db, { area, staff, at: context.now });
		if (count === 0) throw new Refusal('not-assigned');
		return { answer: { area }, about: area, detail: { staff } };
	}
);

async function setOut(context: Context, area: string, staff: string): Promise<void> {
	const { db, actor, now } = context;
	if (!(await worksNear(db, centreOf(actor), staff))) throw new Refusal('not-your-place');
	await insertWorker(db, { area, staff, at: now });
}

/** Who goes through an area from now on: whoever is not among them goes there no longer. */
export async function setWorkers(context: Context, area: string, staff: readonly string[]): Promise<void> {
	const { db, now } = context;
	const before = await listWorkers(db, area);
	for (const one of before.filter((there) => !staff.includes(there)))
		await endWorker(db, { area, staff: one, at: now });
	for (const one of staff.filter((wanted) => !before.includes(wanted))) await setOut(context, area, one);
}

/** Holds doors and then areas that whoever asks leads, in the order in which everybody does. Refuses an area that they do not lead (`area-unknown`). */
export async function holdAll(context: Context, doors: readonly string[], areas: readonly string[]): Promise<void> {
	await lockHoldings(context.db, doors);
	await holdLed(context, areas);
}

/** Refuses whoever goes through one of these areas and would have more households than one person can (`area-heavy`). */
export async function holdBudget({ db }: Context, areas: readonly string[]): Promise<void> {
	const heavy = (await listLoads(db, areas)).find(({ doors }) => doors > DOORS_MOST);
	if (heavy) throw new Refusal('area-heavy', { name: heavy.name ?? '', count: heavy.doors, most: DOORS_MOST });
}

/**
 * Doors go to another area. Phones that hold them are told to let go, once what was said there has arrived; the new ones take them
 * along. Refuses a door that is not of the commune (`household-unknown`), and more than whoever goes there can go through (`area-heavy`).
 */
export const handOver = command(
	{ name: 'field.hand-over', group: 'lead-field', input: HandOver, answer: v.object({ moved: v.number() }) },
	async (context, { households, to }) => {
		const moved = await handOverAll(context, [{ households, to }]);
		return { answer: { moved }, about: context.request, person: null, detail: { to, moved } };
	}
);

type Target = { households: readonly string[]; to: string | null };

/** Hands doors to several areas at once; answers how many changed hands. Refuses as `handOver` does. */
export async function handOverAll(context: Context, targets: readonly Target[]): Promise<number> {
	const { db, actor } = context;
	const all = targets.flatMap(({ households }) => households);
	await lockHoldings(db, all);
	const found = new Map((await listHoldings(db, all)).map((one) => [one.id, one]));
	if (found.size !== new Set(all).size) throw new Refusal('household-unknown');
	const moves = targets.map(({ households, to }) => ({
		to,
		doors: households.map((one) => found.get(one)!).filter(({ areaId }) => areaId !== to)
	}));
	const touched = moves.flatMap(({ to, doors }) => [to, ...doors.map(({ areaId }) => areaId)]);
	const areas = [...new Set(touched)].filter((one) => one !== null);
	// All at once and in one order: two who hand doors to each other's areas would wait for one another.
	await holdLed(context, areas);
	for (const { to, doors } of moves) if (doors.length > 0) await move(context, doors, to, centreOf(actor));
	await holdBudget(
		context,
		moves.flatMap(({ to }) => to ?? [])
	);
	return moves.reduce((sum, { doors }) => sum + doors.length, 0);
}

type Move = { id: string; areaId: string | null };

async function move({ db, actor, now, request }: Context, moves: readonly Move[], to: string | null, centre: number) {
	const doors = moves.map(({ id }) => id);
	const handovers = moves.map(({ id, areaId }) => ({
		...{ id: requestFor(request, 0, id), household: id, from: areaId, to }
	}));
	const from = [...new Set(moves.map(({ areaId }) => areaId))].filter((one) => one !== null);
	await raiseAreas(db, to === null ? from : [...from, to]);
	await insertHandovers(db, handovers, { centre, by: actor.id, at: now });
	await insertLeavings(
		db,
		handovers.map((one) => one.id)
	);
	for (const area of from) await forgetChanges(db, area, doors);
	const late = await moveLate(db, doors, to);
	await (to === null ? dropHoldings(db, doors) : putHoldings(db, doors, to, now));
	const here = to === null ? [] : doors.map((about) => ({ area: to, kind: 'household' as const, about }));
	const words = [...from, ...(to === null ? [] : [to])].flatMap((area) =>
		late.map(({ id: about }) => ({ area, kind: 'late' as const, about }))
	);
	if (here.length + words.length > 0) await numberChanges(db, [...here, ...words], now);
}

/** The areas of this centre, how many doors each has, and who goes there. */
export const areas = query(
	{
		name: 'field.areas',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(AreaRow),
		look: 'names staff, and no resident'
	},
	async (context) => listAreas(context.db, centreOf(context.actor), await ledBy(context))
);

/** Doors that were handed over lately, and how far each has come: given, received, gone from the old phones. */
export const handovers = query(
	{
		name: 'field.handovers',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(HandoverRow),
		look: 'names doors, and nobody behind them'
	},
	async (context) => {
		const since = new Date(context.now.getTime() - SHOWN_DAYS * 86_400_000);
		return listHandovers(context.db, centreOf(context.actor), await ledBy(context), since);
	}
);
