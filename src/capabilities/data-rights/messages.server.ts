import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { holdersOfPhone, revokeByMessage } from '#capabilities/mandates/stand-for.server.ts';
import { takeBackAll } from '#capabilities/privacy/consents.server.ts';
import { HearMessage, WithdrawByMessage } from './inputs.ts';
import { endedBy, phoneOf } from './rules-messages.ts';

/** Takes back what somebody said yes to, because a message from their own telephone said so. What was never given stays as it was. */
export const withdrawByMessage = command(
	{
		name: 'data-rights.withdraw-by-message',
		formerly: 'privacy.withdraw-by-message',
		group: 'house',
		input: WithdrawByMessage,
		answer: v.object({ ended: v.number() })
	},
	async (context, { person, purposes }) => {
		const ended: string[] = [];
		for (const purpose of purposes) ended.push(...(await takeBackAll(context, person, purpose)));
		return { answer: { ended: ended.length }, about: person, person, detail: { purposes: ended, by: 'message' } };
	}
);

const HEARS = only(revokeByMessage, withdrawByMessage);
type Heard = { ended: number; why: 'not-understood' | 'phone-unknown' | 'phone-shared' | null };

/**
 * Hears a message that an operator passes on: it ends what somebody asked for or said yes to. A telephone that several people share
 * says nothing about whose word it is: nothing is ended, and the answer says so. The same message twice is one. Its words are not kept.
 */
export async function hearMessage(base: Omit<Context, 'actor' | 'request'>, raw: unknown): Promise<Heard> {
	const message = v.parse(HearMessage, raw);
	const ends = endedBy(message.text);
	if (!ends) return { ended: 0, why: 'not-understood' };
	const [person, ...others] = await holdersOfPhone(base, system('messages', HEARS), phoneOf(message.from));
	if (!person || others.length > 0) return { ended: 0, why: person ? 'phone-shared' : 'phone-unknown' };
	const actor = { ...system('messages', HEARS, person), subject: person };
	const context = { ...base, actor, request: requestFor('message', 0, message.id) };
	const { ended } = ends.mandates
		? await revokeByMessage(context, { person })
		: await withdrawByMessage(context, { person, purposes: [...ends.purposes] });
	return { ended: Number(ended), why: null };
}
