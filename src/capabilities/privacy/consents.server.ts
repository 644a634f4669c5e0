import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { insertConsent, listConsents, listLooks } from './sql.server.ts';

export const purposes = ['follow-up-call', 'photo-of-card', 'campaign-visit'] as const;
const id = v.pipe(v.string(), v.uuid());

export const AskConsent = v.object({
	id,
	person: id,
	purpose: v.picklist(purposes),
	answer: v.picklist(['given', 'refused']),
	readAloud: v.boolean()
});

const TEXT_VERSION = 1;

/**
 * Records a yes or no to one purpose that goes beyond the file (Luật 91/2025/QH15: per purpose, silence is no consent).
 * Refusing never blocks a file: nothing about filing reads this ledger.
 */
export const askConsent = command('assistance.ask-consent', AskConsent, async ({ db, actor, now }, input) => {
	if (actor.session === null || input.person !== actor.subject) throw new Refusal('no-session');
	// A yes to words that nobody read to her is none.
	if (input.answer === 'given' && !input.readAloud) throw new Refusal('read-aloud-first');
	await insertConsent(db, {
		...input,
		centre: homeOf(actor) ?? 0,
		version: TEXT_VERSION,
		session: actor.session,
		at: now
	});
	return {
		answer: { id: input.id },
		about: input.id,
		person: input.person,
		detail: { purpose: input.purpose, answer: input.answer }
	};
});

/** What the person beside the guide has answered so far, the last answer to each purpose. */
export const askedConsents = query('assistance.asked-consents', v.object({}), ({ db, actor }) =>
	listConsents(db, actor.subject ?? '00000000-0000-0000-0000-000000000000')
);

/** Withdrawing is as easy as giving: one press. Refuses what was never given, or was taken back already. */
export const withdraw = command(
	'privacy.withdraw',
	v.object({ id, purpose: v.picklist(purposes) }),
	async ({ db, actor, now }, input) => {
		const person = actor.subject ?? '';
		const given = (await listConsents(db, person)).find(({ purpose }) => purpose === input.purpose);
		if (given?.answer !== 'given') throw new Refusal('nothing-given');
		await insertConsent(db, {
			id: input.id,
			person,
			purpose: input.purpose,
			answer: 'withdrawn',
			readAloud: false,
			centre: given.centreId,
			version: TEXT_VERSION,
			session: null,
			at: now
		});
		return { answer: { id: input.id }, about: input.id, person, detail: { purpose: input.purpose } };
	}
);

export const myConsents = query('privacy.my-consents', v.object({}), ({ db, actor }) =>
	listConsents(db, actor.subject ?? '')
);

/** Who looked at my data, newest first, in plain words' codes. */
export const myLooks = query('privacy.my-looks', v.object({}), ({ db, actor }) => listLooks(db, actor.subject ?? ''));
