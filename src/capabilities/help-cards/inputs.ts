import * as v from 'valibot';
import { id, page, sha256, whole } from '#kernel/shapes.ts';
import { Body, MOST_STEPS } from './card-shape.ts';

/** A card by the word that names it, or one of a centre by its id. */
const card = v.string();
/** A version as whoever presses saw it. */
const version = v.pipe(whole, v.minValue(1));
const seen = { card, version };
/** The centre whose cards are meant; none where none is. */
const centre = v.nullable(whole);

/** `from`: a card that everybody has, whose words and pictures are begun with. */
export const DraftCard = v.object({ id, from: v.nullable(card) });
export const DraftFromTicket = v.object({ id, ticket: id });
export const ChangeCard = v.object({ card: id, version, ...Body.entries });
export const GiveCard = v.object({ id, ...seen });
export const WithdrawCard = v.object({ id, ...seen });
/** `others`: how many say that it looks otherwise, as it was seen. */
export const VerifyCard = v.object({ id, ...seen, others: v.pipe(whole, v.minValue(0)) });
export const ListCards = v.object({ page });
export const OneCard = v.object({ card });
export const OpenCards = v.object({ centre });
export const OpenCard = v.object({ card, centre });
/** What a picture of a step may weigh before it is drawn anew, in bytes, and its voice; as base64 a third more. */
export const MOST_PICTURE = 6 * 1024 * 1024;
export const MOST_VOICE = 512 * 1024;
export const AttachFile = v.object({
	card: id,
	version,
	step: v.pipe(whole, v.minValue(1), v.maxValue(MOST_STEPS)),
	kind: v.picklist(['picture', 'voice']),
	content: v.pipe(
		v.string('card-file-missing'),
		v.base64('card-file-missing'),
		v.maxLength((MOST_PICTURE * 4) / 3, 'card-file-large')
	)
});
export const OneFile = v.object({ card, sha256 });
export const OpenFile = v.object({ card, sha256 });
export const NameForClass = v.object({ id, run: id, card, named: v.boolean() });
export const OfClass = v.object({ run: id });
/** Nothing is typed: a step, and from where it comes. */
export const SayOther = v.object({
	id,
	...seen,
	step: v.pipe(whole, v.minValue(1), v.maxValue(MOST_STEPS)),
	centre,
	address: v.string(),
	browser: v.nullable(v.string())
});
