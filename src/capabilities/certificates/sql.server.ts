import type { Db, Fragment } from '#platform/db.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Organisation } from '#capabilities/classes/rules-hosts.ts';
import type { ClassTold } from './answers.ts';
import type { Level } from '#capabilities/learning/answers.ts';

/** A statement as a certificate keeps it. */
export type Held = { statement: string; critical: boolean; level: Level; by: string; day: string };

export type CertificateRow = {
	id: string;
	number: string;
	centreId: number;
	personId: string;
	topic: Topic;
	givenOn: string;
	assessorId: string;
	assessorName: string;
	organisation: Organisation;
	runId: string | null;
	class: ClassTold | null;
	levels: Held[];
	seenOn: string;
	refreshFrom: string;
	takenBackAt: Date | null;
	takenBackWhy: string | null;
};

export const insertCertificate = async (
	sql: Db,
	c: Omit<CertificateRow, 'takenBackAt' | 'takenBackWhy'> & { session: string | null; frame: number; at: Date }
): Promise<boolean> =>
	(
		await sql`
			insert into certificate (id, number, centre_id, person_id, topic, given_on, given_at, assessor_id, assessor_name, organisation, session_id, run_id, class, frame, levels, seen_on, refresh_from)
			values (${c.id}, ${c.number}, ${c.centreId}, ${c.personId}, ${c.topic}, ${c.givenOn}, ${c.at}, ${c.assessorId}, ${c.assessorName}, ${c.organisation}, ${c.session}, ${c.runId},
				${c.class && sql.json(c.class)}, ${c.frame}, ${sql.json(c.levels)}, ${c.seenOn}, ${c.refreshFrom})
			on conflict do nothing`
	).count > 0;

const columns = (sql: Db): Fragment => sql`
	c.id, c.number, c.centre_id, c.person_id, c.topic, c.given_on, c.assessor_id, c.assessor_name, c.organisation, c.run_id, c.class, c.levels, c.seen_on, c.refresh_from,
	c.taken_back_at, c.taken_back_why`;

export const findCertificate = async (sql: Db, id: string): Promise<CertificateRow | undefined> =>
	(await sql<CertificateRow[]>`select ${columns(sql)} from certificate c where c.id = ${id}`)[0];

/** Those of somebody, under each of their ids, the newest first. */
export const listCertificatesOf = (sql: Db, person: string) => sql<CertificateRow[]>`
	select ${columns(sql)} from certificate c where c.person_id = any(same_as(${person})) order by c.given_at desc, c.id`;

export type GivenRow = CertificateRow & { name: string };

/** Those of a centre, the newest first; whose they are is looked up by the key (`offset 0`), so that a page reads no more people than it shows. */
export const givenAt = (sql: Db, centre: number, which: Fragment): Fragment => sql`
	select ${columns(sql)}, coalesce(p.name, '') as name
	from certificate c cross join lateral (select id, merged_into from person where id = c.person_id offset 0) o
		left join lateral (select name from person where id = row_of(o.merged_into, o.id) offset 0) p on true
	where c.centre_id = ${centre} and ${which} order by c.given_at desc, c.id desc`;

/** Those that were given before one of them; all, where it is there no more. */
export const givenBefore = (sql: Db, centre: number, id: string): Fragment => sql`
	coalesce((c.given_at, c.id) < (select k.given_at, k.id from certificate k where k.id = ${id} and k.centre_id = ${centre}), true)`;

export const takeBackRow = (sql: Db, id: string, { by, why, at }: { by: string; why: string; at: Date }) => sql`
	update certificate set taken_back_at = ${at}, taken_back_by = ${by}, taken_back_why = ${why} where id = ${id} and taken_back_at is null`;

export const followRow = (sql: Db, id: string, { seenOn, refreshFrom }: { seenOn: string; refreshFrom: string }) => sql`
	update certificate set seen_on = ${seenOn}, refresh_from = ${refreshFrom}
	where id = ${id} and taken_back_at is null and (seen_on, refresh_from) is distinct from (${seenOn}::date, ${refreshFrom}::date)`;

/** How whoever acts is called, in their own row. */
export const findOwnName = async (sql: Db, staff: string): Promise<string> =>
	(await sql<{ name: string }[]>`select name from staff where id = ${staff}`)[0]!.name;

export const findByNumber = async (sql: Db, number: string): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select find_certificate(${number}) as id`)[0]!.id;

export type FactsRow = Pick<CertificateRow, 'number' | 'centreId' | 'topic' | 'givenOn' | 'seenOn' | 'refreshFrom'> & {
	takenBack: boolean;
};
export const findFacts = async (sql: Db, id: string): Promise<FactsRow | undefined> =>
	(await sql<FactsRow[]>`select * from certificate_facts(${id})`)[0];

/** How many went. */
export const forgetCertificates = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_certificates(${person}) as gone`)[0]!.gone;
