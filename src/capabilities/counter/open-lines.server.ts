import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { eachDay } from '#capabilities/places/each-day.server.ts';
import { OpenLine } from './inputs.ts';
import { openLineOf } from './sql.server.ts';

/**
 * Opens the line of a day at a centre with what each matter took in the thirty days before, until its first number learns it anew; one that is open stays
 * as it is.
 */
export const openLine = command(
	{ name: 'counter.open-line', group: 'house', input: OpenLine, answer: v.object({ opened: v.boolean() }) },
	async ({ db }, { centre, day }) => {
		const opened = await openLineOf(db, centre, day);
		return { answer: { opened }, person: null, centre, detail: { opened } };
	}
);

/** Within the first minute of the day: whoever looks at a hall after that goes through no month. What the night still puts right is learned with the first number. */
export const openLinesDaily = () => eachDay({ name: 'counter.open-lines', from: '00:00', does: openLine });
