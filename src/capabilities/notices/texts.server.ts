import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Ask } from '#platform/asks.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { allTold, unsaidNames, type Tell } from '#platform/telling.server.ts';
import { locales } from './answers.ts';
import { TextLine, TextShown, type TextVersion } from './answers-texts.ts';
import { OneText, OneVersion, PutTextBack, WriteText } from './inputs.ts';
import { faultsOf } from './rules-text.ts';
import {
	agreeVersion,
	countWaiting,
	dropVersion,
	dropWaiting,
	findVersion,
	insertVersion,
	listInForce,
	listVersions,
	listWaiting,
	type TextKey,
	type VersionRow
} from './sql-text.server.ts';
import { asKept, asTyped, ownWords } from './words.server.ts';

const Done = v.object({ version: v.number() });

/** The fact of this name; refuses one that nobody is told. */
export function getTold(fact: string): Tell {
	const found = allTold().find(({ name }) => name === fact);
	if (!found) throw new Refusal('fact-unknown');
	return found;
}

const keyText = ({ fact, forAnother, locale }: Omit<TextKey, 'centre'>): string => `${fact} ${forAnother} ${locale}`;

/** Every fact that people are told, with its words for themself as they go out now. */
export const texts = query(
	{
		name: 'notices.texts',
		group: ['lead', 'second-eyes'],
		input: v.object({ locale: v.picklist(locales) }),
		answer: v.array(TextLine),
		look: 'holds no name'
	},
	async ({ db, actor }, { locale }) => {
		const centre = centreOf(actor);
		const [written, waiting] = await Promise.all([listInForce(db, [centre]), listWaiting(db, centre)]);
		const inForce = new Map(written.map((one) => [keyText(one), one.words]));
		return allTold().map(({ name: fact, must }) => ({
			...{ fact, must },
			words: asTyped(
				inForce.get(keyText({ fact, forAnother: false, locale })) ?? ownWords(fact, false, locale),
				locale
			),
			written: written.filter((one) => one.fact === fact && one.words !== null).length,
			waits: waiting.filter((one) => one.fact === fact).length
		}));
	}
);

/** How each version stands: one waits at most, one stands at most. */
function statesOf(rows: readonly VersionRow[]): Map<string, TextVersion['state']> {
	const stands = rows.find(({ agreedAt, backTo }) => agreedAt !== null || backTo !== null);
	return new Map(
		rows.map((row) => {
			if (row.id === stands?.id) return [row.id, 'stands'];
			if (row.droppedAt) return [row.id, 'dropped'];
			return [row.id, row.agreedAt === null && row.backTo === null ? 'waits' : 'stood'];
		})
	);
}

async function languagesOf({ db }: Context, { centre, fact, forAnother }: TextKey) {
	const [written, waiting] = await Promise.all([listInForce(db, [centre]), listWaiting(db, centre)]);
	const mine = (one: TextKey, locale: string): boolean =>
		one.fact === fact && one.forAnother === forAnother && one.locale === locale;
	return locales.map((locale) => ({
		locale,
		version: written.find((one) => one.words !== null && mine(one, locale))?.version ?? null,
		waits: waiting.some((one) => mine(one, locale))
	}));
}

/** One text: what stands, what waits for a second person, and whatever stood before. */
export const text = query(
	{
		name: 'notices.text',
		group: ['lead', 'second-eyes'],
		input: OneText,
		answer: TextShown,
		look: 'holds no name of a resident'
	},
	async (context, { fact, forAnother, locale }) => {
		const { db, actor } = context;
		const { must, says } = getTold(fact);
		const key = { centre: centreOf(actor), fact, forAnother, locale };
		const rows = await listVersions(db, key);
		const own = ownWords(fact, forAnother, locale);
		const states = statesOf(rows);
		const stands = rows.find(({ id }) => states.get(id) === 'stands');
		return {
			...{ fact, must, blanks: [...says], own: asTyped(own, locale) },
			now: asTyped(stands?.words ?? own, locale),
			latest: rows[0]?.version ?? 0,
			versions: rows.map((row) => ({
				...{ id: row.id, version: row.version, backTo: row.backTo, by: row.writtenName, at: row.writtenAt },
				...{ words: asTyped(row.words ?? own, locale), state: states.get(row.id)! },
				...{ mine: row.writtenBy === actor.id, agreed: row.agreedName }
			})),
			languages: await languagesOf(context, key)
		};
	}
);

/** The last version, where it is the one that whoever writes has seen (`text-moved`). */
async function unmoved({ db }: Context, key: TextKey, seen: number): Promise<VersionRow[]> {
	const rows = await listVersions(db, key);
	if ((rows[0]?.version ?? 0) !== seen) throw new Refusal('text-moved');
	return [...rows];
}

type Next = { id: string; seen: number; words: string | null; backTo: number | null };

/** The next version; what waited waits no longer. Two who write at once: one of them is told that it moved. */
async function writeNext({ db, actor, now }: Context, key: TextKey, { id, seen, words, backTo }: Next) {
	await dropWaiting(db, key, actor.id, now);
	const version = seen + 1;
	const { count } = await insertVersion(db, { ...key, id, version, words, backTo, by: actor.id, at: now });
	if (count === 0) throw new Refusal('text-moved');
	const { fact, forAnother, locale } = key;
	const detail = { fact, forAnother, locale, was: seen, now: version, backTo };
	return { answer: { version }, about: id, person: null, centre: key.centre, detail };
}

/**
 * Writes a text anew; nobody is told it before a second person agrees. Refuses what a word of ours never holds (`text-faulty`), what
 * stands already (`text-same`), and whoever has not seen the last version (`text-moved`).
 */
export const writeText = command(
	{ name: 'notices.write-text', byPerson: true, group: 'lead', input: WriteText, answer: Done },
	async (context, { id, seen, words: typed, ...of }) => {
		const key = { centre: centreOf(context.actor), ...of };
		const words = asKept(typed);
		const [fault] = faultsOf(words, getTold(of.fact).says, unsaidNames());
		if (fault) throw new Refusal('text-faulty', { fault });
		const rows = await unmoved(context, key, seen);
		const stands = rows.find(({ agreedAt, backTo }) => agreedAt !== null || backTo !== null);
		if (words === (stands?.words ?? ownWords(of.fact, of.forAnother, of.locale))) throw new Refusal('text-same');
		return writeNext(context, key, { id, seen, words, backTo: null });
	}
);

/** An older one stands again at once, by one person: two have agreed to it before, and the room's own words (0) need nobody. */
export const putTextBack = command(
	{ name: 'notices.put-text-back', byPerson: true, group: 'lead', input: PutTextBack, answer: Done },
	async (context, { id, seen, to, ...of }) => {
		const key = { centre: centreOf(context.actor), ...of };
		getTold(of.fact);
		const rows = await unmoved(context, key, seen);
		if (to > 0 && !rows.some(({ version, agreedAt }) => version === to && agreedAt !== null))
			throw new Refusal('text-gone');
		return writeNext(context, key, { id, seen, words: null, backTo: to });
	}
);

async function waitingHere({ db, actor }: Context, id: string) {
	const row = await findVersion(db, id);
	if (!row || row.centre !== centreOf(actor)) throw new Refusal('text-gone');
	return row;
}

const settled = (row: TextKey & { id: string; version: number }, did: string) => ({
	answer: { version: row.version },
	...{ about: row.id, person: null, centre: row.centre },
	detail: { fact: row.fact, forAnother: row.forAnother, locale: row.locale, version: row.version, did }
});

/** A second person agrees: from now on these words go out. Refuses whoever wrote them (`text-own`) and what does not wait (`text-moved`). */
export const agreeText = command(
	{ name: 'notices.agree-text', byPerson: true, group: 'second-eyes', input: OneVersion, answer: Done },
	async (context, { text: id }) => {
		const { db, actor, now } = context;
		const row = await waitingHere(context, id);
		if (row.writtenBy === actor.id) throw new Refusal('text-own');
		if (row.version !== row.latest || (await agreeVersion(db, id, actor.id, now)).count === 0)
			throw new Refusal('text-moved');
		return settled(row, 'agreed');
	}
);

/** What waits falls, and what stood stands on. Whoever wrote it may too. */
export const dropText = command(
	{ name: 'notices.drop-text', byPerson: true, group: ['lead', 'second-eyes'], input: OneVersion, answer: Done },
	async (context, { text: id }) => {
		const row = await waitingHere(context, id);
		if ((await dropVersion(context.db, id, context.actor.id, context.now)).count === 0) throw new Refusal('text-moved');
		return settled(row, 'dropped');
	}
);

/** A text that waits for somebody who did not write it. */
export const textToAgree: Ask = { opens: agreeText, count: (sql, { centre }) => countWaiting(sql, centre) };
