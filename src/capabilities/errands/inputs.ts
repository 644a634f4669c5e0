import * as v from 'valibot';
import { errands, letters } from './copy-shape.ts';
import { helps, isOrder } from './rules-tell.ts';

const id = v.pipe(v.string(), v.uuid());
const errand = v.picklist(errands, 'errand-unknown');
const run = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9999));

export const PressKey = v.object({
	id,
	errand,
	run,
	/** Which screen they saw, counted from one. */
	screen: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
	choice: v.picklist(letters, 'errand-choice')
});
const place = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3));
/** The three steps in the order in which somebody laid them. */
export const TellBack = v.object({
	id,
	errand,
	run,
	order: v.pipe(
		v.tuple([place, place, place], 'errand-order'),
		v.check((said) => isOrder(said), 'errand-order')
	)
});
const help = v.picklist(helps, 'errand-help');
/** How much help each of the three steps needed while it was told. */
export const MarkTold = v.object({ id, errand, run, marks: v.tuple([help, help, help], 'errand-help') });
export const OneErrand = v.object({
	errand,
	/** Whether a finished one is begun anew. */
	anew: v.boolean()
});
