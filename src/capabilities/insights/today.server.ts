import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { openFigure } from './counted.server.ts';
import { figuresOf } from './figures.server.ts';
import { Counted } from './inputs.ts';
import { CountedShown, TodayShown } from './answers.ts';

/** A leader's morning: each figure with what it is of, and a way to open what it counts. A province sees the sum of its centres. */
export const today = query(
	{ name: 'insights.today', group: 'figures', input: Nothing, answer: TodayShown, look: 'holds no name' },
	async ({ db, actor, now }) => ({ now, ...(await figuresOf(db, actor.centres, dayOf(now), now)) })
);

export type Today = Awaited<ReturnType<typeof today>>;

/** What one figure counts, row by row and page by page: how many there are in all, its denominator and how many are left out of that; of one commune where `centre` says which. Refuses nothing that `today` showed. */
export const counted = query(
	{
		name: 'insights.counted',
		group: 'figures',
		input: Counted,
		answer: CountedShown,
		look: 'holds no name'
	},
	async ({ db, actor, now }, { figure, key, centre, page }) => {
		if (centre !== null && !actor.centres.includes(centre)) throw new Refusal('not-your-place');
		const centres = centre === null ? actor.centres : [centre];
		const [first = '', second = ''] = key.split(':');
		const day = dayOf(now);
		return { day, ...(await openFigure(figure, { db, centres, day, first, second, page })) };
	}
);
