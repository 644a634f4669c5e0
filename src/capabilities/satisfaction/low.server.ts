import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { addCall } from '#capabilities/assistance/calls.server.ts';
import { AskCall, SayWhy, SayWhyBeside } from './inputs.ts';
import { findJustLow, findRated, markCalled, noteWhy, noteWhyBeside } from './sql.server.ts';

/** From this score on down somebody was not content. */
export const LOW = 2;

/** What was said by this link; refuses one that ran out or was not used, and one by which somebody was content (`not-low`). */
async function getLow({ db, now }: Context, token: string) {
	const rated = await findRated(db, tokenHash(token), now);
	if (!rated) throw new Refusal('link-expired');
	if (rated.score > LOW) throw new Refusal('not-low');
	return rated;
}

/** Why it was not good, in one touch, once. Whoever says it is as unknown as whoever rated. */
export const sayWhy = command(
	{ name: 'satisfaction.say-why', group: 'public', input: SayWhy, answer: v.object({ thanked: v.literal(true) }) },
	async (context, { token, reason }) => {
		const { centreId: centre, reason: said } = await getLow(context, token);
		if (said !== null) throw new Refusal('rated-already');
		await noteWhy(context.db, tokenHash(token), reason);
		return { answer: { thanked: true }, person: null, centre, detail: { reason } };
	}
);

/**
 * Whoever was not content wants to be called: what they leave to be reached by stands on the call list with who calls, and why it was
 * not good, so that nobody has to ask. Once a link. It is their own word who they are: the rating stays nobody's.
 */
export const askCall = command(
	{
		name: 'satisfaction.ask-call',
		group: 'public',
		input: AskCall,
		answer: v.object({ promisedOn: v.string() })
	},
	async (context, { id, token, name, phone }) => {
		const { centreId: centre, reason, calledAt } = await getLow(context, token);
		if (calledAt !== null) throw new Refusal('call-asked');
		await markCalled(context.db, tokenHash(token), context.now);
		const asked = { id, centre, about: 'rating', hamlet: '', procedure: null, reason } as const;
		const promisedOn = await addCall(context, { ...asked, name, phone });
		return { answer: { promisedOn }, about: id, person: null, centre, detail: { about: 'rating' } };
	}
);

const MINUTES = 10;
const since = (now: Date): Date => new Date(now.getTime() - MINUTES * 60_000);

/** On the second screen: the session that was rated low at its desk within ten minutes, and whether they said why. */
export const lowBeside = query(
	{
		name: 'satisfaction.low-beside',
		group: 'second-screen',
		input: Nothing,
		answer: v.nullable(v.object({ id: v.string(), centreId: v.number(), saidWhy: v.boolean() })),
		look: 'holds no name'
	},
	async ({ db, actor, now }) =>
		actor.desk === null || actor.session !== null ? null : ((await findJustLow(db, actor.desk, since(now))) ?? null)
);

/** Why it was not good, touched on the second screen. */
export const sayWhyBeside = command(
	{
		name: 'satisfaction.say-why-beside',
		group: 'second-screen',
		input: SayWhyBeside,
		answer: v.object({ thanked: v.literal(true) })
	},
	async ({ db, actor, now }, { reason }) => {
		if (actor.desk === null || !(await noteWhyBeside(db, actor.desk, since(now), reason)))
			throw new Refusal('rated-already');
		return { answer: { thanked: true }, person: null, session: null, detail: { reason } };
	}
);
