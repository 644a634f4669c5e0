import * as v from 'valibot';
import { reasons } from './rules-files.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** What can be away for several people at once. One telephone or one printer is no incident. */
export const shared = ['portal', 'e-id', 'signature', 'payment', 'health', 'message', 'network', 'this-house'] as const;
export type Shared = (typeof shared)[number];

/** What people at home use themselves: for them too it says so on the public pages. */
export const usedByAll: readonly Shared[] = ['portal', 'e-id', 'signature', 'payment', 'health'];

export const incidentStates = ['open', 'over'] as const;

export const Away = v.object({ id: v.string(), system: v.picklist(shared), since: v.date() });
export type Away = v.InferOutput<typeof Away>;

export const SuggestionShown = v.object({
	system: v.picklist(shared),
	since: v.date(),
	/** How many tickets say so, and how many tries that nothing answered. */
	tickets: v.number(),
	faults: v.number()
});
export type SuggestionShown = v.InferOutput<typeof SuggestionShown>;

export const IncidentLine = v.object({
	id: v.string(),
	system: v.picklist(shared),
	state: v.picklist(incidentStates),
	/** The latest span: since when, and until when. */
	since: v.date(),
	until: v.nullable(v.date()),
	spans: v.number(),
	tickets: v.number()
});
export type IncidentLine = v.InferOutput<typeof IncidentLine>;

export const TicketIn = v.object({ id: v.string(), number: v.number(), at: v.date(), told: v.nullable(v.date()) });
export type TicketIn = v.InferOutput<typeof TicketIn>;

export const FileIn = v.object({
	id: v.string(),
	procedure: v.string(),
	code: v.nullable(v.string()),
	since: v.date(),
	doneAt: v.nullable(v.date()),
	dueOn: v.nullable(v.string()),
	reason: v.picklist(reasons),
	/** It was handed on to be told to whose it is. */
	told: v.nullable(v.date())
});
export type FileIn = v.InferOutput<typeof FileIn>;

export const SpanShown = v.object({
	since: v.date(),
	until: v.nullable(v.date()),
	by: v.nullable(v.string()),
	endedBy: v.nullable(v.string()),
	/** In which the centre works. */
	minutes: v.number()
});
export const LineShown = v.object({ id: v.string(), words: v.string(), by: v.nullable(v.string()), at: v.date() });

/** To whom an outage is told higher up, by what they do. */
export const toWhom = ['leader', 'province', 'portal', 'telecom'] as const;
export type ToWhom = (typeof toWhom)[number];
export const ReportShown = v.object({
	to: v.picklist(toWhom),
	/** The number by which they speak of it. */
	number: v.nullable(v.string()),
	by: v.nullable(v.string()),
	at: v.date()
});

export const IncidentShown = v.object({
	id: v.string(),
	system: v.picklist(shared),
	state: v.picklist(incidentStates),
	version: v.number(),
	by: v.nullable(v.string()),
	spans: v.array(SpanShown),
	/** To whom it was told higher up, the latest first. */
	reports: v.array(ReportShown),
	moreReports: v.number(),
	/** How often it was said aloud in the hall; when and by whom last. */
	reads: v.object({ count: v.number(), last: v.nullable(v.date()), by: v.nullable(v.string()) }),
	/** What was photographed, the first first: a few. */
	pictures: v.array(v.object({ sha256: v.string(), by: v.nullable(v.string()), at: v.date() })),
	lines: v.array(LineShown),
	moreLines: v.number(),
	tickets: v.array(TicketIn),
	moreTickets: v.number(),
	/** Tickets of the same system that belong to none. */
	offered: v.array(TicketIn),
	moreOffered: v.number(),
	/** Tries that nothing answered while it lasted; the first and the last of them. */
	faults: v.object({ count: v.number(), first: v.nullable(v.date()), last: v.nullable(v.date()) }),
	files: v.array(FileIn),
	moreFiles: v.number()
});
export type IncidentShown = v.InferOutput<typeof IncidentShown>;

/** Why a file took longer, for whoever follows it. */
export const HeldUp = v.object({
	system: v.picklist(shared),
	since: v.date(),
	until: v.nullable(v.date()),
	reason: v.picklist(reasons)
});
export type HeldUp = v.InferOutput<typeof HeldUp>;

export const MonthRow = v.object({
	system: v.picklist(shared),
	since: v.date(),
	until: v.nullable(v.date()),
	minutes: v.number(),
	tickets: v.number(),
	slowed: v.number(),
	late: v.number()
});
export const FaultRow = v.object({ day: v.string(), fault: v.string(), tries: v.number(), files: v.number() });
export const Month = v.object({ month: v.string(), rows: v.array(MonthRow), faults: v.array(FaultRow) });
export type Month = v.InferOutput<typeof Month>;
