import { whyNotHer } from '#capabilities/access/prove-it.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { HandOver, Lock, Unlock } from './inputs.ts';
import { openSession } from './session.server.ts';
import { updateHands, updateLocked, updateSessionCase } from './sql.server.ts';

/** *Mời bác tự nhập*: whose the keyboard is from now on decides who is said to have typed. */
export const handOver = command('assistance.hand-over', HandOver, async (context, { session, to }) => {
	const open = await openSession(context, session);
	await updateHands(context.db, session, to, context.now);
	return { answer: { hands: to }, about: session, person: open.personId, detail: { to } };
});

/** The second screen gives the keyboard back when its question is answered. */
export const giveBack = command('assistance.give-back', Lock, async (context, { session }) => {
	const open = await openSession(context, session);
	await updateHands(context.db, session, 'guide', context.now);
	return { answer: { hands: 'guide' }, about: session, person: open.personId };
});

/** Hides the session behind the lantern; nothing typed is lost. */
export const lock = command('assistance.lock', Lock, async (context, { session }) => {
	const open = await openSession(context, session, 'may-be-locked');
	await updateLocked(context.db, session, context.now, context.now);
	return { answer: { locked: true }, about: session, person: open.personId };
});

/** Shows it again to the helper who proves by her password that it is she. A wrong one is an answer: it is counted. */
export const unlock = command('assistance.unlock', Unlock, async (context, { session, password }) => {
	const open = await openSession(context, session, 'may-be-locked');
	const why = await whyNotHer(context, password);
	if (why === null) await updateLocked(context.db, session, null, context.now);
	return { answer: { locked: why !== null, why }, about: session, person: open.personId };
});

/** Which case lies open between the two; in the transaction that begins it, so that none is begun and lost. */
export const putCase = ({ db, now }: Pick<Context, 'db' | 'now'>, session: string, id: string | null) =>
	updateSessionCase(db, session, id, now);
