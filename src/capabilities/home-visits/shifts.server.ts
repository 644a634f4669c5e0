import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Shifts } from './answers.ts';
import { AddShift, KnowHelper, OneShift } from './inputs.ts';
import { roadOf } from './roads.server.ts';
import { holdWhole } from './whole.server.ts';
import { layOutDays } from './planning.server.ts';
import { DAYS_PLANNED } from './rules-days.ts';
import { dropShiftRow, inTurnOf, insertShift, knowHelperRow, listHelpers, listShifts } from './sql.server.ts';

const Kept = v.object({ id: v.string() });

/** Who goes out on a day, together. Refuses hours that end before they begin (`shift-hours`), a day that is over or too far (`shift-day`), whoever does not work here (`not-your-place`) or is out at that hour already (`helper-out`). */
export const addShift = command(
	{ name: 'home-visits.add-shift', byPerson: true, group: 'lead-field', input: AddShift, answer: Kept },
	async (context, { id, day, helpers, from, until, mode, hamlet }) => {
		await holdWhole(context);
		const { db, actor, now } = context;
		await inTurnOf(db, centreOf(actor));
		const [centre, today] = [centreOf(actor), dayOf(now)];
		if (until <= from) throw new Refusal('shift-hours');
		if (day < today || day > addDays(today, DAYS_PLANNED)) throw new Refusal('shift-day', { days: DAYS_PLANNED });
		const here = new Set((await listHelpers(db, centre)).map((one) => one.id));
		if (helpers.some((one) => !here.has(one))) throw new Refusal('not-your-place');
		const out = (await listShifts(db, centre, day, day)).filter(
			({ fromAt, untilAt }) => fromAt.slice(0, 5) < until && untilAt.slice(0, 5) > from
		);
		if (out.some((shift) => shift.helpers.some((one) => helpers.includes(one)))) throw new Refusal('helper-out');
		const row = { id, day, helpers: [...new Set(helpers)], fromAt: from, untilAt: until, mode, hamletId: hamlet };
		await insertShift(db, { ...row, centre, by: actor.id, at: now });
		return { answer: { id }, about: id, detail: { day, helpers: row.helpers.length } };
	}
);

/** They do not go out after all. Refuses a team by whom somebody was told a time (`shift-told`): those are called off first. */
export const dropShift = command(
	{ name: 'home-visits.drop-shift', byPerson: true, group: 'lead-field', input: OneShift, answer: Kept },
	async (context, { shift }) => {
		await holdWhole(context);
		const { db, actor, now } = context;
		await inTurnOf(db, centreOf(actor));
		const laid = await layOutDays(db, centreOf(actor), now);
		const told = [...laid.visits.values()].filter(({ toldShifts }) => toldShifts?.includes(shift));
		if (told.length > 0) throw new Refusal('shift-told', { count: told.length });
		const { count } = await dropShiftRow(db, centreOf(actor), shift, now);
		if (count === 0) throw new Refusal('shift-unknown');
		return { answer: { id: shift }, about: shift };
	}
);

/** What is known of a helper, for whoever asks for a woman or their own language. Languages are parted by commas. */
export const knowHelper = command(
	{ name: 'home-visits.know-helper', byPerson: true, group: 'lead-field', input: KnowHelper, answer: Kept },
	async (context, { helper, woman, languages }) => {
		await holdWhole(context);
		const { db, actor } = context;
		const centre = centreOf(actor);
		if (!(await listHelpers(db, centre)).some(({ id }) => id === helper)) throw new Refusal('not-your-place');
		const spoken = languages
			.split(',')
			.map((one) => one.trim())
			.filter(Boolean);
		await knowHelperRow(db, { centre, helper, woman, languages: spoken });
		return { answer: { id: helper }, about: helper };
	}
);

/** Who goes out in the coming days, who could, and which ways are longer or cut. */
export const shifts = query(
	{
		name: 'home-visits.shifts',
		group: 'lead-field',
		input: Nothing,
		answer: Shifts,
		look: 'names staff, and no resident'
	},
	async (context) => {
		await holdWhole(context);
		const { db, actor, now } = context;
		const laid = await layOutDays(db, centreOf(actor), now);
		return {
			shifts: [...laid.shifts.values()].map((row) => ({
				...{ id: row.id, day: row.day, mode: row.mode, hamlet: row.hamletId },
				...{ from: row.fromAt.slice(0, 5), until: row.untilAt.slice(0, 5) },
				helpers: row.helpers.map((id) => ({ id, name: laid.helpers.get(id)?.name ?? '…' })),
				visits: laid.plan.routes.find(({ shift }) => shift === row.id)?.stops.length ?? 0
			})),
			helpers: [...laid.helpers.values()],
			roads: laid.roads.map((road) => roadOf(laid, road))
		};
	}
);
