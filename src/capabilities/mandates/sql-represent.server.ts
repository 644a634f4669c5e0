import type { Db } from '#platform/db.server.ts';
import type { BusinessKind } from '#capabilities/residents/rules-business.ts';
import type { Paper, Scope, Representation } from './rules-represent.ts';

export const insertRepresentation = (
	sql: Db,
	r: {
		id: string;
		business: string;
		agent: string;
		paper: Paper;
		scope: Scope;
		from: string;
		to: string | null;
		by: string | null;
		centre: number;
		at: Date;
	}
) => sql`
	insert into representation (id, business_id, agent_id, paper, scope, valid_from, valid_to, made_by, centre_id, made_at)
	values (${r.id}, ${r.business}, ${r.agent}, ${r.paper}, ${r.scope}, ${r.from}::date, ${r.to}::date, ${r.by}, ${r.centre}, ${r.at})`;

type Row = Representation & { id: string; paper: Paper; agentId: string };
export type RepresentativeRow = Row & { name: string | null };

/** Whoever stands for a business or will, and has not ended; whoever was erased is nobody. The longest first. */
export const listRepresentatives = (sql: Db, business: string) => sql<RepresentativeRow[]>`
	select r.id, r.paper, r.scope, r.valid_from::text as "from", r.valid_to::text as "to", false as ended, b.ended_on::text as business_ended_on, r.agent_id, n.name
	from representation r join business b on b.id = r.business_id join person p on p.id = r.agent_id join person n on n.id = row_of(p.merged_into, p.id)
	where r.business_id = ${business} and r.ended_at is null and n.erased_at is null order by r.valid_from, r.id`;

/** Everybody who stands for a business or will, each once: for whoever tells them, who reads nobody of the register. */
export const listAgents = async (sql: Db, business: string): Promise<string[]> =>
	(
		await sql<{ agentId: string }[]>`
			select distinct agent_id from representation where business_id = ${business} and ended_at is null`
	).map(({ agentId }) => agentId);

export type OwnRow = Row & {
	businessId: string;
	businessName: string;
	kind: BusinessKind;
	number: string | null;
	hamlet: string | null;
	elsewhere: boolean;
};

/** For which businesses somebody stands, under each of their ids. */
export const listRepresented = (sql: Db, person: string) => sql<OwnRow[]>`
	select r.id, r.paper, r.scope, r.valid_from::text as "from", r.valid_to::text as "to", false as ended, b.ended_on::text as business_ended_on, r.agent_id,
		b.id as business_id, b.name as business_name, b.kind, b.number, b.hamlet, b.elsewhere
	from representation r join business b on b.id = r.business_id where r.agent_id = any(same_as(${person})) and r.ended_at is null order by b.name, r.valid_from, r.id`;

/** One that stands, held until it has ended. */
export const lockRepresentation = async (
	sql: Db,
	id: string
): Promise<{ id: string; businessId: string; agentId: string } | undefined> =>
	(
		await sql<{ id: string; businessId: string; agentId: string }[]>`
			select id, business_id, agent_id from representation where id = ${id} and ended_at is null for update`
	)[0];

export const endRepresentationRow = (sql: Db, id: string, by: 'staff' | 'agent', at: Date) =>
	sql`update representation set ended_at = ${at}, ended_by = ${by} where id = ${id} and ended_at is null`;

/** Whoever is erased stands for no business. */
export const endRepresentationsOf = (sql: Db, ids: readonly string[], at: Date) => sql`
	update representation set ended_at = ${at}, ended_by = 'erasure' where ended_at is null and agent_id = any(${sql.array([...ids])}::uuid[])`;
