import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { moreAfter } from '#kernel/page.ts';
import { id, Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { mayBeUsedFor } from './effects.server.ts';
import { purposes, consentState, type ConsentPurpose } from './rules-consent.ts';
import { insertConsent, insertText, countLooks, listConsents, listLooks, listTexts } from './sql.server.ts';
import { Look, OwnConsent, AskedConsent, type Answered, type CurrentText, type ConsentState } from './answers.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const AskConsent = v.object({
	id,
	person: id,
	purpose: v.picklist(purposes),
	/** The version of the words that were read aloud. */
	version,
	answer: v.picklist(['given', 'refused']),
	readAloud: v.boolean()
});

const currentOf = async ({ db, now }: Pick<Context, 'db' | 'now'>, purpose: string): Promise<CurrentText> => {
	const text = (await listTexts(db, now)).find((one) => one.purpose === purpose);
	if (!text) throw new Refusal('text-changed');
	return text;
};

/**
 * Records a yes or no to one purpose that goes beyond the file (Luật 91/2025/QH15: per purpose, silence is no consent).
 * Refusing never blocks a file: nothing about filing reads this ledger. Refuses an answer to words that have changed since
 * the page was opened (`text-changed`).
 */
export const askConsent = command(
	{
		name: 'privacy.ask-consent',
		byPerson: true,
		formerly: 'assistance.ask-consent',
		group: 'sit-beside',
		input: AskConsent,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		if (actor.session === null || input.person !== actor.subject) throw new Refusal('no-session');
		// A yes to words that nobody read to them is none.
		if (input.answer === 'given' && !input.readAloud) throw new Refusal('read-aloud-first');
		if ((await currentOf(context, input.purpose)).version !== input.version) throw new Refusal('text-changed');
		await insertConsent(db, { ...input, centre: centreOf(actor), session: actor.session, at: now });
		return {
			answer: { id: input.id },
			about: input.id,
			person: input.person,
			detail: { purpose: input.purpose, version: input.version, answer: input.answer }
		};
	}
);

async function standsNow(
	context: Context,
	person: string,
	last: Answered | null,
	purpose: ConsentPurpose,
	current: number
): Promise<ConsentState> {
	const said = consentState(last, current);
	return said === 'given' && !(await mayBeUsedFor(context, person, purpose)) ? 'paused' : said;
}

const asked = async (context: Context, person: string): Promise<AskedConsent[]> => {
	const [texts, answers] = [await listTexts(context.db, context.now), await listConsents(context.db, person)];
	const all: AskedConsent[] = [];
	for (const purpose of purposes) {
		const text = texts.find((one) => one.purpose === purpose);
		const last = answers.find((one) => one.purpose === purpose) ?? null;
		if (text) all.push({ ...text, last, stands: await standsNow(context, person, last, purpose, text.version) });
	}
	return all;
};

/** Every purpose with the words of today and how the last answer of the person beside the guide stands under them. */
export const askedConsents = query(
	{
		name: 'privacy.asked-consents',
		byPerson: true,
		formerly: 'assistance.asked-consents',
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(AskedConsent),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<AskedConsent[]> =>
		context.actor.session === null || context.actor.subject === null ? [] : asked(context, context.actor.subject)
);

/**
 * Withdrawing is as easy as giving: one press on their own page, or their word in a session. Refuses what was never given, or was
 * taken back already.
 */
export const withdraw = command(
	{
		name: 'privacy.withdraw',
		byPerson: true,
		group: ['sit-beside', 'own-page'],
		input: v.object({ id, purpose: v.picklist(purposes) }),
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { actor } = context;
		if (actor.kind === 'staff' && actor.session === null) throw new Refusal('no-session');
		const person = actor.subject ?? '';
		const ended = await takeBackAll(context, person, input.purpose);
		if (ended.length === 0) throw new Refusal('nothing-given');
		return { answer: { id: input.id }, about: input.id, person, detail: { purpose: input.purpose } };
	}
);

/** Takes back what stands as given, for one purpose or for all: in the transaction of whoever asks for it. Answers which. */
export async function takeBackAll(
	{ db, actor, now, request }: Context,
	person: string,
	purpose: string | null
): Promise<string[]> {
	const given = (await listConsents(db, person)).filter(
		(one) => one.answer === 'given' && (purpose === null || one.purpose === purpose)
	);
	for (const one of given)
		await insertConsent(db, {
			id: requestFor(request, 0, one.purpose),
			person,
			purpose: one.purpose,
			answer: 'withdrawn',
			readAloud: false,
			centre: one.centreId,
			version: one.version,
			session: actor.session,
			at: now
		});
	return given.map((one) => one.purpose);
}

export const myConsents = query(
	{
		name: 'privacy.my-consents',
		group: 'own-page',
		input: Nothing,
		answer: v.array(OwnConsent),
		look: 'the person’s own page'
	},
	async (context) => {
		const { db, actor, now } = context;
		const person = actor.subject ?? '';
		const texts = new Map((await listTexts(db, now)).map((text) => [text.purpose, text.version]));
		const all: (Answered & { stands: ConsentState })[] = [];
		for (const one of await listConsents(db, person)) {
			const purpose = purposes.find((each) => each === one.purpose);
			if (!purpose) continue;
			all.push({ ...one, stands: await standsNow(context, person, one, purpose, texts.get(purpose) ?? 0) });
		}
		return all;
	}
);

/**
 * New words for a purpose, from now on: whoever said yes to the old ones is asked again. It comes with a release of the house,
 * because the words in three languages do.
 */
export const publishText = command(
	{
		name: 'privacy.publish-text',
		group: 'house',
		input: v.object({ purpose: v.picklist(purposes), version, words: v.pipe(v.string(), v.regex(/^ask-[a-z0-9-]+$/)) }),
		answer: v.object({ version: v.number() })
	},
	async (context, input) => {
		if (input.version !== (await currentOf(context, input.purpose)).version + 1) throw new Refusal('text-changed');
		await insertText(context.db, { ...input, at: context.now });
		return { answer: { version: input.version }, person: null, detail: input };
	}
);

/** Lines on one page. */
const PAGE = 20;

/** Who looked at my data, newest first, in plain words' codes. */
export const myLooks = query(
	{
		name: 'privacy.my-looks',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(Look),
		look: 'the person’s own page'
	},
	async ({ db, actor }, { page }) => {
		const whole = await countLooks(db, actor.subject ?? '');
		const rows = [...(await listLooks(db, actor.subject ?? '', PAGE, page * PAGE))];
		return { rows, whole, more: moreAfter(whole, page, PAGE) };
	}
);
