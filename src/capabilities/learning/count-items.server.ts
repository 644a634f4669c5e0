import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { eachDay } from '#capabilities/places/each-day.server.ts';
import { CountItems } from './inputs.ts';
import { yearTo } from './items.server.ts';
import { keepItemFigures } from './sql.server.ts';

/** Counts how each item was answered at a centre in the year before a day, and keeps that in place of what was counted before. */
export const countItems = command(
	{ name: 'learning.count-items', group: 'house', input: CountItems, answer: v.object({ items: v.number() }) },
	async ({ db }, { centre, day }) => {
		const answered = await keepItemFigures(db, centre, yearTo(day));
		return { answer: { items: answered }, person: null, centre, detail: { items: answered } };
	}
);

/** Once the day before is over, and all that was begun in it is written: whoever looks goes through no year for it. */
export const countItemsDaily = () => eachDay({ name: 'learning.items', from: '00:10', does: countItems });
