import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { inboundOf, stopping, type InboundWord } from '#platform/inbound.ts';
import { holdersOfPhone } from '#capabilities/mandates/stand-for.server.ts';
import { takeBackAll } from '#capabilities/privacy/consents.server.ts';
import { callPurposes, purposes, type ConsentPurpose } from '#capabilities/privacy/rules-consent.ts';
import { HearMessage, WithdrawByMessage } from './inputs.ts';
import { phoneOf } from './rules-messages.ts';

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

const withdraws = (name: string, what: string, which: readonly ConsentPurpose[]): InboundWord => ({
	name,
	says: [stopping(what)],
	may: [withdrawByMessage],
	hear: async (context, person) => (await withdrawByMessage(context, { person, purposes: [...which] })).ended
});

/** What two words from somebody's own telephone take back of what they said yes to. */
export const dataRightsInbound = [
	withdraws('data-rights.calls', 'goi|goi dien', callPurposes),
	withdraws('data-rights.everything', 'dong y|dongy', purposes)
];

type Heard = { ended: number; why: 'not-understood' | 'phone-unknown' | 'phone-shared' | null };

/**
 * Hears a message that an operator passes on: it ends what somebody asked for or said yes to. A telephone that several people share
 * says nothing about whose word it is: nothing is ended, and the answer says so; a word about the telephone itself is of them all. The
 * same message twice is one. Its words are not kept.
 */
export async function hearMessage(base: Omit<Context, 'actor' | 'request'>, raw: unknown): Promise<Heard> {
	const message = v.parse(HearMessage, raw);
	const word = inboundOf(message.text);
	if (!word) return { ended: 0, why: 'not-understood' };
	const may = only(...word.may);
	const people = await holdersOfPhone(base, system('messages', may), phoneOf(message.from));
	if (people.length === 0) return { ended: 0, why: 'phone-unknown' };
	if (people.length > 1 && !word.ofTelephone) return { ended: 0, why: 'phone-shared' };
	let ended = 0;
	for (const person of people) {
		const actor = { ...system('messages', may, person), subject: person };
		// Whoever is alone keeps the name that the request had before several could be meant.
		const step = people.length > 1 ? `${message.id} ${person}` : message.id;
		ended += await word.hear({ ...base, actor, request: requestFor('message', 0, step) }, person);
	}
	return { ended, why: null };
}
