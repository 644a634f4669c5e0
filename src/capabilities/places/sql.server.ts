import type { Centre, Opening } from './answers.ts';
import type { Ways } from './rules-ways.ts';
import type { Db } from '#platform/db.server.ts';

export const findCentre = async (sql: Db, id: number): Promise<Centre | undefined> =>
	(
		await sql<Centre[]>`
			select c.id, p.parent_id as commune_id, k.name as commune_name, v.name as province_name, p.name, c.short_name, c.agency_code, c.bank_bin, c.bank_name,
				c.bank_account, c.bank_account_name, c.always_open, c.head_start_min, c.wait_cap_min, c.portal_way
			from centre c join place p on p.id = c.id join place k on k.id = p.parent_id join place v on v.id = k.parent_id
			where c.id = ${id}`
	)[0];

export const listCentres = (sql: Db) => sql<{ id: number; name: string; shortName: string }[]>`
	select c.id, p.name, c.short_name from centre c join place p on p.id = c.id order by c.id`;

export const listCentresOf = async (sql: Db, place: number): Promise<number[]> =>
	(
		await sql<{ id: number }[]>`
			with recursive under as (select id, kind from place where id = whole_place(${place}) union all select p.id, p.kind from place p join under u on p.parent_id = u.id)
			select id from under where kind = 'centre'`
	).map((row) => row.id);

export const listOpenings = (sql: Db, centre: number) => sql<Opening[]>`
	select weekday, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes from opening where centre_id = ${centre} order by weekday, opens`;

export const insertPlace = (
	sql: Db,
	place: { id: number; parentId: number | null; kind: string; code: string | null; name: string; validFrom: string }
) => sql`
	insert into place (id, parent_id, kind, code, name, valid_from)
	values (${place.id}, ${place.parentId}, ${place.kind}, ${place.code}, ${place.name}, ${place.validFrom}::date)`;

type NewCentre = Omit<Centre, 'communeId' | 'communeName' | 'provinceName' | 'name'>;

export const insertCentre = (sql: Db, centre: NewCentre) => sql`
	insert into centre (id, short_name, agency_code, bank_bin, bank_name, bank_account, bank_account_name, always_open, head_start_min, wait_cap_min, portal_way)
	values (${centre.id}, ${centre.shortName}, ${centre.agencyCode}, ${centre.bankBin}, ${centre.bankName}, ${centre.bankAccount}, ${centre.bankAccountName},
		${centre.alwaysOpen}, ${centre.headStartMin}, ${centre.waitCapMin}, ${centre.portalWay})`;

export const insertOpening = (sql: Db, centre: number, opening: Opening) => sql`
	insert into opening (centre_id, weekday, opens, closes) values (${centre}, ${opening.weekday}, ${opening.opens}::time, ${opening.closes}::time)`;

/** All hours of a centre go, for others to be written. */
export const dropOpenings = (sql: Db, centre: number) => sql`delete from opening where centre_id = ${centre}`;

export const updateWays = (sql: Db, centre: number, w: Ways) => sql`
	update centre set short_name = ${w.shortName}, agency_code = ${w.agencyCode}, head_start_min = ${w.headStartMin}, wait_cap_min = ${w.waitCapMin},
		portal_way = ${w.portalWay}
	where id = ${centre}`;
