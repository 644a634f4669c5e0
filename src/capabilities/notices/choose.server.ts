import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey, subjectKey } from '#platform/subject-keys.server.ts';
import { sayYesThemself, textsInForce } from '#capabilities/privacy/consents.server.ts';
import { addressesOf } from '#capabilities/residents/address.server.ts';
import { getPerson, homeOfPerson } from '#capabilities/residents/people.server.ts';
import { Chosen, type Choice } from './answers.ts';
import { emailBind } from './binds.ts';
import { Allow, Choose } from './inputs.ts';
import { USUAL_HOURS } from './rules-hours.ts';
import { findChoice, listToldWith, putChoice, type ChoiceRow } from './sql-choice.server.ts';
import { findMayTell } from './sql.server.ts';

/** Whose choice it is: of the person beside, or of whoever reads their own page. */
function whose({ actor }: Context): string {
	if (actor.subject === null || (actor.kind === 'staff' && actor.session === null)) throw new Refusal('no-session');
	return actor.subject;
}

async function opened(context: Context, row: ChoiceRow): Promise<Choice> {
	const { emailSealed, personId, ...said } = row;
	const key = emailSealed && (await findKey(context, personId));
	return { ...said, email: key && emailSealed ? key.text(emailSealed, emailBind(personId)) : null };
}

/** How whoever said nothing is told. */
const USUAL = { locale: 'vi', channel: 'sms', email: null, withId: null } as const;

/** By what they are reached, in which language, and who with them. */
const wayOf = ({ channel, email, withId, locale }: Pick<Choice, 'channel' | 'email' | 'withId' | 'locale'>): string =>
	JSON.stringify([channel, email, withId, locale]);

/** Where a letter finds somebody, line by line below their name; nothing where no address is known. */
const addressOf = async (db: Db, person: string): Promise<string[]> => [
	...((await addressesOf(db, [person])).get(person)?.lines ?? [])
];

/** Where only hours are wrong, the day is too short to be reached in. */
function checked(input: v.InferOutput<typeof Choose>, phone: string | null, address: readonly string[]): void {
	if (input.toHour - input.fromHour < 2) throw new Refusal('notice-hours');
	if (input.channel === 'email' && input.email === null) throw new Refusal('notice-email-missing');
	if (input.channel === 'letter' && address.length === 0) throw new Refusal('notice-address-missing');
	if (phone === null && input.channel !== 'email' && input.channel !== 'letter')
		throw new Refusal('notice-phone-missing');
}

/**
 * How somebody wants to be told: language, way, hours, and who is told with them. It is no yes: whether they are sent anything at all
 * stands with their other answers. Refuses a way that they have not got, and somebody whom they let follow nothing (`notice-with-nobody`).
 */
export const choose = command(
	{
		name: 'notices.choose',
		byPerson: true,
		group: ['sit-beside', 'own-page'],
		input: Choose,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const person = whose(context);
		const { phone } = await getPerson(context, person);
		checked(input, phone, await addressOf(db, person));
		const others = await listToldWith(db, person, dayOf(now));
		if (input.withId !== null && !others.some(({ id }) => id === input.withId)) throw new Refusal('notice-with-nobody');
		const home = await homeOfPerson(context, person);
		if (!home) throw new Refusal('person-unknown');
		const centre = homeOf(actor) ?? home.centre;
		const key = input.email === null ? null : await subjectKey(context, person);
		const { email, ...said } = input;
		const emailSealed = key && email !== null ? key.seal(email, emailBind(person)) : null;
		const before = await findChoice(db, person, dayOf(now));
		const moved = wayOf(input) !== wayOf(before ? await opened(context, before) : USUAL);
		await putChoice(db, { ...said, emailSealed, personId: person, commune: home.commune, by: actor.id, at: now });
		const { channel, locale } = input;
		return {
			answer: { ok: true },
			about: person,
			person,
			centre,
			detail: { channel, locale, with: input.withId, moved, was: before?.locale ?? USUAL.locale }
		};
	}
);

/** Whoever reads their own page says yes there to being sent words: a son who is far away comes to no desk. */
export const allow = command(
	{
		name: 'notices.allow',
		byPerson: true,
		group: 'own-page',
		input: Allow,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { id, version }) => {
		const person = whose(context);
		const home = await homeOfPerson(context, person);
		if (!home) throw new Refusal('person-unknown');
		await sayYesThemself(context, { id, purpose: 'notices', version, centre: home.centre });
		// While something they asked about their data keeps a yes from being used, none is taken.
		if ((await findMayTell(context.db, person, context.now)) !== 'yes') throw new Refusal('notices-paused');
		return { answer: { ok: true }, about: id, person, centre: home.centre, detail: { purpose: 'notices', version } };
	}
);

async function chosenOf(context: Context): Promise<v.InferOutput<typeof Chosen>> {
	const { db, now, actor } = context;
	const person = whose(context);
	const row = await findChoice(db, person, dayOf(now));
	const choice = row ? await opened(context, row) : null;
	const others = await listToldWith(db, person, dayOf(now));
	const { phone } = await getPerson(context, person);
	const usual = { ...USUAL, ...USUAL_HOURS, changedAt: now } as const;
	const may = (await findMayTell(db, person, now)) === 'yes';
	const text = (await textsInForce(db, now)).find(({ purpose }) => purpose === 'notices');
	return {
		choice: choice ?? usual,
		chosen: choice !== null,
		may,
		ask: text ? { words: text.words, version: text.version } : null,
		phone: phone?.slice(-3) ?? null,
		address: await addressOf(db, person),
		others,
		self: actor.kind === 'resident'
	};
}

/** How the person beside the guide is told. */
export const chosenBeside = query(
	{
		name: 'notices.chosen-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: Chosen,
		look: 'beside the person, in a session whose every page is a look already'
	},
	chosenOf
);

/** The same for themself. */
export const myChosen = query(
	{ name: 'notices.my-chosen', group: 'own-page', input: Nothing, answer: Chosen, look: 'the person’s own page' },
	chosenOf
);
