import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { promiseNeed } from '#capabilities/assistance/move-need.server.ts';
import { AskVisit, EndVisit, OneVisit, TellTime } from './inputs.ts';
import { holdWhole } from './whole.server.ts';
import { isCut } from './rules-roads.ts';
import { layOutDays } from './planning.server.ts';
import {
	endRow,
	findAskable,
	inTurnOf,
	insertHomeVisit,
	lockVisit,
	noteTry,
	tellRow,
	untellRow,
	type VisitRow
} from './sql.server.ts';

const Kept = v.object({ id: v.string() });
const who = ['lead-field', 'loop'] as const;

async function getOpen(context: Context, id: string): Promise<VisitRow> {
	await holdWhole(context);
	const visit = await lockVisit(context.db, centreOf(context.actor), id);
	if (!visit) throw new Refusal('visit-over');
	return visit;
}

/** Who has to come for a need, and when they are at home. Refuses one that is not open here (`need-unknown`) or was asked for (`visit-asked`). */
export const askVisit = command(
	{ name: 'home-visits.ask-visit', group: who, input: AskVisit, answer: Kept },
	async (context, { id, need, language, ...asked }) => {
		await holdWhole(context);
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const found = await findAskable(db, centre, need);
		if (!found) throw new Refusal('need-unknown');
		const made = {
			...asked,
			...found,
			id,
			centre,
			needId: need,
			source: 'need' as const,
			language: language || null,
			at: now
		};
		if (!(await insertHomeVisit(db, made))) throw new Refusal('visit-asked');
		return { answer: { id }, about: id, person: found.personId, detail: { need } };
	}
);

/**
 * They chose a time, and it is nailed: nothing moves it. The need is promised for that day. Refuses a time that by now breaks one that
 * was told to others, or for which nobody comes any more (`time-taken`), one of a day on which nobody gets there (`road-cut`), and whoever was told another already (`visit-told`).
 */
export const tellTime = command(
	{ name: 'home-visits.tell-time', byPerson: true, group: who, input: TellTime, answer: Kept },
	async (context, { visit: id, ...told }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		await inTurnOf(db, centre);
		const visit = await getOpen(context, id);
		if (visit.toldDay !== null && visit.toldDay >= dayOf(now)) throw new Refusal('visit-told');
		await tellRow(db, id, { ...told, by: actor.id, at: now });
		const laid = await layOutDays(db, centre, now);
		const line = laid.visits.get(id);
		if (line && isCut(laid.roads, line.hamletId, told.day)) throw new Refusal('road-cut');
		const lost = new Set(laid.plan.unserved);
		const isFree = !laid.planning.visits.some((one) => one.told !== null && lost.has(one.id));
		if (!isFree || line?.toldShifts?.some((shift) => !laid.shifts.has(shift))) throw new Refusal('time-taken');
		const owner = told.shifts.flatMap((shift) => laid.shifts.get(shift)?.helpers ?? [])[0] ?? null;
		if (visit.needId !== null)
			await promiseNeed(context, visit.needId, { plan: 'home-visit', promisedOn: told.day, owner });
		return { answer: { id }, about: id, person: visit.personId, detail: { ...told, need: visit.needId } };
	}
);

/** The time that they were told is called off; they wait again, with all the days that they have waited. */
export const callOffVisit = command(
	{ name: 'home-visits.call-off-visit', byPerson: true, group: who, input: OneVisit, answer: Kept },
	async (context, { visit: id }) => {
		const visit = await getOpen(context, id);
		if (visit.toldDay === null) throw new Refusal('visit-untold');
		await untellRow(context.db, id);
		if (visit.needId !== null)
			await promiseNeed(context, visit.needId, { plan: 'home-visit', promisedOn: null, owner: null });
		const detail = { day: visit.toldDay, from: visit.toldFrom, shifts: visit.toldShifts ?? [] };
		return { answer: { id }, about: id, person: visit.personId, detail };
	}
);

/** Nobody answered the telephone. */
export const noteNoAnswer = command(
	{ name: 'home-visits.note-no-answer', group: who, input: OneVisit, answer: Kept },
	async (context, { visit: id }) => {
		const visit = await getOpen(context, id);
		await noteTry(context.db, id, context.now);
		return { answer: { id }, about: id, person: visit.personId, detail: { tries: visit.tries + 1 } };
	}
);

/** It was done, or they do not want it any more. What they needed is another matter: its own page ends it. */
export const endVisit = command(
	{ name: 'home-visits.end-visit', byPerson: true, group: who, input: EndVisit, answer: Kept },
	async (context, { visit: id, outcome }) => {
		const visit = await getOpen(context, id);
		await endRow(context.db, id, outcome, context.now);
		if (outcome === 'not-wanted' && visit.needId !== null)
			await promiseNeed(context, visit.needId, { plan: null, promisedOn: null, owner: null });
		return { answer: { id }, about: id, person: visit.personId, detail: { outcome } };
	}
);
