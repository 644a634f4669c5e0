import * as v from 'valibot';
import { day, id, latitude, longitude, plainWords, whole } from '#kernel/shapes.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { whoms } from './rules-campaign.ts';
import { MOST_PARTS } from './rules-division.ts';

const letter = v.pipe(v.string(), v.regex(/^[A-M]$/, 'part-unknown'));
/** A division as somebody saw it: another who changed it meanwhile is not overwritten. */
const seen = { division: id, rev: whole };

export const BeginDivision = v.object({ id, hamlet: whole });
export const OfHamlet = v.object({ hamlet: whole });
export const SeenDivision = v.object(seen);
export const StaffPart = v.object({ ...seen, letter, staff: v.pipe(v.array(id), v.maxLength(9, 'part-team')) });

/** Doors by their ids, by the lane (null: those without one), or by a line drawn around them. */
export const Which = v.variant('by', [
	v.object({ by: v.literal('doors'), doors: v.pipe(v.array(id), v.minLength(1, 'choice-missing'), v.maxLength(2000)) }),
	v.object({ by: v.literal('lane'), lane: v.nullable(v.pipe(v.string(), v.maxLength(120))) }),
	v.object({
		by: v.literal('line'),
		line: v.pipe(v.array(v.tuple([longitude, latitude])), v.minLength(3, 'line-short'), v.maxLength(200, 'line-long'))
	})
]);
export type Which = v.InferOutput<typeof Which>;

/** `letter` null: to nobody for now. */
export const PutDoors = v.object({ ...seen, which: Which, letter: v.nullable(letter) });
/** What it would bring to put these doors there; without `which`, what handing over the whole brings. */
export const TryDivision = v.object({
	division: id,
	put: v.nullable(v.object({ which: Which, letter: v.nullable(letter) }))
});
export const BalanceDivision = v.object({ ...seen, parts: v.pipe(whole, v.minValue(1), v.maxValue(MOST_PARTS)) });
/** `stamp`: what the preview showed; where the doors are otherwise by now, nothing is handed over. */
export const HandDivision = v.object({ ...seen, stamp: v.pipe(v.string(), v.maxLength(60)) });

const Aim = v.object({ topic: v.picklist(topics), whom: v.picklist(whoms) });
const plan = {
	name: v.pipe(plainWords(80), v.nonEmpty('campaign-name')),
	from: day,
	to: day,
	aims: v.pipe(v.array(Aim), v.minLength(1, 'aims-missing'), v.maxLength(topics.length)),
	/** What is said first at a door. */
	greeting: v.pipe(plainWords(400), v.nonEmpty('greeting-missing'))
};
export const PlanCampaign = v.object({ id, ...plan });
/** `rev`: as somebody saw it. */
export const ChangeCampaign = v.object({ campaign: id, rev: whole, ...plan });
export const EndCampaign = v.object({ campaign: id, rev: whole });
