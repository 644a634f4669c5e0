import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { heldBy, learnsAt } from '#capabilities/learning/judge.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { findCopy } from './copies.ts';
import type { Errand } from './copy-shape.ts';
import { MarkTold, TellBack } from './inputs.ts';
import { standingOf } from './rules-run.ts';
import { helps } from './rules-tell.ts';
import { insertTold, listPresses } from './sql.server.ts';

const answer = v.object({ errand: TellBack.entries.errand, kept: v.boolean() });
type Said = { id: string; errand: Errand; run: number; how: 'order' | 'beside'; said: number[] };

/** Only a run that was gone through is told, and once (`errand-not-over`). */
async function keepTold(context: Context, { id, errand, run, how, said }: Said) {
	const { db, now } = context;
	const { person, session } = besideOf(context);
	const pressed = (await listPresses(db, person)).filter((one) => one.errand === errand);
	const stands = standingOf(findCopy(errand)!, pressed, now);
	if (stands.finished === null || stands.run !== run) throw new Refusal('errand-not-over');
	const [centre, by] = [await learnsAt(context, person), heldBy(context)];
	const row = { id, centre, person, errand, run, how, said };
	const written = await insertTold(db, { ...row, by, session: by && session, at: now });
	return { answer: { errand, kept: written > 0 }, about: id, person, centre, detail: { errand, run, how } };
}

/** How somebody lays the three steps of what they did, by themselves; the first time stands. */
export const tellBack = command(
	{ name: 'errands.tell-back', byPerson: true, group: ['own-page', 'learn-alone'], input: TellBack, answer },
	(context, { order, ...told }) => keepTold(context, { ...told, how: 'order', said: order })
);

/** How much help each of the three steps needed while they told it to whoever sits beside them. */
export const markTold = command(
	{ name: 'errands.mark-told', byPerson: true, group: 'sit-beside', input: MarkTold, answer },
	(context, { marks, ...told }) =>
		keepTold(context, { ...told, how: 'beside', said: marks.map((help) => helps.indexOf(help)) })
);
