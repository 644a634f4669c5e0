import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { DRAWS, KEY, keyPictures } from './rules-pictures.ts';

const pictures = v.pipe(v.array(v.picklist(keyPictures)), v.length(KEY));

/** Which draw of the day. */
export const DrawAsked = v.object({ draw: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DRAWS - 1)) });

/** What the house offered, as it was offered: other pictures are taken by nobody. */
const offered = { pictures, seal: v.pipe(v.string(), v.maxLength(60)) };

export const GiveKey = v.object({ id, ...offered });
export const ChooseOther = v.object(offered);
/** By a card, from anywhere; tries are counted by the card, the browser and the address. */
export const OpenByCard = v.object({
	id,
	card: v.pipe(v.string(), v.maxLength(40)),
	pictures,
	address: v.string(),
	browser: v.nullable(v.string())
});
/** At a machine of the hall, which knows no card. */
export const OpenAtMachine = v.object({
	id,
	device: id,
	ticket: id,
	centre: v.pipe(v.number(), v.integer()),
	pictures
});
