import * as v from 'valibot';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { judgements } from './frame.ts';
import { flagsOf, itemFlags } from './rules-items.ts';
import { listItemAnswers } from './sql.server.ts';

/** Of fewer people nothing is shown but how many they are. */
const FEW = 5;
const shown = (people: number, right: number, fits: number | null) =>
	people < FEW ? { right: null, fits: null } : { right, fits };

/** A year back: what was answered before says little of people now. */
const DAYS = 365;

/** The year that is over as a day begins, by which it is counted in the night: of that day itself nothing. */
export const yearTo = (day: string): { since: Date; until: Date } => ({
	since: instantOf(addDays(day, -DAYS)),
	until: instantOf(day)
});

/** The last day of which answers are in the figures. */
export const countedTo = (now: Date): string => addDays(dayOf(now), -1);

export const ItemShown = v.object({
	id: v.string(),
	genuine: v.boolean(),
	level: v.number(),
	/** How many people's last answer is counted, and how many of those were so. */
	people: v.number(),
	/** Null where so few answered that one of them would be seen. */
	right: v.nullable(v.number()),
	/** How it goes with all else that they judged (−1 … 1); null where too few answered. */
	fits: v.nullable(v.number()),
	written: v.string(),
	flags: v.array(v.picklist(itemFlags))
});

/** How each item was answered here in a year, to the end of yesterday: how hard it is, whether it tells those who know from those who do not, and which are old. */
export const items = query(
	{
		name: 'learning.items',
		group: 'lead',
		input: Nothing,
		answer: v.array(ItemShown),
		look: 'counts answers, and names nobody'
	},
	async ({ db, now }) => {
		const today = dayOf(now);
		const rows = await listItemAnswers(db, yearTo(today));
		const answered = new Map(rows.map((row) => [row.item, row]));
		return judgements.map((item) => {
			const { people, right, fits } = answered.get(item.id) ?? { people: 0, right: 0, fits: null };
			const { id, genuine, level, written } = item;
			return {
				id,
				genuine,
				level,
				people,
				...shown(people, right, fits),
				written,
				flags: flagsOf(item, { people, right, fits }, today)
			};
		});
	}
);
