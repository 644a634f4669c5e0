import * as v from 'valibot';
import { whyNotHer } from '#capabilities/access/prove-it.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { HandOver, Lock, Unlock } from './inputs.ts';
import { openSession } from './session.server.ts';
import { updateHands, updateLocked, updateSessionCase } from './sql.server.ts';

/** *Mời bác tự nhập*: whose the keyboard is from now on decides who is said to have typed. */
export const handOver = command(
	{
		name: 'assistance.hand-over',
		group: 'sit-beside',
		input: HandOver,
		answer: v.object({ hands: v.picklist(['desk', 'guide', 'screen']) })
	},
	async (context, { session, to }) => {
		const open = await openSession(context, session);
		await updateHands(context.db, session, to, context.now);
		return { answer: { hands: to }, about: session, person: open.personId, detail: { to } };
	}
);

/** The second screen gives the keyboard back when its question is answered. */
export const giveBack = command(
	{ name: 'assistance.give-back', group: 'second-screen', input: Lock, answer: v.object({ hands: v.string() }) },
	async (context, { session }) => {
		const open = await openSession(context, session);
		await updateHands(context.db, session, 'guide', context.now);
		return { answer: { hands: 'guide' }, about: session, person: open.personId };
	}
);

/** Hides the session behind the lantern; nothing typed is lost. */
export const lock = command(
	{ name: 'assistance.lock', group: 'sit-beside', input: Lock, answer: v.object({ locked: v.literal(true) }) },
	async (context, { session }) => {
		const open = await openSession(context, session, 'may-be-locked');
		await updateLocked(context.db, session, context.now, context.now);
		return { answer: { locked: true }, about: session, person: open.personId };
	}
);

/** Shows it again to the helper who proves by her password that it is she. A wrong one is an answer: it is counted. */
export const unlock = command(
	{
		name: 'assistance.unlock',
		group: 'sit-beside',
		input: Unlock,
		answer: v.object({ locked: v.boolean(), why: v.nullable(v.picklist(['locked', 'wrong'])) })
	},
	async (context, { session, password }) => {
		const open = await openSession(context, session, 'may-be-locked');
		const why = await whyNotHer(context, password);
		if (why === null) await updateLocked(context.db, session, null, context.now);
		return { answer: { locked: why !== null, why }, about: session, person: open.personId };
	}
);

/** Which case lies open between the two; in the transaction that begins it, so that none is begun and lost. */
export const putCase = ({ db, now }: Pick<Context, 'db' | 'now'>, session: string, id: string | null) =>
	updateSessionCase(db, session, id, now);
