import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { StatementShown, TaskShown } from './answers.ts';
import { AddStatement, OneStatement } from './inputs.ts';
import { listKnown, shownOf } from './known.server.ts';
import { endOwn, insertOwn } from './sql.server.ts';

/** So many a commune adds; a frame that is longer than the days of a class is learned by nobody. */
const MOST = 20;

/** What a commune wants its people to be able to do besides the frame: three sentences and a task, or it is none. */
export const addStatement = command(
	{
		name: 'learning.add-statement',
		group: 'lead',
		input: AddStatement,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, topic, critical, levels, asks, trouble, steps }) => {
		const { db, actor, now } = context;
		const own = (await listKnown(context)).filter((one) => one.own && !one.ended);
		if (own.length >= MOST) throw new Refusal('statement-many');
		if (critical && !steps.some(({ safe }) => safe)) throw new Refusal('statement-safe');
		await insertOwn(db, {
			...{ id, topic, critical, levels, asks, trouble, centre: centreOf(actor), by: actor.id, at: now },
			steps: steps.map(({ says }) => says),
			safe: steps.flatMap(({ safe }, n) => (safe ? [n + 1] : []))
		});
		return { answer: { id }, about: id, detail: { topic, critical } };
	}
);

/** It is asked of nobody from now on; what was seen of it stays. */
export const endStatement = command(
	{ name: 'learning.end-statement', group: 'lead', input: OneStatement, answer: v.object({ ok: v.literal(true) }) },
	async ({ db, now }, { statement }) => {
		if ((await endOwn(db, statement, now)).count === 0) throw new Refusal('statement-unknown');
		return { answer: { ok: true }, about: statement };
	}
);

/** The whole frame as it holds here, with the task of each statement. */
export const frameHere = query(
	{
		name: 'learning.frame',
		group: 'at-work',
		input: Nothing,
		answer: v.array(
			v.object({
				...StatementShown.entries,
				requires: v.array(v.string()),
				items: v.number(),
				tasks: v.array(TaskShown)
			})
		),
		look: 'shows nobody'
	},
	async (context) =>
		(await listKnown(context))
			.filter((one) => !one.ended)
			.map((one) => ({ ...shownOf(one), requires: [...one.requires], items: one.items.size, tasks: [...one.tasks] }))
);
