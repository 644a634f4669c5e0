import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Page } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, pageWith } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { CostsShown, SpentLine, type SpentSum } from './answers-texts.ts';
import { SetCosts, SpentOn } from './inputs.ts';
import { costsSeen } from './rules-costs.ts';
import { monthOf } from './spend.server.ts';
import {
	countHeldBack,
	findCosts,
	beginCosts,
	holdCosts,
	listSpent,
	putCosts,
	spentOn as spentOnRows,
	sumSpent,
	type SpentRow,
	type Sum
} from './sql-costs.server.ts';

const counted = ({ spent, ...sum }: Sum): SpentSum => ({ ...sum, spent: Number(spent) });

/** What words cost here, what the month has cost so far by what carried them and by what they said, and what was kept back for want of money. */
export const costs = query(
	{
		name: 'notices.costs',
		group: ['lead', 'second-eyes'],
		input: Nothing,
		answer: CostsShown,
		look: 'holds no name'
	},
	async ({ db, actor, now }) => {
		const [centre, since] = [centreOf(actor), monthOf(now)];
		const [set, spent, ways, facts, heldBack] = await Promise.all([
			findCosts(db, centre),
			sumSpent(db, centre, since),
			listSpent(db, centre, since, 'channel'),
			listSpent(db, centre, since, 'fact'),
			countHeldBack(db, centre)
		]);
		return {
			...{ set, seen: costsSeen(set), month: dayOf(since), spent, heldBack },
			...{ ways: ways.map(counted), facts: facts.map(counted) }
		};
	}
);

const LINES = 50;

/** Each hand-over of this month that a figure counts, without whom it was for. */
export const spentOn = query(
	{
		name: 'notices.spent-on',
		group: ['lead', 'second-eyes'],
		input: SpentOn,
		answer: pageWith(SpentLine),
		look: 'holds no name'
	},
	async ({ db, actor, now }, { page, channel, fact }): Promise<Page<v.InferOutput<typeof SpentLine>>> => {
		const list = spentOnRows(db, centreOf(actor), monthOf(now), { channel, fact });
		const { rows, ...rest } = await pageIn<SpentRow>(db, list, page, LINES);
		return { rows: rows.map(({ cost, ...row }) => ({ ...row, cost: cost === null ? null : Number(cost) })), ...rest };
	}
);

/**
 * What each part of a word costs and how much the month may; empty is not known. From now on: what went is counted as it was. Refuses
 * whoever has not seen what stands (`costs-moved`).
 */
export const setCosts = command(
	{
		name: 'notices.set-costs',
		byPerson: true,
		group: 'lead',
		input: SetCosts,
		answer: v.object({ saved: v.literal(true) })
	},
	async ({ db, actor, now }, { seen, ...set }) => {
		const centre = centreOf(actor);
		await beginCosts(db, centre, actor.id, now);
		const was = costsSeen(await holdCosts(db, centre));
		if (was !== seen) throw new Refusal('costs-moved');
		await putCosts(db, { ...set, centre, by: actor.id, at: now });
		return { answer: { saved: true }, about: null, person: null, centre, detail: { was, now: costsSeen(set) } };
	}
);
