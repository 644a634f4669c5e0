import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { AreaRow, HandoverRow } from './answers.ts';
import { Assign, HandOver, OpenArea } from './inputs.ts';
import {
	dropHoldings,
	endWorker,
	insertArea,
	insertHandovers,
	insertLeavings,
	insertWorker,
	listAreas,
	listHandovers,
	listHoldings,
	lockAreas,
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
	async ({ db, actor, now }, { id, name }) => {
		await insertArea(db, { id, name, centre: centreOf(actor), at: now });
		return { answer: { id }, about: id };
	}
);

const getArea = async ({ db, actor }: Context, id: string): Promise<void> => {
	const [area] = await lockAreas(db, [id]);
	if (area?.centreId !== centreOf(actor)) throw new Refusal('area-unknown');
};

/** Somebody goes through an area from now on; with whoever does already, they are two. */
export const assign = command(
	{ name: 'field.assign', group: 'lead-field', input: Assign, answer: v.object({ area: v.string() }) },
	async (context, { area, staff }) => {
		const { db, actor, now } = context;
		await getArea(context, area);
		if (!(await worksNear(db, centreOf(actor), staff))) throw new Refusal('not-your-place');
		await insertWorker(db, { area, staff, at: now });
		return { answer: { area }, about: area, detail: { staff } };
	}
);

/** Somebody goes there no longer: their phone lets go of the area, and what they said there before waits for whoever does. */
export const withdrawFrom = command(
	{ name: 'field.withdraw-from', group: 'lead-field', input: Assign, answer: v.object({ area: v.string() }) },
	async (context, { area, staff }) => {
		await getArea(context, area);
		const { count } = await endWorker(context.db, { area, staff, at: context.now });
		if (count === 0) throw new Refusal('not-assigned');
		return { answer: { area }, about: area, detail: { staff } };
	}
);

/**
 * Doors go to another area. Phones that hold them are told to let go, once what was said there has arrived; the new ones take them
 * along. Refuses a door that is not of the commune (`household-unknown`).
 */
export const handOver = command(
	{ name: 'field.hand-over', group: 'lead-field', input: HandOver, answer: v.object({ moved: v.number() }) },
	async (context, { households, to }) => {
		const { db, actor, request } = context;
		const centre = centreOf(actor);
		await lockHoldings(db, households);
		const found = await listHoldings(db, households);
		if (found.length !== new Set(households).size) throw new Refusal('household-unknown');
		const moves = found.filter(({ areaId }) => areaId !== to);
		const touched = [...new Set([...moves.map(({ areaId }) => areaId), to])].filter((one) => one !== null);
		// All at once and in one order: two who hand doors to each other's areas would wait for one another.
		const held = await lockAreas(db, touched);
		if (to !== null && held.find(({ id }) => id === to)?.centreId !== centre) throw new Refusal('area-unknown');
		if (moves.length > 0) await move(context, moves, to, centre);
		return { answer: { moved: moves.length }, about: request, person: null, detail: { to, moved: moves.length } };
	}
);

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
	({ db, actor }) => listAreas(db, centreOf(actor))
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
	({ db, actor, now }) => listHandovers(db, centreOf(actor), new Date(now.getTime() - SHOWN_DAYS * 86_400_000))
);
