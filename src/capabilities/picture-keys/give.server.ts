import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { KeyBeside, Offered } from './answers.ts';
import { ChooseOther, GiveKey } from './inputs.ts';
import { isKey, KEY, keyFrom, type KeyPicture } from './rules-pictures.ts';
import { cardHash, cardOf, picturesHash, picturesHashes } from './shared.server.ts';
import { areTaken, changePictures, endKeys, findKey, insertKey } from './sql.server.ts';

const random = (): number[] => Array.from({ length: KEY }, () => randomInt(1_000_000) / 1_000_000);

const TRIES = 60;

/** Three pictures that nobody here has, drawn by the house: what people choose themselves, their neighbours choose too. */
async function freePictures(context: Context): Promise<KeyPicture[]> {
	const centre = centreOf(context.actor);
	for (let n = 0; n < TRIES; n++) {
		const pictures = keyFrom(random());
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
		input: Nothing,
		answer: Offered,
		look: 'pictures that are nobody’s yet'
	},
	async (context) => ({ pictures: await freePictures(context) })
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

/** Refuses what is no key (`pictures-three`) and what is somebody's here (`pictures-taken`). */
async function free(context: Context, centre: number, pictures: readonly KeyPicture[]): Promise<Buffer> {
	if (!isKey(pictures)) throw new Refusal('pictures-three');
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
	async (context, { id, pictures }) => {
		const { db, actor, now } = context;
		const { person } = besideOf(context);
		const centre = centreOf(actor);
		const hash = await free(context, centre, pictures);
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

/** Other pictures on the key that is open: of those nobody of the staff knows. */
export const chooseOther = command(
	{
		name: 'picture-keys.choose-other',
		byPerson: true,
		group: 'learn-alone',
		input: ChooseOther,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { pictures }) => {
		const { actor, db, now } = context;
		const hash = await free(context, centreOf(actor), pictures);
		if ((await changePictures(db, actor.row ?? '', hash, now)) === 0) throw new Refusal('pictures-taken');
		return { answer: { ok: true }, about: actor.row, person: actor.subject };
	}
);
