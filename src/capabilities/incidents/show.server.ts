import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { moreAfter, noPage } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { workCalendarOf } from '#capabilities/places/work-calendar.server.ts';
import { workMinutes } from '#capabilities/places/rules-work-time.ts';
import { IncidentLine, IncidentShown, SuggestionShown, shared } from './answers.ts';
import { filesOf } from './files.server.ts';
import { ListIncidents, OneIncident, OneTicket } from './inputs.ts';
import { suggestedAt } from './signs.server.ts';
import { readsOf, reportsOf, type ReportRow } from './sql-done.server.ts';
import * as sql from './sql.server.ts';
import { listPictures } from './sql-pictures.server.ts';
import { countFaults, findOfTicket, offeredTo, ticketsIn, type TicketRow } from './sql-tickets.server.ts';

const PAGE = 50;
/** Rows of each part of one incident; beyond them it says how many more there are. */
const FIRST = 50;
const ALL = 1000;

/** What is suggested to be one incident: three alike tickets, or tries that nothing answered. Opened by nobody but a person. */
export const suggested = query(
	{
		name: 'incidents.suggested',
		group: 'loop',
		input: Nothing,
		answer: v.array(SuggestionShown),
		look: 'counts tickets, and shows none'
	},
	async ({ db, actor, now }) =>
		(await suggestedAt(db, centreOf(actor), now)).map(({ system, since, signs }) => ({
			...{ system, since },
			tickets: signs.filter(({ kind }) => kind === 'ticket').length,
			faults: signs.filter(({ kind }) => kind === 'fault').length
		}))
);

/** The incidents of a centre: what does not answer now first, then the latest. */
export const incidents = query(
	{
		name: 'incidents.incidents',
		group: 'loop',
		input: ListIncidents,
		answer: pageWith(IncidentLine),
		look: 'holds no name'
	},
	async ({ db, actor }, { page }) => pageIn<sql.ListRow>(db, sql.incidentsAt(db, centreOf(actor)), page, PAGE)
);

async function spansOf({ db, now }: Context, row: sql.IncidentRow, spans: readonly sql.SpanRow[]) {
	const calendar = await workCalendarOf(db, row.centreId, now);
	return spans.map(({ since, until, byName, endedByName }) => ({
		...{ since, until, by: byName, endedBy: endedByName },
		minutes: workMinutes(calendar, since, until ?? now)
	}));
}

/** One incident whole: since when, by what it is known, which tickets are of it, and which files it holds up. */
export const showIncident = query(
	{
		name: 'incidents.show-incident',
		group: 'loop',
		input: OneIncident,
		answer: IncidentShown,
		look: 'names staff, numbers of tickets and codes of files, and nobody whose they are'
	},
	async (context, { incident, all }) => {
		const { db, actor, now } = context;
		const row = await sql.findIncident(db, incident);
		if (!row || row.centreId !== centreOf(actor)) throw new Refusal('incident-unknown');
		const spans = await sql.listSpans(db, row.id);
		const [first, last] = [spans[0]?.since ?? row.openedAt, spans.at(-1)?.until ?? now];
		const none = { count: 0, first: null, last: null };
		const most = all ? ALL : FIRST;
		const [shownSpans, reports, reads, lines, tickets, offered, faults, files] = await Promise.all([
			spansOf(context, row, spans),
			pageIn<ReportRow>(db, reportsOf(db, row.id), 0, most),
			readsOf(db, row.id),
			pageIn<sql.LineRow>(db, sql.linesOf(db, row.id), 0, most),
			pageIn<TicketRow>(db, ticketsIn(db, row.id), 0, most),
			row.state === 'open' ? pageIn<TicketRow>(db, offeredTo(db, row.centreId, row.system), 0, FIRST) : noPage(),
			row.system === 'portal' ? countFaults(db, row.centreId, first, last) : none,
			filesOf(context, row, spans)
		]);
		const { id, system, state, version, byName } = row;
		return {
			...{ id, system, state, version, by: byName, spans: shownSpans, faults },
			...{ reports: reports.rows, moreReports: reports.more, reads },
			...{ offered: offered.rows, moreOffered: offered.more },
			lines: lines.rows.map(({ byName: by, ...line }) => ({ ...line, by })),
			pictures: (await listPictures(db, row.id)).map(({ byName: by, ...one }) => ({ ...one, by })),
			...{ moreLines: lines.more, tickets: tickets.rows, moreTickets: tickets.more },
			files: files.slice(0, most).map(({ kept: _, ...file }) => file),
			moreFiles: moreAfter(files.length, 0, most)
		};
	}
);

/** To which incident a ticket belongs, or to which open one of its system it may be joined; null where there is none. */
export const ofTicket = query(
	{
		name: 'incidents.of-ticket',
		group: 'loop',
		input: OneTicket,
		answer: v.nullable(
			v.object({
				id: v.string(),
				system: v.picklist(shared),
				version: v.number(),
				state: v.picklist(['open', 'over']),
				joined: v.boolean()
			})
		),
		look: 'holds no name'
	},
	async ({ db }, { ticket }) => (await findOfTicket(db, ticket)) ?? null
);
