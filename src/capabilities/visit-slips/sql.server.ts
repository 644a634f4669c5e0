import type { Db } from '#platform/db.server.ts';
import type { AskedSlip, Written } from './answers.ts';
import type { Asked } from './rules-slip.ts';

/** Numbers of a centre are given one after another. */
export const lastNumber = async (sql: Db, centre: number): Promise<number> => {
	await sql`select pg_advisory_xact_lock(hashtext('visit_slip'), ${centre})`;
	return (
		await sql<{ last: number }[]>`select coalesce(max(number), 0) as last from visit_slip where centre_id = ${centre}`
	)[0]!.last;
};

type NewSlip = { id: string; centre: number; number: number; hash: Buffer; by: string; at: Date };

/** Answers whether it is there: a code that another paper has is given to none. */
export const insertSlip = async (sql: Db, s: NewSlip): Promise<boolean> =>
	(
		await sql`
			insert into visit_slip (id, centre_id, number, code_hash, printed_by, printed_at)
			values (${s.id}, ${s.centre}, ${s.number}, ${s.hash}, ${s.by}, ${s.at}) on conflict (code_hash) do nothing`
	).count === 1;

/** Papers that lie on nobody's table yet. */
export const listBlank = (sql: Db, centre: number, { first, last }: { first: number; last: number }) => sql<
	{ id: string; number: number }[]
>`
	select id, number from visit_slip where centre_id = ${centre} and number between ${first} and ${last} and visit_id is null
		and printed_by::text = app_id() order by number`;

type Left = { centre: number; number: number; visit: string; needs: readonly string[]; at: Date };

export const leaveSlipRow = async (sql: Db, s: Left): Promise<'left' | 'unknown' | 'used'> =>
	(
		await sql<{ said: 'left' | 'unknown' | 'used' }[]>`
			select leave_visit_slip(${s.centre}, ${s.number}, ${s.visit}, ${sql.array([...s.needs])}::uuid[], ${s.at}) as said`
	)[0]!.said;

export const findSlipBy = async (sql: Db, hash: Buffer): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select find_visit_slip(${hash}) as id`)[0]!.id;

export const findWritten = async (sql: Db, slip: string): Promise<Written | undefined> =>
	(
		await sql<Written[]>`
			select id, number, hamlet, helper, ended_at, taken_back, met, topics, needs, promised_on::text, yes, no, asked, asked_at, settled_at
			from visit_of_slip(${slip})`
	)[0];

export const askRow = async (sql: Db, slip: string, what: Asked, at: Date): Promise<boolean> =>
	(await sql<{ stands: boolean }[]>`select ask_by_slip(${slip}, ${what}, ${at}) as stands`)[0]!.stands;

const withWhom = (sql: Db) => sql`
	select s.id, s.number, s.asked, s.asked_at, w.hamlet, w.helper, w.ended_at,
		coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
			from assisted_session a join person p on p.id = a.person_id where a.visit_id = s.visit_id), '[]') as people
	from visit_slip s cross join lateral visit_of_slip(s.id) w`;

/** Whether whoever asks leads where the visit of a paper was: all of the centre, or that hamlet. */
const isLed = (sql: Db, centre: number) => sql`exists (
	select from led_hamlets(nullif(app_id(), '')::uuid, ${centre}) mine
	where mine is null or exists (
		select from visit x join household o on o.id = x.household_id join dwelling d on d.id = o.dwelling_id
		where x.id = s.visit_id and d.hamlet_id = any(mine)))`;

/** Papers whose holder waits, the longest first. */
export const listAsked = (sql: Db, centre: number) => sql<AskedSlip[]>`
	${withWhom(sql)} where s.centre_id = ${centre} and s.asked is not null and s.settled_at is null
		and ${isLed(sql, centre)} order by s.asked_at, s.id`;

export const countAsked = (sql: Db, centre: number) => sql`
	select count(*) from visit_slip s where s.centre_id = ${centre} and s.asked is not null and s.settled_at is null and ${isLed(sql, centre)}`;

/** `led`: only where whoever asks leads. */
export const findWithWhom = async (
	sql: Db,
	centre: number,
	slip: string,
	led: boolean
): Promise<AskedSlip | undefined> =>
	(
		await sql<AskedSlip[]>`
			${withWhom(sql)} where s.centre_id = ${centre} and s.id = ${slip} and (not ${led}::boolean or ${isLed(sql, centre)})`
	)[0];

export const settleRow = (sql: Db, centre: number, slip: string, by: string, at: Date) => sql`
	update visit_slip s set settled_by = ${by}, settled_at = ${at}
	where s.id = ${slip} and s.centre_id = ${centre} and s.asked is not null and s.settled_at is null and ${isLed(sql, centre)}`;
