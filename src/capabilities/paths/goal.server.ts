import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { heldBy, learnsAt } from '#capabilities/learning/judge.server.ts';
import { getKnown } from '#capabilities/learning/known.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { ChooseGoal, PassSign } from './inputs.ts';
import { insertGoal, insertSign } from './sql.server.ts';

const group = ['sit-beside', 'own-page', 'learn-alone'];

/** By whom something of this path is written, and where. */
export async function besideNow(context: Context) {
	const { person, session } = besideOf(context);
	const centre = await learnsAt(context, person);
	const by = heldBy(context);
	return { person, centre, by, session: by && session, at: context.now };
}

/** What somebody wants to be able to do: a topic or a statement, one at a time, changed as they like. Refuses what is asked of nobody any more. */
export const chooseGoal = command(
	{ name: 'paths.choose-goal', byPerson: true, group, input: ChooseGoal, answer: v.object({ id: v.string() }) },
	async (context, { id, topic, statement }) => {
		if (topic !== null && statement !== null) throw new Refusal('goal-one');
		if (statement !== null && (await getKnown(context, statement)).ended) throw new Refusal('statement-ended');
		const beside = await besideNow(context);
		await insertGoal(context.db, { id, topic, statement, ...beside });
		const { person, centre } = beside;
		return { answer: { id }, about: id, person, centre, detail: { topic, statement } };
	}
);

/** A sign of the gate that they have, by their own word or as it was seen: it opens the way to the next step and is in no level. */
export const passSign = command(
	{ name: 'paths.pass-sign', byPerson: true, group, input: PassSign, answer: v.object({ sign: v.string() }) },
	async (context, { id, sign }) => {
		const beside = await besideNow(context);
		await insertSign(context.db, { id, sign, ...beside });
		const { person, centre } = beside;
		return { answer: { sign }, about: id, person, centre, detail: { sign } };
	}
);
