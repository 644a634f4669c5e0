import * as v from 'valibot';
import { MarkTold, TellBack } from './inputs.ts';

// Forms of this room that look otherwise than what their commands take.

const Texts = v.record(v.string(), v.string());

/** The whole order stands on the last key that is pressed: `2-1-3`. */
export const OrderForm = v.pipe(
	Texts,
	v.transform((fields) => ({ order: (fields['order'] ?? '').split('-').map(Number) })),
	v.object({ order: TellBack.entries.order })
);

/** A choice for each step that was told. */
export const MarksForm = v.pipe(
	Texts,
	v.transform((fields) => ({ marks: [1, 2, 3].map((n) => fields[`told-${n}`] ?? '') })),
	v.object({ marks: MarkTold.entries.marks })
);
