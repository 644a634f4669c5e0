import * as v from 'valibot';
import { chooseOther, giveKey } from '#capabilities/picture-keys/give.server.ts';
import { openAtMachine, openByCard } from '#capabilities/picture-keys/open.server.ts';
import type { WhyNot } from '#capabilities/picture-keys/answers.ts';
import { DRAWS, KEY, keyPictures, touched, type KeyPicture } from '#capabilities/picture-keys/rules-pictures.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { steps } from './act.server.ts';

// Three touches are three posts of one form: it works without script, and no address ever holds a picture.

const picture = v.picklist(keyPictures);
const touch = { before: v.pipe(v.array(picture), v.maxLength(KEY)), one: picture };

/** What the page shows after a touch: what is touched so far, and why nothing was opened. */
export type Touched = { touched: KeyPicture[]; why: WhyNot | null };

const soFar = (pictures: KeyPicture[]): Touched => ({ touched: pictures, why: null });

const anew = (why: WhyNot | null): Touched => ({ touched: [], why });

/** The last of three touches, or null while one is missing. */
const whole = (before: readonly KeyPicture[], one: KeyPicture) => {
	const pictures = touched(before, one);
	return { pictures, isWhole: pictures.length === KEY };
};

const ByCard = v.object({ id, ...touch, card: v.string(), address: v.string(), browser: v.nullable(v.string()) });

/** One touch on a browser that knows a card; the third opens, or says why not and begins anew. Answers null once it is open. */
export const touchForCard = steps(ByCard, async (context: Context, { before, one, ...given }) => {
	const { pictures, isWhole } = whole(before, one);
	if (!isWhole) return soFar(pictures);
	const { open, why } = await openByCard(context, { ...given, pictures });
	return open ? null : anew(why);
});

const AtMachine = v.object({ id, ...touch, device: id, ticket: id, centre: v.number() });

/** The same at a machine of the hall. */
export const touchAtMachine = steps(AtMachine, async (context: Context, { before, one, ...given }) => {
	const { pictures, isWhole } = whole(before, one);
	if (!isWhole) return soFar(pictures);
	const { open, why } = await openAtMachine(context, { ...given, pictures });
	return open ? null : anew(why);
});

/** Which draw of the day an address asks for. */
export function drawAsked({ url }: { url: URL }): number {
	const draw = Number(url.searchParams.get('lan') ?? 0);
	return Number.isInteger(draw) && draw >= 0 && draw < DRAWS ? draw : 0;
}

const offered = v.pipe(v.array(picture), v.length(KEY));
const isSame = (a: readonly KeyPicture[], b: readonly KeyPicture[]): boolean => a.join() === b.join();

/** What the page shows while somebody tries the pictures that they are offered. */
export type Tried = Touched & { offered: KeyPicture[]; seal: string };

const Give = v.object({ id, ...touch, offered, seal: v.string() });

/** One touch of whoever tries three pictures once: they are theirs as soon as they were touched as they were shown. Answers null then. */
export const touchToGet = steps(Give, async (context: Context, { id: request, before, one, offered: shown, seal }) => {
	const { pictures, isWhole } = whole(before, one);
	if (!isWhole) return { ...soFar(pictures), offered: shown, seal };
	if (!isSame(pictures, shown)) return { ...anew('again'), offered: shown, seal };
	await giveKey(context, { id: request, pictures, seal });
	return null;
});

const Change = v.object({ ...touch, offered, seal: v.string() });

/** The same of whoever changes the pictures of their own key. */
export const touchToChange = steps(Change, async (context: Context, { before, one, offered: shown, seal }) => {
	const { pictures, isWhole } = whole(before, one);
	if (!isWhole) return { ...soFar(pictures), offered: shown, seal };
	if (!isSame(pictures, shown)) return { ...anew('again'), offered: shown, seal };
	await chooseOther(context, { pictures, seal });
	return null;
});
