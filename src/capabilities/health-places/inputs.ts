import * as v from 'valibot';
import { dayOr, id, plainWords, whole } from '#kernel/shapes.ts';

/** What somebody may need, each with a picture on the public page. */
export const needs = ['general', 'heart', 'bones', 'eyes', 'teeth', 'children'] as const;
export type Need = (typeof needs)[number];
export const kinds = ['station', 'hospital', 'clinic'] as const;

const words = (most: number, missing: string) => v.pipe(plainWords(most), v.nonEmpty(missing));

/** A place as the commune writes it, on the form and in a row of a sheet. */
export const Written = v.object({
	name: words(80, 'health-name'),
	kind: v.picklist(kinds, 'health-kind'),
	sees: v.pipe(v.array(v.picklist(needs, 'health-sees')), v.minLength(1, 'health-sees'), v.maxLength(needs.length)),
	address: words(120, 'health-address'),
	hours: words(120, 'health-hours'),
	channel: words(200, 'health-channel'),
	stepFree: v.boolean(),
	checkedUntil: dayOr('health-until')
});
export type Written = v.InferOutput<typeof Written>;

export const AddPlace = v.object({ id, ...Written.entries });
/** A place that stands already, and which of its versions was seen. */
export const ChangePlace = v.object({ place: id, version: v.pipe(whole, v.minValue(1)), ...Written.entries });
export const OnePlace = v.object({ place: id });
export const PasteSheet = v.object({
	text: v.pipe(v.string(), v.nonEmpty('health-sheet-empty'), v.maxLength(40_000, 'too-long'))
});
export const FindPlaces = v.object({ centre: whole, need: v.nullable(v.picklist(needs)) });
