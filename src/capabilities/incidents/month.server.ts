import { centreOf } from '#kernel/actor.ts';
import { instantOf } from '#kernel/day.ts';
import { query } from '#platform/dispatch.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { workMinutes } from '#capabilities/places/rules-work-time.ts';
import { Month } from './answers.ts';
import { OneMonth } from './inputs.ts';
import { within } from './rules-files.ts';
import { listSpansIn } from './sql.server.ts';
import { listFaultDays } from './sql-tickets.server.ts';

/** The first moment of a month (`yyyy-mm`) and of the next one. */
function monthBounds(month: string): { from: Date; to: Date } {
	const [year = 0, no = 0] = month.split('-').map(Number);
	const next = no === 12 ? `${year + 1}-01` : `${year}-${String(no + 1).padStart(2, '0')}`;
	return { from: instantOf(`${month}-01`), to: instantOf(`${next}-01`) };
}

/** The incidents of a month and what went wrong at the portal, for the report: spans, minutes of work within the month, tickets and files. Nobody stands in it. */
export const month = query(
	{ name: 'incidents.month', group: 'loop', input: OneMonth, answer: Month, look: 'holds no name' },
	async ({ db, actor, now }, input) => {
		const centre = centreOf(actor);
		const { from, to } = monthBounds(input.month);
		const end = to < now ? to : now;
		const [calendar, spans, faults] = await Promise.all([
			workCalendarOf(db, centre, now),
			listSpansIn(db, centre, from, to),
			listFaultDays(db, centre, from, to)
		]);
		const rows = spans.map(({ system, since, until, tickets, slowed, late }) => {
			const part = within({ since, until }, from, end);
			return {
				...{ system, since, until, tickets, slowed, late },
				minutes: part ? workMinutes(calendar, part.from, part.to) : 0
			};
		});
		return { month: input.month, rows, faults: [...faults] };
	}
);
