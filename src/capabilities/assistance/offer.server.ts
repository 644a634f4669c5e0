import * as v from 'valibot';
import { colleagues, seated } from '#capabilities/access/sessions.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Offered, Taker } from './answers.ts';
import { Lock, Offer } from './inputs.ts';
import { openSession, passHere } from './session.server.ts';
import { listBusy, listOffered, lockSession, updateOffer } from './sql.server.ts';

/** Whose work it is to sit beside somebody. */
const SIT_BESIDE: ReadonlySet<string> = new Set(['guide', 'receiving-officer']);

/** Who else sits at a desk of this centre now, and whether they help somebody already. */
export const takers = query(
	{
		name: 'assistance.takers',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(Taker),
		look: 'names nobody who is helped'
	},
	async (context: Context) => {
		const [here, team] = await Promise.all([seated(context, {}), colleagues(context, {})]);
		const able = new Set(team.filter(({ role }) => SIT_BESIDE.has(role)).map(({ id }) => id));
		const others = here.filter(({ id }) => id !== context.actor.id && able.has(id));
		const busy = new Set((await listBusy(context.db, centreOf(context.actor))).map(({ helperId }) => helperId));
		return others.map((one) => ({ ...one, busy: busy.has(one.id) }));
	}
);

/** "Bàn giao": asks a colleague to go on with the same person. The session stays where it is until they have said yes. */
export const offerSession = command(
	{
		name: 'assistance.offer-session',
		byPerson: true,
		group: 'sit-beside',
		input: Offer,
		answer: v.object({ to: v.string() })
	},
	async (context, { session, to }) => {
		const open = await openSession(context, session);
		const taker = (await takers(context, {})).find(({ id }) => id === to);
		if (!taker) throw new Refusal('nobody-there');
		if (taker.busy) throw new Refusal('taker-busy', { name: taker.name });
		await updateOffer(context.db, session, to, context.now);
		return { answer: { to }, about: session, person: open.personId, detail: { to } };
	}
);

/** Whoever asked goes on themselves after all. */
export const keepSession = command(
	{
		name: 'assistance.keep-session',
		byPerson: true,
		group: 'sit-beside',
		input: Lock,
		answer: v.object({ kept: v.boolean() })
	},
	async (context, { session }) => {
		const open = await openSession(context, session);
		await updateOffer(context.db, session, null, null);
		return { answer: { kept: true }, about: session, person: open.personId };
	}
);

/** What colleagues ask of whoever looks: by whom and with which number, and not for whom. */
export const offeredToMe = query(
	{
		name: 'assistance.offered-to-me',
		byPerson: true,
		group: 'hall',
		input: Nothing,
		answer: v.array(Offered),
		look: 'names nobody who is helped'
	},
	async (context: Context) => {
		const [offers, here] = await Promise.all([listOffered(context.db, context.actor.id), seated(context, {})]);
		return offers.map(({ helperId, ...one }) => ({ ...one, from: here.find(({ id }) => id === helperId)?.name ?? '' }));
	}
);

/**
 * The session goes on beside whoever was asked, at their desk and machine: same person, same file, same number, whatever is
 * answered and agreed. Refuses whoever was not asked or came too late (`offer-gone`), and two at a time (constraints
 * `assisted_session_one_for_*`).
 */
export const takeSession = command(
	{
		name: 'assistance.take-session',
		byPerson: true,
		group: 'sit-beside',
		input: Lock,
		answer: v.object({ session: v.string() })
	},
	async (context, { session }) => {
		const open = await lockSession(context.db, session);
		if (!open || open.offeredTo !== context.actor.id) throw new Refusal('offer-gone');
		return passHere(context, open);
	}
);
