import type { Db } from '#platform/db.server.ts';
import type { Unit } from './answers.ts';

export type NamedRow = {
	oldCode: string | null;
	name: string;
	district: string | null;
	province: string;
	code: string;
	nowName: string;
};

export const findUnit = async (
	sql: Db,
	code: string
): Promise<(Unit & { parentCode: string; parentName: string }) | undefined> =>
	(
		await sql<(Unit & { parentCode: string; parentName: string })[]>`
			select u.code, u.name, p.code as parent_code, p.name as parent_name from unit u join unit p on p.code = u.parent_code where u.code = ${code} and u.valid_to is null`
	)[0];

export const listProvinces = (sql: Db) => sql<{ code: string; name: string }[]>`
	select code, name from unit where kind = 'province' and valid_to is null order by name`;

export const listCommunesOf = (sql: Db, province: string) => sql<{ code: string; name: string }[]>`
	select code, name from unit where kind = 'commune' and valid_to is null and parent_code = ${province} order by name`;

/** The codes of the provinces that work here. */
export const listHome = async (sql: Db): Promise<string[]> =>
	(
		await sql<{ code: string }[]>`select code from place where kind = 'province' and code is not null order by code`
	).map(({ code }) => code);

/** Every former commune that is known, and every present one of some provinces. */
export const listUnits = (sql: Db, provinces: readonly string[]) => sql<NamedRow[]>`
	select f.old_code, f.name, f.district, f.province, u.code, u.name as now_name from former_unit f join unit u using (code)
	union all
	select null, u.name, null, p.name, u.code, u.name from unit u join unit p on p.code = u.parent_code
	where u.kind = 'commune' and u.valid_to is null and u.parent_code = any (${sql.array([...provinces])}::text[])`;

export const findCommuneCode = async (sql: Db, commune: number): Promise<string | null> =>
	(await sql<{ code: string | null }[]>`select code from place where id = ${commune} and kind = 'commune'`)[0]?.code ??
	null;
