import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { tryEach, type Brake } from '#platform/attempts.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { homeOfPerson } from '#capabilities/residents/people.server.ts';
import { beginTicket } from './begin-ticket.server.ts';
import { AskSupport, AskSupportOwn } from './inputs-ask.ts';
import { urgencyOf } from './rules-urgency.ts';

// Three from a browser is a family; an address may be a whole hamlet behind one mast.
const ofBrowser: Brake = { purpose: 'support-browser', free: 3, minutes: 60 };
const ofStrangers: Brake = { purpose: 'support-strangers', free: 10, minutes: 60 };
export const ofPerson: Brake = { purpose: 'support-person', free: 5, minutes: 60 };
const ofAddress: Brake = { purpose: 'support-address', free: 60, minutes: 60 };

/** Whoever asks themselves is one who is stuck, and waits a day and not a week. Where money runs away a card stands beside the form. */
export const askedOf = urgencyOf('one', 'this-week');
/** Its spoken number, and by when somebody answers. */
export const Asked = v.object({ number: v.number(), due: v.nullable(v.string()) });

export const said = ({ number, due }: { number: number; due: Date | null }) => ({
	number,
	due: due?.toISOString() ?? null
});

/**
 * Somebody is stuck and writes it on the web, from an error page or not. Who they are is what they say: they are called back. Slowed by browser and
 * by address; it answers and does not throw, so that the count commits.
 */
export const askSupport = command(
	{
		name: 'support.ask',
		group: 'public',
		input: AskSupport,
		answer: v.object({ ...v.partial(Asked).entries, why: v.nullable(v.literal('support-slowed')) })
	},
	async (context, { address, browser, name, ...asked }) => {
		const slowed = await tryEach(context, [
			[ofAddress, address],
			browser ? [ofBrowser, browser] : [ofStrangers, address]
		]);
		if (slowed) return { answer: { why: 'support-slowed' as const }, centre: null };
		const begun = await beginTicket(context, {
			...{ ...asked, source: 'web', urgency: askedOf, person: null, staff: null, caller: name, by: null }
		});
		return {
			answer: { ...said(begun), why: null },
			...{ about: asked.id, person: null, centre: asked.centre, detail: { system: asked.system, urgency: askedOf } }
		};
	}
);

/** The same by somebody on their own page, who is known: at the centre where they live. Refuses where there is none (`support-no-centre`). */
export const askSupportOwn = command(
	{
		name: 'support.ask-own',
		group: 'own-page',
		input: AskSupportOwn,
		answer: v.object({ ...v.partial(Asked).entries, why: v.nullable(v.literal('support-slowed')) })
	},
	async (context, asked) => {
		const { subject: person } = context.actor;
		if (person === null) throw new Refusal('no-session');
		if (await tryEach(context, [[ofPerson, person]]))
			return { answer: { why: 'support-slowed' as const }, centre: null };
		const centre = (await homeOfPerson(context, person))?.centre;
		if (centre === undefined || centre === null) throw new Refusal('support-no-centre');
		const begun = await beginTicket(context, {
			...{ ...asked, centre, source: 'web', urgency: askedOf, person, staff: null, caller: null, phone: null, by: null }
		});
		return {
			answer: { ...said(begun), why: null },
			about: asked.id,
			person,
			centre,
			detail: { system: asked.system, urgency: askedOf }
		};
	}
);
