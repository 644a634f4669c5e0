import * as v from 'valibot';
import { DAYS_AHEAD, addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { AnswerFollowUp, CloseNeed, OneNeed, PlanNeed } from './inputs-needs.ts';
import type { NeedKind, Outcome, Plan } from './need.ts';
import { followUpOn } from './rules-need-board.ts';
import {
	findOpenNeed,
	insertFollowUp,
	listFollowUps,
	listOpenOf,
	lockNeed,
	updateOutcome,
	updatePlan,
	worksAt,
	type NeedRow
} from './sql-needs.server.ts';

const getNeed = async ({ db }: Context, id: string): Promise<NeedRow> => {
	const need = await lockNeed(db, id);
	if (!need) throw new Refusal('need-unknown');
	return need;
};

const getOpen = async (context: Context, id: string): Promise<NeedRow> => {
	const need = await getNeed(context, id);
	if (need.outcome !== null) throw new Refusal('need-closed');
	return need;
};

/** The need that is named, or the open one that is of the same kind and somebody's own. */
async function getMeant(context: Context, named: string, of: { person: string; kind: NeedKind } | null) {
	const other = of && !(await lockNeed(context.db, named)) ? await findOpenNeed(context.db, of.person, of.kind) : null;
	return getOpen(context, other?.id ?? named);
}

const written = (need: NeedRow, detail: Record<string, unknown> = {}) => ({
	answer: { id: need.id },
	about: need.id,
	person: need.personId,
	detail
});

/**
 * A promise is kept on a day when somebody is there: refuses a day that is over when it is made or beyond a year, or one on which the
 * office rests. One that arrives after its day is late, and none that was past.
 */
export function checkPromise(day: string | null, today: string): void {
	if (day === null) return;
	if (day < today) throw new Refusal('promise-past');
	if (day > addDays(today, DAYS_AHEAD)) throw new Refusal('promise-far');
	if (isDayOff(day)) throw new Refusal('promise-day-off');
}

/** *Tôi nhận*: whoever takes it owns it, also from somebody else who had it. */
export const takeNeed = command(
	{ name: 'assistance.take-need', group: ['loop', 'at-door'], input: OneNeed, answer: v.object({ id: v.string() }) },
	async (context, { need: id }) => {
		const need = await getOpen(context, id);
		await updatePlan(context.db, id, { ...need, owner: context.actor.id });
		return written(need, { helper: context.actor.id });
	}
);

/** Whoever goes to a door promises for themselves alone; at the desk whoever works there can be given it. */
const mayHelp = async ({ db, actor }: Context, centre: number, helper: string): Promise<boolean> =>
	actor.kind === 'phone' ? helper === actor.id : worksAt(db, centre, helper);

/** Who helps, how, and by which day. A helper must work at the centre of the need; null leaves whoever has it. */
export const planNeed = command(
	{ name: 'assistance.plan-need', group: ['loop', 'at-door'], input: PlanNeed, answer: v.object({ id: v.string() }) },
	async (context, { need: named, of, helper, plan, promisedOn }) => {
		const need = await getMeant(context, named, of);
		const { id } = need;
		if (helper !== null && !(await mayHelp(context, need.centreId, helper))) throw new Refusal('not-your-place');
		if (promisedOn !== null && plan === null) throw new Refusal('plan-missing');
		if (promisedOn !== need.promisedOn) checkPromise(promisedOn, dayOf(saidAt(context)));
		await updatePlan(context.db, id, { owner: helper ?? need.ownerId, plan, promisedOn });
		return written(need, { helper: helper ?? need.ownerId, had: need.ownerId, plan, promisedOn });
	}
);

/** How a promise stood where somebody read it. */
export type SeenPromise = { need: string; owner: string | null; promisedOn: string };

/**
 * A promise goes on to somebody else, for a day of theirs. For the transaction of whoever leads, who says that they may have it. Refuses
 * one that stands otherwise than it was read (`promise-moved`), and a day as `plan-need` does.
 */
export async function handNeedOn(context: Context, seen: SeenPromise, to: { owner: string; promisedOn: string }) {
	const need = await getOpen(context, seen.need);
	if (need.ownerId !== seen.owner || need.promisedOn !== seen.promisedOn) throw new Refusal('promise-moved');
	checkPromise(to.promisedOn, dayOf(context.now));
	await updatePlan(context.db, need.id, { ...to, plan: need.plan });
	return need;
}

/** Ends it with what became of it. Only one that was met is asked about later. Of somebody who died all that was open ends, so that nobody calls. */
export const closeNeed = command(
	{ name: 'assistance.close-need', group: ['loop', 'at-door'], input: CloseNeed, answer: v.object({ id: v.string() }) },
	async (context, { need: id, outcome }) => {
		const need = await getOpen(context, id);
		const others = outcome === 'died' ? (await listOpenOf(context.db, need.personId)).filter((one) => one !== id) : [];
		for (const one of [id, ...others]) await updateOutcome(context.db, one, outcome, dayOf(saidAt(context)));
		return written(need, { outcome, ...(others.length > 0 ? { with: others } : {}) });
	}
);

/** It was not over after all. Refused while another open one of its kind stands (`need-stands`). */
export const reopenNeed = command(
	{ name: 'assistance.reopen-need', group: 'loop', input: OneNeed, answer: v.object({ id: v.string() }) },
	async (context, { need: id }) => {
		const need = await getNeed(context, id);
		if (need.outcome === null) throw new Refusal('need-open');
		if (await findOpenNeed(context.db, need.personId, need.kind)) throw new Refusal('need-stands');
		await updateOutcome(context.db, id, null, null);
		await updatePlan(context.db, id, { owner: need.ownerId, plan: null, promisedOn: null });
		return written(need, { outcome: need.outcome });
	}
);

/** What they said 30 or 90 days later. Refuses before its day, and a second answer to the same question. */
export const answerFollowUp = command(
	{ name: 'assistance.answer-follow-up', group: 'loop', input: AnswerFollowUp, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const need = await getNeed(context, input.need);
		if (need.outcome !== 'met' || need.outcomeOn === null) throw new Refusal('need-not-met');
		if (followUpOn(need.outcomeOn, input.afterDays) > dayOf(now)) throw new Refusal('follow-up-early');
		const asked = await listFollowUps(db, need.id);
		if (asked.some((one) => one.metOn === need.outcomeOn && one.afterDays === input.afterDays))
			throw new Refusal('follow-up-said');
		const { afterDays, answer } = input;
		await insertFollowUp(db, {
			need: need.id,
			metOn: need.outcomeOn,
			afterDays,
			answer,
			centre: need.centreId,
			by: actor.id,
			at: now
		});
		return written(need, { afterDays, answer });
	}
);

/** For other rooms, in the transaction of their own command: how and by when a need that is open is helped. One that is over stays so. */
export async function promiseNeed(
	{ db }: Pick<Context, 'db'>,
	id: string,
	to: { plan: Plan | null; promisedOn: string | null; owner: string | null }
): Promise<void> {
	const need = await lockNeed(db, id);
	if (need && need.outcome === null) await updatePlan(db, id, { ...to, owner: to.owner ?? need.ownerId });
}

/** For other rooms: how somebody's open need of a kind stands. */
export const openNeedOf = async (
	{ db }: Pick<Context, 'db'>,
	person: string,
	kind: NeedKind
): Promise<Pick<NeedRow, 'id' | 'plan' | 'promisedOn' | 'ownerId'> | null> =>
	(await findOpenNeed(db, person, kind)) ?? null;

/**
 * For other rooms, in the transaction of their own command: what they did gives the open need of a kind its next plan, or
 * ends it. Answers its id, or null where the person has none open.
 */
export async function followNeed(
	{ db, ...at }: Pick<Context, 'db' | 'now' | 'said'>,
	person: string,
	kind: NeedKind,
	to: { outcome: Outcome } | { plan: Plan; promisedOn: string | null; owner: string | null }
): Promise<string | null> {
	const need = await findOpenNeed(db, person, kind);
	if (!need) return null;
	if ('outcome' in to) await updateOutcome(db, need.id, to.outcome, dayOf(saidAt(at)));
	else await updatePlan(db, need.id, { ...to, owner: to.owner ?? need.ownerId });
	return need.id;
}
