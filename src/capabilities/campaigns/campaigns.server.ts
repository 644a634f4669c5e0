import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { greetNoMore, greetWith } from '#capabilities/field/greetings.server.ts';
import { ledBy } from '#capabilities/field/leads.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { Campaign } from './answers.ts';
import { ChangeCampaign, EndCampaign, PlanCampaign } from './inputs.ts';
import { daysOf, groups, told } from './rules-campaign.ts';
import {
	countAim,
	countGroup,
	countOnPhones,
	countReach,
	dropAims,
	endCampaignRow,
	findCampaign,
	insertAims,
	insertCampaign,
	listAims,
	listAreaReach,
	listDays,
	lockCampaign,
	updateCampaign,
	type CampaignRow
} from './sql-campaigns.server.ts';
import { listHamletStates } from './sql-division.server.ts';

const Kept = v.object({ id: v.string() });

/** A campaign is of the whole commune: whoever leads one hamlet goes along with it. */
async function holdWhole(context: Context): Promise<void> {
	if ((await ledBy(context)) !== null) throw new Refusal('not-your-place');
}

/** Days that are in order, no longer than a year. Refuses others (`campaign-days`). */
function holdDays({ from, to }: { from: string; to: string }): void {
	const { gone, left } = daysOf(from, to, from);
	if (to < from || gone + left > 366) throw new Refusal('campaign-days');
}

type Said = { greeting: string; from: string; to: string };
const greetingOf = (id: string, centre: number, { greeting, from, to }: Said) => ({
	...{ id, centre, words: greeting, from, until: to }
});

/** Plans a campaign: from a day to a day, what is shown at doors and for whom, and what is said first. */
export const planCampaign = command(
	{ name: 'campaigns.plan-campaign', group: 'lead-field', input: PlanCampaign, answer: Kept },
	async (context, { aims, ...plan }) => {
		const { db, actor, now } = context;
		await holdWhole(context);
		holdDays(plan);
		await insertCampaign(db, { ...plan, centre: centreOf(actor), by: actor.id, at: now });
		await insertAims(db, plan.id, once(aims));
		await greetWith(db, greetingOf(plan.id, centreOf(actor), plan));
		return { answer: { id: plan.id }, about: plan.id };
	}
);

/** Changes a campaign that goes on or is to come. Refuses one that another changed since (`campaign-changed`). */
export const changeCampaign = command(
	{ name: 'campaigns.change-campaign', group: 'lead-field', input: ChangeCampaign, answer: Kept },
	async (context, { campaign, rev, aims, ...plan }) => {
		await holdSeen(context, campaign, rev);
		holdDays(plan);
		await updateCampaign(context.db, campaign, plan);
		await dropAims(context.db, campaign);
		await insertAims(context.db, campaign, once(aims));
		await greetWith(context.db, greetingOf(campaign, centreOf(context.actor), plan));
		return { answer: { id: campaign }, about: campaign };
	}
);

/** Ends a campaign before its last day; what came of it stays counted. */
export const endCampaign = command(
	{ name: 'campaigns.end-campaign', group: 'lead-field', input: EndCampaign, answer: Kept },
	async (context, { campaign, rev }) => {
		await holdSeen(context, campaign, rev);
		await endCampaignRow(context.db, campaign, context.now);
		await greetNoMore(context.db, campaign);
		return { answer: { id: campaign }, about: campaign };
	}
);

async function holdSeen(context: Context, campaign: string, rev: number): Promise<void> {
	await holdWhole(context);
	const row = await lockCampaign(context.db, campaign);
	if (row?.rev !== rev) throw new Refusal('campaign-changed');
}

/** Its last day, or the one on which it was ended. */
const lastOf = ({ toDay, endedAt }: CampaignRow): string =>
	endedAt !== null && dayOf(endedAt) < toDay ? dayOf(endedAt) : toDay;

/** The campaign that goes on or was the last, with its days as they are counted; null where none has begun. */
export async function begunCampaign({
	db,
	actor,
	now
}: Context): Promise<{ name: string; from: string; to: string } | null> {
	const row = await findCampaign(db, centreOf(actor), dayOf(now));
	return row && row.fromDay <= dayOf(now) ? { name: row.name, from: row.fromDay, to: lastOf(row) } : null;
}

/** Each topic once, as it was said last. */
const once = <A extends { topic: string }>(aims: readonly A[]): A[] => [
	...new Map(aims.map((aim) => [aim.topic, aim])).values()
];

/**
 * The campaign that goes on, comes next, or was the last, with what came of it: counted from visits that have arrived, at doors of the
 * areas of whoever asks. Null where there was none.
 */
export const campaign = query(
	{
		name: 'campaigns.campaign',
		group: 'lead-field',
		input: Nothing,
		answer: v.nullable(Campaign),
		look: 'counts households; a group of fewer than five is not told'
	},
	async (context): Promise<Campaign | null> => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const today = dayOf(now);
		const row = await findCampaign(db, centre, today);
		if (!row) return null;
		const hamlets = await ledBy(context);
		const span = { centre, hamlets, from: row.fromDay, to: lastOf(row) };
		const year = Number(today.slice(0, 4));
		const states = await listHamletStates(db, centre, await communeOf(db, actor), hamlets);
		const aims = [];
		for (const aim of (await listAims(db, row.id)).toSorted(
			(a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic)
		))
			aims.push({ ...aim, ...told(await countAim(db, span, aim, year)) });
		const reached = [];
		for (const group of groups) reached.push({ group, ...told(await countGroup(db, span, group, year)) });
		return {
			...{ id: row.id, rev: row.rev, name: row.name, from: row.fromDay, to: row.toDay, greeting: row.greeting },
			...{ ended: row.endedAt !== null, days: daysOf(row.fromDay, row.toDay, today), mine: hamlets === null },
			loose: states.reduce((sum, { loose }) => sum + loose, 0),
			...{ reach: await countReach(db, span), onPhones: await countOnPhones(db, centre), aims, groups: reached },
			...{ visits: [...(await listDays(db, span))], areas: [...(await listAreaReach(db, span))] }
		};
	}
);
