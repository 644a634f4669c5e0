import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { inTurns } from '#platform/in-turns.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import {
	holdDivision,
	holdHamlet,
	keepDivision,
	meantBy,
	partMore,
	thoughtOf,
	withAreas,
	withPut
} from './division.server.ts';
import { BalanceDivision, BeginDivision, PutDoors, SeenDivision, StaffPart } from './inputs.ts';
import { balancing, keepHands } from './rules-division.ts';
import {
	endDivision,
	findGround,
	findOpenDivision,
	insertDivision,
	listAreasIn,
	listGoers,
	saveDivision
} from './sql-division.server.ts';

const Divides = v.object({ division: v.string() });

/** Begins to divide a hamlet, as its areas stand; where somebody has begun, that goes on. Refuses a hamlet of another commune (`not-your-place`). */
export const beginDivision = command(
	{ name: 'campaigns.begin-division', group: 'lead-field', input: BeginDivision, answer: Divides },
	async (context, { id, hamlet }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const ground = await findGround(db, hamlet);
		if (!ground || ground.communeId !== (await communeOf(db, actor))) throw new Refusal('not-your-place');
		await holdHamlet(context, hamlet);
		const known = withAreas([], await listAreasIn(db, centre, hamlet));
		const parts = known.length > 0 ? known : [partMore(context, [], ground.name)];
		await insertDivision(db, { id, centre, hamlet, state: { parts, put: {} }, by: actor.id, at: now });
		const open = await findOpenDivision(db, centre, hamlet);
		return { answer: { division: open!.id }, about: open!.id };
	}
);

/** One more part, which has no doors and nobody yet. Refuses more than twelve (`parts-enough`). */
export const addPart = command(
	{ name: 'campaigns.add-part', group: 'lead-field', input: SeenDivision, answer: v.object({ letter: v.string() }) },
	async (context, seen) => {
		const divided = await holdDivision(context, seen);
		const ground = await findGround(context.db, divided.row.hamletId);
		const part = partMore(context, divided.parts, ground?.name ?? '');
		const state = thoughtOf(divided);
		await keepDivision(context, divided, { ...state, parts: [...state.parts, part] });
		return { answer: { letter: part.letter }, about: divided.row.id };
	}
);

/** Who is to go through a part. Refuses whoever may not be sent there (`not-your-place`). */
export const staffPart = command(
	{ name: 'campaigns.staff-part', group: 'lead-field', input: StaffPart, answer: Divides },
	async (context, { letter, staff, ...seen }) => {
		const divided = await holdDivision(context, seen);
		const may = new Set((await listGoers(context.db, divided.row.centreId, divided.row.hamletId)).map(({ id }) => id));
		const part = divided.parts.find((one) => one.letter === letter);
		if (!part) throw new Refusal('part-unknown');
		if (staff.some((one) => !may.has(one) && !part.goes.includes(one))) throw new Refusal('not-your-place');
		const state = thoughtOf(divided);
		const parts = state.parts.map((one) => (one.letter === letter ? { ...one, staff: [...new Set(staff)] } : one));
		await keepDivision(context, divided, { ...state, parts });
		return { answer: { division: divided.row.id }, about: divided.row.id };
	}
);

/**
 * Doors are to stand in a part: some, a lane, or what lies within a line that was drawn. Refuses where no door is meant
 * (`doors-none`), and a part that there is none of (`part-unknown`).
 */
export const putDoors = command(
	{ name: 'campaigns.put-doors', group: 'lead-field', input: PutDoors, answer: v.object({ doors: v.number() }) },
	async (context, { which, letter, ...seen }) => {
		const divided = await holdDivision(context, seen);
		const meant = meantBy(divided, which);
		await keepDivision(context, divided, withPut(thoughtOf(divided), meant, letter));
		return { answer: { doors: meant.length }, about: divided.row.id };
	}
);

/** All doors among so many parts, by households and walking, so that as few as possible change hands; parts that are missing are added. */
export const balanceDivision = command(
	{ name: 'campaigns.balance-division', group: 'lead-field', input: BalanceDivision, answer: Divides },
	async (context, { parts: many, ...seen }) => {
		const divided = await holdDivision(context, seen);
		const ground = await findGround(context.db, divided.row.hamletId);
		let state = thoughtOf(divided);
		while (state.parts.length < many)
			state = { ...state, parts: [...state.parts, partMore(context, state.parts, ground?.name ?? '')] };
		const lists = keepHands(
			await inTurns(balancing(divided.doors, many)),
			state.parts.map(({ letter }) => letter),
			new Map(divided.doors.map(({ id, letter }) => [id, letter]))
		);
		for (const [letter, ids] of lists) {
			const among = new Set(ids);
			state = withPut(
				state,
				divided.doors.filter(({ id }) => among.has(id)),
				letter
			);
		}
		await keepDivision(context, divided, state);
		return { answer: { division: divided.row.id }, about: divided.row.id };
	}
);

/** Takes the last change of a division back. Refuses where there is none (`nothing-to-undo`). */
export const undoDivision = command(
	{ name: 'campaigns.undo-division', group: 'lead-field', input: SeenDivision, answer: Divides },
	async (context, seen) => {
		const { row } = await holdDivision(context, seen);
		const state = row.steps.at(-1);
		if (!state) throw new Refusal('nothing-to-undo');
		const { actor, now } = context;
		await saveDivision(context.db, row.id, { state, steps: row.steps.slice(0, -1), by: actor.id, at: now });
		return { answer: { division: row.id }, about: row.id };
	}
);

/** Lets a division be: everything stays as it stands. */
export const dropDivision = command(
	{ name: 'campaigns.drop-division', group: 'lead-field', input: SeenDivision, answer: Divides },
	async (context, seen) => {
		const { row } = await holdDivision(context, seen);
		await endDivision(context.db, row.id, { handed: false, by: context.actor.id, at: context.now });
		return { answer: { division: row.id }, about: row.id };
	}
);
