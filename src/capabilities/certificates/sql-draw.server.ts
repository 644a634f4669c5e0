import type { Db } from '#platform/db.server.ts';
import type { Outcome } from './answers.ts';
import type { CertificateRow } from './sql.server.ts';

export type DrawRow = {
	month: string;
	fingerprint: string;
	publishedAt: Date;
	seed: string | null;
	outOf: string[];
};

/** Shown once: a fingerprint that stands is never another. */
export const publishFingerprint = (sql: Db, centre: number, month: string, fingerprint: string, at: Date) => sql`
	insert into recheck_draw (centre_id, month, fingerprint, published_at) values (${centre}, ${month}, ${fingerprint}, ${at}) on conflict do nothing`;

export const isToDraw = async (sql: Db, centre: number, month: string): Promise<boolean> =>
	(await sql`select from recheck_draw where centre_id = ${centre} and month = ${month} and seed is null for update`)
		.length > 0;

/** Numbers that were given at a centre from a day on and not taken back. */
export const listNumbersSince = async (sql: Db, centre: number, from: string): Promise<string[]> =>
	(
		await sql<{ number: string }[]>`
			select number from certificate where centre_id = ${centre} and given_on >= ${from} and taken_back_at is null order by number`
	).map(({ number }) => number);

export const keepDraw = async (
	sql: Db,
	d: { centre: number; month: string; seed: string; outOf: readonly string[]; drawn: readonly string[]; at: Date }
): Promise<void> => {
	await sql`
		update recheck_draw set seed = ${d.seed}, drawn_at = ${d.at}, out_of = ${sql.array([...d.outOf])}, drawn = ${d.drawn.length}
		where centre_id = ${d.centre} and month = ${d.month} and seed is null`;
	await sql`
		insert into recheck (certificate_id, month, centre_id, drawn_at)
		select c.id, ${d.month}, c.centre_id, ${d.at} from certificate c where c.centre_id = ${d.centre} and c.number = any(${sql.array([...d.drawn])})`;
};

export const listDraws = (sql: Db, centre: number) => sql<DrawRow[]>`
	select month, fingerprint, published_at, seed, out_of from recheck_draw where centre_id = ${centre} order by month desc limit 12`;

type PublicDraw = Omit<DrawRow, 'outOf'> & { outOf: number; drawn: number | null };
export const listPublicDraws = (sql: Db, centre: number) => sql<PublicDraw[]>`select * from draws_of_centre(${centre})`;

export type RecheckRow = { certificateId: string; month: string; drawnAt: Date; outcome: Outcome | null };

/** Of these certificates, those that were drawn and not seen again yet. */
export const listOpenRechecks = (sql: Db, certificates: readonly string[]) => sql<RecheckRow[]>`
	select certificate_id, month, drawn_at, outcome from recheck
	where certificate_id = any(${sql.array([...certificates])}::uuid[]) and (outcome is null or outcome = 'not-reached') order by month`;

/** All that wait at a centre, and those of its last draw. */
export const listRechecks = (sql: Db, centre: number) => sql<
	(CertificateRow & Pick<RecheckRow, 'month' | 'outcome'> & { name: string })[]
>`
	select c.*, r.month, r.outcome, coalesce(p.name, '') as name
	from recheck r join certificate c on c.id = r.certificate_id join person o on o.id = c.person_id left join person p on p.id = row_of(o.merged_into, o.id)
	where r.centre_id = ${centre} and c.taken_back_at is null
		and (r.outcome is null or r.month = (select max(d.month) from recheck_draw d where d.centre_id = ${centre} and d.seed is not null))
	order by r.outcome is not null, r.month, c.number`;

/** What became of each draw of a certificate that waits. */
export const settleRecheck = (sql: Db, certificate: string, said: { outcome: Outcome; by: string; at: Date }) => sql`
	update recheck set outcome = ${said.outcome}, by_staff = ${said.by}, at = ${said.at}
	where certificate_id = ${certificate} and (outcome is null or outcome = 'not-reached')`;
