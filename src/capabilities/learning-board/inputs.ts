import * as v from 'valibot';
import { day, page } from '#kernel/shapes.ts';
import { figures, ways } from './rules-board.ts';

/** Classes that began from one day to another, both of them in it. */
export const BoardAsked = v.object({ from: day, to: day, by: v.picklist(ways) });
/** One figure of it, of one line or of all (`key` null). */
export const FigureAsked = v.object({
	...BoardAsked.entries,
	key: v.nullable(v.pipe(v.string(), v.maxLength(200))),
	figure: v.picklist(figures),
	page
});
