import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { FRAME_VERSION } from './frame.ts';
import { ObserveTask, OneEvidence } from './inputs.ts';
import type { Form } from './frame-shape.ts';
import { getKnown, type Known } from './known.server.ts';
import { highestLevel } from './rules-level.ts';
import { nextForm } from './rules-standing.ts';
import { insertEvidence, listEvidence, listOwnLooks, takeBackEvidence } from './sql.server.ts';

type Observed = v.InferOutput<typeof ObserveTask>;

/** Whoever is looked at, and in which sitting: nobody is written about who does not sit there. */
export function besideOf({ actor }: Context): { person: string; session: string | null } {
	if (actor.subject === null) throw new Refusal('no-session');
	return { person: actor.subject, session: actor.session };
}

/** Steps and level as the task and what was counted allow them (`learning-steps-other`, `learning-level-high`). */
function held(known: Known, { form, steps, level, ...prompts }: Observed): void {
	const task = known.tasks.find((one) => one.form === form);
	if (!task || task.steps.length !== steps.length) throw new Refusal('learning-steps-other');
	const highest = highestLevel(
		prompts,
		steps.map((seen, n) => ({ seen, safe: task.steps[n]!.safe }))
	);
	if (level > highest) throw new Refusal('learning-level-high', { level: String(highest) });
}

type Of = {
	person: string;
	/** The sitting in which it was seen; null in a class. */
	session: string | null;
	centre: number;
	/** The form that comes next for them. */
	next: Form;
};

/** Writes a look, held against its task and the form that comes next (`learning-form-same`); who may, whoever calls has found out. */
export async function keepLook(context: Context, input: Observed, { person, session, centre, next }: Of) {
	const { db, actor, now } = context;
	const known = await getKnown(context, input.statement);
	if (known.ended) throw new Refusal('statement-ended');
	held(known, input);
	if (known.tasks.length > 1 && input.form !== next) throw new Refusal('learning-form-same');
	const { id, statement, form, steps, hints, points, doings, level } = input;
	await insertEvidence(db, {
		...{ id, centre, person, statement, frame: FRAME_VERSION, kind: 'task', item: form },
		...{ level, hints, points, doings, steps, by: actor.id, session, at: now }
	});
	return { statement, form, level, hints, points, doings };
}

/**
 * What somebody was seen to do with one task, on their own phone or the practice copy, step by step, with how often they were helped. The
 * level is whoever looked on's, up to what the count allows.
 */
export const observeTask = command(
	{
		name: 'learning.observe-task',
		byPerson: true,
		group: 'sit-beside',
		input: ObserveTask,
		answer: v.object({ id: v.string(), level: v.number() })
	},
	async (context, input) => {
		const { person, session } = besideOf(context);
		const next = nextForm(await listEvidence(context.db, person, input.statement));
		const detail = await keepLook(context, input, { person, session, centre: centreOf(context.actor), next });
		return { answer: { id: input.id, level: input.level }, about: input.id, person, detail };
	}
);

const TAKE_BACK_HOURS = 24;

/** Takes back one’s own look of a person within a day. Refuses anything else (`evidence-stands`). */
export async function takeBackLook({ db, actor, now }: Context, evidence: string, person: string): Promise<void> {
	const since = new Date(now.getTime() - TAKE_BACK_HOURS * 3_600_000);
	const { count } = await takeBackEvidence(db, evidence, { person, by: actor.id, since, at: now });
	if (count === 0) throw new Refusal('evidence-stands');
}

/** What was written by mistake, by whoever wrote it, within a day; the journal keeps that it was. Refuses anything else (`evidence-stands`). */
export const takeBackSeen = command(
	{
		name: 'learning.take-back-seen',
		byPerson: true,
		group: 'sit-beside',
		input: OneEvidence,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { evidence }) => {
		const { person } = besideOf(context);
		await takeBackLook(context, evidence, person);
		return { answer: { ok: true }, about: evidence, person };
	}
);

/** For other rooms: the looks of one task that whoever acts wrote in a class, the newest first. */
export const ownLooks = ({ db, actor }: Pick<Context, 'db' | 'actor'>, person: string, statement: string) =>
	listOwnLooks(db, person, statement, actor.id);
