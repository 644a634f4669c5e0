import * as v from 'valibot';
import { id, procedureCode, whole } from '#kernel/shapes.ts';
import { MOST_PARTS, MOST_PHOTOS } from './at-door.ts';
import { isSheet } from './rules-sheet.ts';
import { bases } from './rules-stage.ts';

const hash = v.pipe(v.string(), v.hexadecimal(), v.length(64));
const Answer = v.object({
	value: v.pipe(v.string(), v.maxLength(4000, 'too-long')),
	/** In whose hand the phone was; or where it was filled in from, and nobody changed it: the register, a card, or as it was said once. */
	by: v.picklist(['resident', 'guide', 'register', 'card', 'said'])
});
export const WriteAtDoor = v.object({
	id,
	procedure: procedureCode,
	/** Of the catalogue, as it lay on the phone. */
	version: v.pipe(v.string(), v.maxLength(40)),
	owner: id,
	basis: v.nullable(v.picklist(bases)),
	answers: v.record(v.pipe(v.string(), v.maxLength(60)), Answer),
	papers: v.pipe(
		v.array(
			v.object({
				id,
				paper: v.pipe(
					v.string(),
					v.maxLength(80),
					v.check((paper) => !isSheet(paper))
				),
				verdict: v.picklist(['seen', 'not-needed', 'missing'])
			})
		),
		v.maxLength(30)
	),
	/** Of what they signed on paper; null: they signed nothing. */
	signed: v.nullable(hash),
	/** How many photos come after it. */
	photos: v.pipe(whole, v.minValue(0), v.maxValue(MOST_PHOTOS))
});
export const BringPhoto = v.object({
	case: id,
	photo: id,
	/** The place of this photo among those of its case, from 1. */
	page: v.pipe(whole, v.minValue(1), v.maxValue(MOST_PHOTOS)),
	part: v.pipe(whole, v.minValue(0), v.maxValue(MOST_PARTS - 1)),
	parts: v.pipe(whole, v.minValue(1), v.maxValue(MOST_PARTS)),
	/** Base64 of its bytes. */
	bytes: v.pipe(v.string(), v.base64(), v.maxLength(44_000))
});

export const DropDoorCase = v.object({
	case: id,
	reason: v.pipe(v.string(), v.trim(), v.nonEmpty('drop-reason-missing'), v.maxLength(200, 'too-long'))
});
