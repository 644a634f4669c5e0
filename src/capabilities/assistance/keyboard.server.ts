import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { tellLine } from '#platform/sql-line.server.ts';
import { HandOver, Lock } from './inputs.ts';
import { openSession } from './session.server.ts';
import { noteWrong, updateHands, updateSessionCase } from './sql.server.ts';

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

/** *Chưa đúng, sửa lại*: they have read it all and something is wrong. The keyboard is the guide's, and the desk says so until something was answered anew. */
export const sayWrong = command(
	{ name: 'assistance.say-wrong', group: 'second-screen', input: Lock, answer: v.object({ hands: v.string() }) },
	async (context, { session }) => {
		const open = await openSession(context, session);
		await noteWrong(context.db, session, context.now);
		return { answer: { hands: 'guide' }, about: session, person: open.personId };
	}
);

/** Somebody types at one of the two screens: the other says so. Nothing of it is told, and nothing is kept. */
export const typing = query(
	{
		name: 'assistance.typing',
		byPerson: true,
		group: ['sit-beside', 'second-screen'],
		input: Nothing,
		answer: v.object({ told: v.boolean() }),
		look: 'tells that somebody types, and nothing of it'
	},
	async ({ db, actor }) => {
		if (actor.session === null) return { told: false };
		await tellLine(db, actor.kind === 'device' ? 'typing-screen' : 'typing-desk', [actor.session]);
		return { told: true };
	}
);

/** Which case lies open between the two; in the transaction that begins it, so that none is begun and lost. */
export const putCase = ({ db, now }: Pick<Context, 'db' | 'now'>, session: string, id: string | null) =>
	updateSessionCase(db, session, id, now);
