import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { SessionRow, Mine, Beside } from './answers.ts';
import { findElsewhere, findSession, lockSession, passSession } from './sql.server.ts';

export type Session = SessionRow;

/** The actor's own open session, held for this transaction; refuses when it is not theirs or ended. */
export async function openSession({ db, actor }: Context, id: string): Promise<Session> {
	const session = await lockSession(db, id);
	// A program sits beside nobody: with a key no session is one's own.
	const theirs = actor.kind !== 'staff' || (session?.helperId === actor.id && actor.key === undefined);
	if (!session || !theirs) throw new Refusal('no-session');
	return session;
}

/** The session goes on at the desk and machine of whoever asks. Refuses whoever sits at no desk of its centre (`not-at-a-desk`). */
export async function passHere({ db, actor, now }: Context, open: Session) {
	const { machine, desk } = actor;
	if (homeOf(actor) !== open.centreId || machine === null || desk === null) throw new Refusal('not-at-a-desk');
	await passSession(db, open.id, { helper: actor.id, machine, desk, at: now });
	return {
		answer: { session: open.id },
		about: open.id,
		person: open.personId,
		session: open.id,
		detail: { from: open.helperId, ticket: open.ticketId, desk }
	};
}

export const findOpenSession = ({ db }: Pick<Context, 'db'>, id: string): Promise<Session | undefined> =>
	findSession(db, id);

/** The session of this browser and whom it helps; each showing is a look. */
export const mine = query(
	{
		name: 'assistance.mine',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(Mine),
		look: (answer) =>
			answer ? { person: answer.person.id, what: 'file', purpose: 'session', about: answer.session.id } : null
	},
	async (context): Promise<Mine | null> => {
		const { db, actor } = context;
		if (actor.session === null) return null;
		const session = await findSession(db, actor.session);
		if (!session || session.endedAt) return null;
		return { session, person: await getPerson(context, session.personId) };
	}
);

/** How the session of this browser stands, without a name: what an open page asks again and again. */
export const sitting = query(
	{
		name: 'assistance.sitting',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(SessionRow),
		look: 'ids and how it stands; the page itself is the look'
	},
	async ({ db, actor }): Promise<SessionRow | null> => {
		const session = actor.session === null ? undefined : await findSession(db, actor.session);
		return session && !session.endedAt ? session : null;
	}
);

/** What this helper left open on another machine, without a name: only that it is, and since when. */
export const elsewhere = query(
	{
		name: 'assistance.elsewhere',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(v.object({ id: v.string(), startedAt: v.date() })),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async ({ db, actor }) =>
		actor.machine === null ? null : ((await findElsewhere(db, actor.id, actor.machine)) ?? null)
);

/** What a second screen beside the desk may know: who is helped by whom, and which case is open. */
export const beside = query(
	{
		name: 'assistance.beside',
		group: 'second-screen',
		input: Nothing,
		answer: v.nullable(Beside),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<Beside | null> => {
		const { db, actor } = context;
		if (actor.session === null || actor.subject === null) return null;
		const session = await findSession(db, actor.session);
		if (!session || session.endedAt) return null;
		const person = await getPerson(context, session.personId);
		return { session: session.id, hands: session.hands, caseId: session.caseId, personName: person.name };
	}
);
