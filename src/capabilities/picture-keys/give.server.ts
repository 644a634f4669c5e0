import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { derive } from '#platform/keys.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { KeyBeside, Offered } from './answers.ts';
import { ChooseOther, DrawAsked, GiveKey } from './inputs.ts';
import { DRAWS, isKey, KEY, keyFrom, type KeyPicture } from './rules-pictures.ts';
import { cardHash, cardOf, picturesHash, picturesHashes, sealOf } from './shared.server.ts';
import { areTaken, changePictures, closeOthers, endKeys, findKey, insertKey, isFresh } from './sql.server.ts';

const TRIES = 60;

/**
 * Three pictures that nobody here has, drawn by the house: what people choose themselves, their neighbours choose too. Each person has a few
 * draws a day and always the same: whoever asks again and again does not learn which are free.
 */
async function freePictures(context: Context, draw: string): Promise<KeyPicture[]> {
	const centre = centreOf(context.actor);
	for (let n = 0; n < TRIES; n++) {
		const bytes = derive(context.keys, 'picture-draw', `${draw}:${n}`);
		const pictures = keyFrom(Array.from({ length: KEY }, (_, k) => bytes.readUInt32BE(4 * k) / 2 ** 32));
		if (!(await areTaken(context.db, centre, picturesHashes(context, centre, pictures)))) return pictures;
	}
	throw new Refusal('pictures-none');
}

/** Three pictures for whoever sits beside, or for whoever changes theirs; they are nobody's until they are taken. */
export const offerPictures = query(
	{
		name: 'picture-keys.offer',
		byPerson: true,
		group: ['sit-beside', 'learn-alone'],
		input: DrawAsked,
		answer: Offered,
		look: 'pictures that are nobody’s yet'
	},
	async (context, { draw }) => {
		const [{ person }, day] = [besideOf(context), dayOf(context.now)];
		const pictures = await freePictures(context, `${person}:${day}:${draw}`);
		return { pictures, seal: sealOf(context, person, day, pictures), next: (draw + 1) % DRAWS };
	}
);

/** Whether the person beside has a key, and their card. */
export const keyBeside = query(
	{
		name: 'picture-keys.beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: KeyBeside,
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context) => {
		const found = await findKey(context.db, besideOf(context).person);
		if (!found) return null;
		const { id, givenAt, ownAt, usedAt } = found;
		return { id, card: cardOf(context, id), givenAt, ownAt, usedAt };
	}
);

type Taken = { pictures: readonly KeyPicture[]; seal: string };

/** Refuses what is no key (`pictures-three`), what was not offered today (`pictures-offer`), and what somebody got meanwhile (`pictures-taken`). */
async function free(context: Context, centre: number, { pictures, seal }: Taken): Promise<Buffer> {
	if (!isKey(pictures)) throw new Refusal('pictures-three');
	if (seal !== sealOf(context, besideOf(context).person, dayOf(context.now), pictures))
		throw new Refusal('pictures-offer');
	if (await areTaken(context.db, centre, picturesHashes(context, centre, pictures)))
		throw new Refusal('pictures-taken');
	return picturesHash(context, centre, pictures);
}

/** Gives the person beside a key: three pictures that they have just touched once more, and a card. A key that they had ends with it. */
export const giveKey = command(
	{
		name: 'picture-keys.give',
		byPerson: true,
		group: 'sit-beside',
		input: GiveKey,
		answer: v.object({ key: v.string() })
	},
	async (context, { id, ...taken }) => {
		const { db, actor, now } = context;
		const { person } = besideOf(context);
		const centre = centreOf(actor);
		const hash = await free(context, centre, taken);
		await endKeys(db, person, now);
		const key = { id, centre, person, card: cardHash(context, id), pictures: hash, by: actor.id, at: now };
		if ((await insertKey(db, key)) === 0) throw new Refusal('pictures-taken');
		return { answer: { key: id }, about: id, person };
	}
);

/** Ends the key of the person beside: the card was lost, or somebody saw the pictures. */
export const endKey = command(
	{
		name: 'picture-keys.end',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.object({ ended: v.number() })
	},
	async (context) => {
		const { person } = besideOf(context);
		const { count } = await endKeys(context.db, person, context.now);
		return { answer: { ended: count }, person };
	}
);

/** Whoever changes pictures has touched the old ones just now (minutes): nobody takes a key over that was left open. */
const FRESH_MINUTES = 10;

/** Other pictures on the key that is open: of those nobody of the staff knows. Whatever else it had opened is closed. Refuses what has long been open (`pictures-anew`). */
export const chooseOther = command(
	{
		name: 'picture-keys.choose-other',
		byPerson: true,
		group: 'learn-alone',
		input: ChooseOther,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, taken) => {
		const { actor, db, now } = context;
		const [key, session] = [actor.row ?? '', actor.machine ?? ''];
		if (!(await isFresh(db, session, new Date(now.getTime() - FRESH_MINUTES * 60_000))))
			throw new Refusal('pictures-anew');
		const hash = await free(context, centreOf(actor), taken);
		if ((await changePictures(db, key, hash, now)) === 0) throw new Refusal('pictures-taken');
		await closeOthers(db, key, session, now);
		return { answer: { ok: true }, about: actor.row, person: actor.subject };
	}
);
