import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { HandOver, Lock } from './inputs.ts';
import { openSession } from './session.server.ts';
import { updateHands, updateSessionCase } from './sql.server.ts';

/** *Mời bác tự nhập*: whose the keyboard is from now on decides who is said to have typed. */
export const handOver = command(
	{
		name: 'assistance.hand-over',
		byPerson: true,
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

/** Which case lies open between the two; in the transaction that begins it, so that none is begun and lost. */
export const putCase = ({ db, now }: Pick<Context, 'db' | 'now'>, session: string, id: string | null) =>
	updateSessionCase(db, session, id, now);
