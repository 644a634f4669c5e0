import type { Db, Fragment } from '#platform/db.server.ts';
import type { Shared } from './answers.ts';

export type IncidentRow = {
	id: string;
	centreId: number;
	system: Shared;
	state: 'open' | 'over';
	version: number;
	byName: string | null;
	openedAt: Date;
};

const incident = (sql: Db): Fragment => sql`
	select i.id, i.centre_id, i.system, i.state, i.version, actor_name('staff', i.opened_by::text) as by_name, i.opened_at from incident i`;

/** Whoever opens one of this system, or opens it again, waits for whoever does so now. */
export const oneAtATime = (sql: Db, centre: number, system: Shared) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`incident ${system}`}, ${centre}))`;

export const insertIncident = (sql: Db, i: { id: string; centre: number; system: Shared; by: string; at: Date }) =>
	sql`insert into incident (id, centre_id, system, opened_by, opened_at) values (${i.id}, ${i.centre}, ${i.system}, ${i.by}, ${i.at})`;

export const insertSpan = (
	sql: Db,
	s: { id: string; incident: string; centre: number; since: Date; by: string; at: Date }
) => sql`
	insert into incident_span (id, incident_id, centre_id, since, opened_by, opened_at)
	values (${s.id}, ${s.incident}, ${s.centre}, ${s.since}, ${s.by}, ${s.at})`;

export const insertLine = (
	sql: Db,
	l: { id: string; incident: string; centre: number; words: string; by: string; at: Date }
) => sql`
	insert into incident_line (id, incident_id, centre_id, words, by_staff, at)
	values (${l.id}, ${l.incident}, ${l.centre}, ${l.words}, ${l.by}, ${l.at})`;

export const findIncident = async (sql: Db, id: string): Promise<IncidentRow | undefined> =>
	(await sql<IncidentRow[]>`${incident(sql)} where i.id = ${id}`)[0];

/** Held until whoever asks has done with it. */
export const lockIncident = async (sql: Db, id: string): Promise<IncidentRow | undefined> => {
	await sql`select from incident where id = ${id} for update`;
	return findIncident(sql, id);
};

export const findOpen = async (sql: Db, centre: number, system: Shared): Promise<string | null> =>
	(
		await sql<{ id: string }[]>`
			select id from incident where centre_id = ${centre} and system = ${system} and state = 'open'`
	)[0]?.id ?? null;

export const moveIncident = (sql: Db, id: string, state: 'open' | 'over') =>
	sql`update incident set state = ${state}, version = version + 1 where id = ${id}`;

/** The span that is not over ends; answers which. */
export const endSpan = async (sql: Db, incidentId: string, by: string, at: Date): Promise<string | null> =>
	(
		await sql<{ id: string }[]>`
			update incident_span set until = ${at}, ended_by = ${by} where incident_id = ${incidentId} and until is null returning id`
	)[0]?.id ?? null;

export type SpanRow = {
	id: string;
	since: Date;
	until: Date | null;
	byName: string | null;
	endedByName: string | null;
};

export const listSpans = (sql: Db, incidentId: string) => sql<SpanRow[]>`
	select id, since, until, actor_name('staff', opened_by::text) as by_name, actor_name('staff', ended_by::text) as ended_by_name
	from incident_span where incident_id = ${incidentId} order by since, opened_at`;

export type LineRow = { id: string; words: string; byName: string | null; at: Date };

export const linesOf = (sql: Db, incidentId: string): Fragment => sql`
	select id, words, actor_name('staff', by_staff::text) as by_name, at from incident_line where incident_id = ${incidentId} order by at desc, id`;

/** What does not answer now at a centre. */
export const listAway = (sql: Db, centre: number) => sql<{ id: string; system: Shared; since: Date }[]>`
	select i.id, i.system, s.since from incident i join incident_span s on s.incident_id = i.id and s.until is null
	where i.centre_id = ${centre} and i.state = 'open' order by s.since, i.id`;

export type ListRow = {
	id: string;
	system: Shared;
	state: 'open' | 'over';
	since: Date;
	until: Date | null;
	spans: number;
	tickets: number;
};

/** All of a centre: what is open first, then the latest. */
export const incidentsAt = (sql: Db, centre: number): Fragment => sql`
	select i.id, i.system, i.state, l.since, l.until,
		(select count(*)::int from incident_span s where s.incident_id = i.id) as spans,
		(select count(*)::int from incident_ticket t where t.incident_id = i.id and t.out_at is null) as tickets
	from incident i join lateral (select since, until from incident_span s where s.incident_id = i.id order by s.since desc, s.opened_at desc limit 1) l on true
	where i.centre_id = ${centre} order by i.state = 'open' desc, l.since desc, i.id`;

/** What is away now at a centre, as a number beside the page. */
export const countOpen = (sql: Db, centre: number): Fragment =>
	sql`select count(*) from incident where centre_id = ${centre} and state = 'open'`;

/** When the last span of a system that is over ended: signs from before suggest nothing any more. */
export const listEnded = (sql: Db, centre: number) => sql<{ system: Shared; until: Date }[]>`
	select i.system, max(s.until) as until from incident i join incident_span s on s.incident_id = i.id
	where i.centre_id = ${centre} and s.until is not null group by i.system`;

export type MonthSpan = {
	incidentId: string;
	spanId: string;
	system: Shared;
	since: Date;
	until: Date | null;
	tickets: number;
	slowed: number;
	late: number;
};

/** Spans of a centre that touch a time, with what belongs to the incident and what each span held up. */
export const listSpansIn = (sql: Db, centre: number, from: Date, to: Date) => sql<MonthSpan[]>`
	select i.id as incident_id, s.id as span_id, i.system, s.since, s.until,
		(select count(*)::int from incident_ticket t where t.incident_id = i.id and t.out_at is null) as tickets,
		(select count(*)::int from incident_file f where f.span_id = s.id) as slowed,
		(select count(*)::int from incident_file f where f.span_id = s.id and f.reason = 'late') as late
	from incident_span s join incident i on i.id = s.incident_id
	where s.centre_id = ${centre} and s.since < ${to} and (s.until is null or s.until > ${from}) order by s.since, s.id`;
