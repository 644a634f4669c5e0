import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { fromFarHow } from '#capabilities/assistance/from-far.ts';
import { topics } from '#capabilities/assistance/topics.ts';

/** A ticket as whoever presses saw it. */
const seen = { ticket: id, version: v.pipe(whole, v.minValue(1)) };

export const WriteHelp = v.object({
	...seen,
	topic: v.picklist(topics, 'support-topic'),
	how: v.picklist(fromFarHow, 'support-how'),
	/** Minutes that it took whoever helped. */
	minutes: v.pipe(
		v.number('support-minutes'),
		v.integer('support-minutes'),
		v.minValue(1, 'support-minutes'),
		v.maxValue(480, 'support-minutes')
	),
	lacks: v.picklist(['yes', 'no'], 'support-lacks')
});
export const AskVisit = v.object(seen);
