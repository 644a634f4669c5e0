import type { Way } from '#capabilities/cases/answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { CommuneFee } from './answers.ts';

/** What the commune of a centre found that one unit costs, where it found anything. */
export const findCommuneFee = async (
	sql: Db,
	centre: number,
	procedure: string,
	way: Way
): Promise<{ id: string; amount: number; basis: string } | undefined> =>
	(
		await sql<{ id: string; amount: number; basis: string }[]>`
			select f.id, f.unit_amount as amount, f.basis from commune_fee f join place p on p.parent_id = f.commune_id
			where p.id = ${centre} and f.procedure_code = ${procedure} and f.way = ${way} and f.ended_at is null`
	)[0];

export const listCommuneFees = (sql: Db, centre: number) => sql<CommuneFee[]>`
	select f.id, f.procedure_code as procedure, f.way, f.unit_amount as amount, f.basis, s.name as by_name, f.at
	from commune_fee f join place p on p.parent_id = f.commune_id left join staff s on s.id = f.entered_by
	where p.id = ${centre} and f.ended_at is null`;

export const insertCommuneFee = (
	sql: Db,
	f: { id: string; centre: number; procedure: string; way: Way; amount: number; basis: string; by: string; at: Date }
) => sql`
	insert into commune_fee (id, commune_id, procedure_code, way, unit_amount, basis, entered_by, at)
	select ${f.id}, p.parent_id, ${f.procedure}, ${f.way}, ${f.amount}, ${f.basis}, ${f.by}, ${f.at} from place p where p.id = ${f.centre}`;

export const endCommuneFee = (sql: Db, id: string, by: string, at: Date) => sql`
	update commune_fee set ended_by = ${by}, ended_at = ${at} where id = ${id} and ended_at is null`;

/** Files that were said yes to and wait for somebody to find what they cost. */
export const listWithoutFee = (sql: Db, centre: number, procedure: string, way: Way) => sql<{ id: string }[]>`
	select c.id from case_file c
	where c.receiving_centre_id = ${centre} and c.procedure_code = ${procedure} and coalesce(c.way, 'DIRECT') = ${way}
		and c.stage in ('confirmed', 'received', 'filed')
		and not exists (select 1 from fee_line f where f.case_id = c.id and f.void_at is null)
		and not exists (select 1 from payment p where p.case_id = c.id)
	order by c.id`;

/** The same at every centre of the commune for which a price was found: for the job that has heard of it. */
export const listWithoutFound = (sql: Db, fee: string) => sql<{ id: string }[]>`
	select w.id from files_without_fee(${fee}) as w(id)`;
