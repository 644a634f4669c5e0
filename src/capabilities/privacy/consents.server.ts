import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Db } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { mayBeUsedFor } from './effects.server.ts';
import { purposes, consentState, type ConsentPurpose } from './rules-consent.ts';
import { insertConsent, listConsents, listTexts } from './sql.server.ts';
import { OwnConsent, AskedConsent, type Answered, type CurrentText, type ConsentState } from './answers.ts';

/** Of the words of one purpose; a later one is another question. */
export const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const AskConsent = v.object({
	id,
	person: id,
	purpose: v.picklist(purposes),
	/** The version of the words that were read aloud. */
	version,
	answer: v.picklist(['given', 'refused']),
	readAloud: v.boolean(),
	/** The answer that whoever asked knew as the last one; left out where they saw what stands. */
	knew: v.optional(v.nullable(id))
});

/** For other rooms: the words of a moment, one version for each purpose. */
export const textsInForce = async (db: Db, at: Date): Promise<CurrentText[]> => [...(await listTexts(db, at))];

/** The words in force of one purpose. */
export const currentOf = async ({ db, now }: Pick<Context, 'db' | 'now'>, purpose: string): Promise<CurrentText> => {
	const text = (await listTexts(db, now)).find((one) => one.purpose === purpose);
	if (!text) throw new Refusal('text-changed');
	return text;
};

/**
 * Records a yes or no to one purpose that goes beyond the file (Luật 91/2025/QH15: per purpose, silence is no consent).
 * Refusing never blocks a file: nothing about filing reads this ledger. Refuses an answer to words that have changed since
 * the page was opened (`text-changed`). A yes from a door stays one to the words that were read there; it does not stand
 * (`stands`) over a no that whoever asked had not heard of.
 */
export const askConsent = command(
	{
		name: 'privacy.ask-consent',
		byPerson: true,
		formerly: 'assistance.ask-consent',
		group: ['sit-beside', 'at-door'],
		input: AskConsent,
		answer: v.object({ id: v.string(), stands: v.boolean() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		if (actor.session === null || input.person !== actor.subject) throw new Refusal('no-session');
		// A yes to words that nobody read to them is none.
		if (input.answer === 'given' && !input.readAloud) throw new Refusal('read-aloud-first');
		if ((await currentOf({ db, now: saidAt(context) }, input.purpose)).version !== input.version)
			throw new Refusal('text-changed');
		const counts = await countsFor(context, input);
		await insertConsent(db, {
			...input,
			centre: centreOf(actor),
			session: actor.session,
			at: now,
			countsAt: counts.at
		});
		return {
			answer: { id: input.id, stands: counts.stands },
			about: input.id,
			person: input.person,
			detail: { purpose: input.purpose, version: input.version, answer: input.answer }
		};
	}
);

/** The answer that counts of somebody to a purpose. */
export const standingOf = async (db: Db, person: string, purpose: string) =>
	(await listConsents(db, person)).find((one) => one.purpose === purpose);

/** From when an answer counts: after every other, unless it is a yes that did not know of the no before it. */
async function countsFor(context: Context, { person, purpose, answer, ...said }: v.InferOutput<typeof AskConsent>) {
	// A phone that does not say what it knew, knew nothing.
	const knew = context.actor.kind === 'phone' ? (said.knew ?? null) : said.knew;
	const last = await standingOf(context.db, person, purpose);
	const after = last ? new Date(last.countsAt.getTime() + 1) : context.now;
	const unheard = answer === 'given' && knew !== undefined && last && last.answer !== 'given' && last.id !== knew;
	return unheard
		? { stands: false, at: new Date(last.countsAt.getTime() - 1) }
		: { stands: true, at: after > context.now ? after : context.now };
}

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

/** As much of an answer as is shown. */
const toldOf = ({ purpose, answer, version, at, centreId }: Answered): Answered => ({
	purpose,
	answer,
	version,
	at,
	centreId
});

const asked = async (context: Context, person: string): Promise<AskedConsent[]> => {
	const [texts, answers] = [await listTexts(context.db, context.now), await listConsents(context.db, person)];
	const all: AskedConsent[] = [];
	for (const purpose of purposes) {
		const text = texts.find((one) => one.purpose === purpose);
		const said = answers.find((one) => one.purpose === purpose);
		const last = said ? toldOf(said) : null;
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
		group: ['sit-beside', 'own-page', 'at-door'],
		input: v.object({ id, purpose: v.picklist(purposes) }),
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { actor } = context;
		const byStaff = actor.kind === 'staff' || actor.kind === 'phone';
		if (byStaff && actor.session === null) throw new Refusal('no-session');
		const person = actor.subject ?? '';
		const ended = await takeBackAll(context, person, input.purpose);
		// At a door the yes that they take back may still be on its way: it must find the no.
		if (ended.length === 0 && actor.kind === 'phone') await sayNo(context, person, input.purpose);
		else if (ended.length === 0) throw new Refusal('nothing-given');
		return { answer: { id: input.id }, about: input.id, person, detail: { purpose: input.purpose } };
	}
);

/** Writes down that somebody wants something no more, whatever stood before. */
async function sayNo(context: Context, person: string, purpose: ConsentPurpose): Promise<void> {
	const { db, actor, now, request } = context;
	const { version } = await currentOf({ db, now: saidAt(context) }, purpose);
	const { at } = await countsFor(context, {
		...{ id: request, person, purpose, version },
		answer: 'refused',
		readAloud: false
	});
	await insertConsent(db, {
		...{ id: requestFor(request, 0, purpose), person, purpose, version, answer: 'withdrawn', readAloud: false },
		...{ centre: centreOf(actor), session: actor.session, at: now, countsAt: at }
	});
}

/**
 * For other rooms, in the transaction of their own command: the yes that somebody gives on their own page, to the words that stand there.
 * Refuses words that have changed since (`text-changed`).
 */
export async function sayYesThemself(
	context: Context,
	{ centre, ...yes }: { id: string; purpose: ConsentPurpose; version: number; centre: number }
): Promise<void> {
	const { db, actor, now } = context;
	if (actor.kind !== 'resident' || actor.subject === null) throw new Refusal('not-your-place');
	if ((await currentOf(context, yes.purpose)).version !== yes.version) throw new Refusal('text-changed');
	const said = { ...yes, person: actor.subject, answer: 'given' as const, readAloud: false };
	const { at } = await countsFor(context, said);
	await insertConsent(db, { ...said, centre, session: null, at: now, countsAt: at });
}

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
			at: now,
			countsAt: new Date(Math.max(now.getTime(), one.countsAt.getTime() + 1))
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
			all.push({ ...toldOf(one), stands: await standsNow(context, person, one, purpose, texts.get(purpose) ?? 0) });
		}
		return all;
	}
);
