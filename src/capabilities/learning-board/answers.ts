import * as v from 'valibot';
import { figures, ways } from './rules-board.ts';

const told = v.nullable(v.number());
const counts = { came: told, full: told, alone: told, lasting: told, unknown: told, pending: told };

/** One line: of a class with what it taught, where and from when. */
const BoardLine = v.object({
	key: v.string(),
	...counts,
	/** Hours of staff for each who still does it. */
	each: told,
	class: v.nullable(v.object({ template: v.string(), venue: v.string(), from: v.string(), hosts: v.array(v.string()) }))
});
export type BoardLine = v.InferOutput<typeof BoardLine>;

export const Board = v.object({
	by: v.picklist(ways),
	classes: v.number(),
	lines: v.array(BoardLine),
	total: v.object({ ...counts, each: told }),
	/** Who came once and never again: in no figure. */
	once: told,
	/** Whether whoever looks may open whom a figure counts; where not, small ones are hidden. */
	opens: v.boolean(),
	/** What was told apart in the first and the last set of practice, in a hundred; null below `SMALL` people. */
	scams: v.array(
		v.object({
			family: v.string(),
			seen: v.tuple([v.number(), v.number()]),
			doubted: v.tuple([v.number(), v.number()])
		})
	),
	balance: v.array(
		v.object({
			organisation: v.string(),
			...{ invited: v.number(), taught: v.number(), helped: v.number(), assessed: v.number(), late: v.number() }
		})
	),
	lightest: v.nullable(v.string())
});
export type Board = v.InferOutput<typeof Board>;

export const Counted = v.object({
	whole: v.number(),
	figure: v.picklist(figures),
	rows: v.array(
		v.object({
			person: v.string(),
			name: v.nullable(v.string()),
			hamlet: v.nullable(v.string()),
			template: v.string(),
			venue: v.string(),
			lessons: v.number(),
			held: v.number()
		})
	),
	more: v.number()
});
export type Counted = v.InferOutput<typeof Counted>;
