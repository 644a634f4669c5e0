import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { KEY, keyPictures } from './rules-pictures.ts';

const pictures = v.pipe(v.array(v.picklist(keyPictures)), v.length(KEY));

export const GiveKey = v.object({ id, pictures });
export const ChooseOther = v.object({ pictures });
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
