import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { topics } from '#capabilities/assistance/topics.ts';

export const BeginPlacement = v.object({
	id,
	/** Those that are wanted, and no others. */
	topics: v.pipe(
		v.array(v.picklist(topics)),
		v.minLength(1, 'placement-topics'),
		v.check((all) => new Set(all).size === all.length, 'placement-topics')
	),
	/** The placement that stood there when they chose; null where there was none. */
	after: v.nullable(id)
});
export const GoOn = v.object({ placement: id });
