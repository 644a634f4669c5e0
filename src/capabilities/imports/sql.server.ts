import type { ImportState, ImportBrief } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { Mapping } from './rules-columns.ts';
import type { Above } from './rules-above.ts';
import type { SheetPart } from './rules-sheets.ts';
import type { Letters } from './rules-letters.ts';

export type ImportWork = {
	id: string;
	centreId: number;
	state: 'reading' | 'checking' | 'applying' | 'undoing';
	tries: number;
	checked: number;
};

export type ImportRow = ImportBrief & {
	centreId: number;
	communeId: number;
	fileSha256: string;
	tries: number;
	header: string[];
	headerHash: Buffer | null;
	mapping: Mapping;
	letters: Letters;
	sparse: number[];
	restarts: number[];
	sheets: SheetPart[];
};

export const insertImport = (
	sql: Db,
	i: { id: string; centre: number; commune: number; fileName: string; sha256: string; by: string; at: Date }
) => sql`
	insert into sheet_import (id, centre_id, commune_id, file_name, file_sha256, made_by, made_at)
	values (${i.id}, ${i.centre}, ${i.commune}, ${i.fileName}, ${i.sha256}, ${i.by}, ${i.at})`;

/** Whether a sheet of this centre’s commune, and not this one, is on its way: as the index `sheet_import_one_at_a_time` counts it. */
export const isAnotherUnderWay = async (sql: Db, centre: number, one: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select from sheet_import i join place p on p.parent_id = i.commune_id where p.id = ${centre} and i.id <> ${one}
				and i.state in ('reading', 'mapping', 'checking', 'checked', 'applying', 'undoing')) as found`
	)[0]!.found;

/** Locks the import: its steps happen one after another. */
export const lockImport = async (sql: Db, id: string): Promise<ImportRow | undefined> =>
	(await sql<ImportRow[]>`select * from sheet_import where id = ${id} for update`)[0];

export const findImport = async (sql: Db, id: string): Promise<ImportRow | undefined> =>
	(await sql<ImportRow[]>`select * from sheet_import where id = ${id}`)[0];

export const importsOf = (sql: Db, centre: number): Fragment => sql`
	select * from sheet_import where centre_id = ${centre} order by made_at desc, id`;

/** The oldest import that waits for the worker. One that somebody is at, or was until a kill, is passed over until they let go. */
export const findImportWork = async (sql: Db): Promise<ImportWork | undefined> =>
	(
		await sql<ImportWork[]>`
			select id, centre_id, state, tries, checked from sheet_import where state in ('reading', 'checking', 'applying', 'undoing') order by made_at limit 1 for update skip locked`
	)[0];

export const countTry = (sql: Db, id: string) => sql`update sheet_import set tries = tries + 1 where id = ${id}`;

export const updateImport = (
	sql: Db,
	id: string,
	to: {
		state: ImportState;
		fault?: string | null;
		tries?: number;
		header?: string[];
		headerHash?: Buffer | null;
		mapping?: Mapping;
		letters?: Letters;
		sparse?: number[];
		restarts?: number[];
		sheets?: SheetPart[];
		rows?: number;
		checked?: number;
	}
) => sql`
	update sheet_import set state = ${to.state}, tries = coalesce(${to.tries ?? null}::int, tries), fault = case when ${to.fault === undefined} then fault else ${to.fault ?? null} end,
		header = coalesce(${to.header ? sql.array(to.header) : null}::text[], header),
		header_hash = coalesce(${to.headerHash ?? null}, header_hash),
		mapping = coalesce(${to.mapping ? sql.json(to.mapping) : null}::jsonb, mapping),
		sheets = coalesce(${to.sheets ? sql.json(to.sheets) : null}::jsonb, sheets), restarts = coalesce(${to.restarts ? sql.array(to.restarts, 23) : null}::int[], restarts),
		sparse = coalesce(${to.sparse ? sql.array(to.sparse, 23) : null}::int[], sparse),
		letters = coalesce(${to.letters ? sql.json(to.letters) : null}::jsonb, letters),
		rows = coalesce(${to.rows ?? null}::int, rows), checked = coalesce(${to.checked ?? null}::int, checked)
	where id = ${id}`;

export const stampImport = (sql: Db, id: string, state: 'applied' | 'undone', at: Date) => sql`
	update sheet_import set state = ${state}, applied_at = case when ${state} = 'applied' then ${at} else applied_at end,
		undone_at = case when ${state} = 'undone' then ${at}::timestamptz end
	where id = ${id}`;

/** Lays the sealed rows of a sheet beside its import: `n` is the row's number in the sheet, from 1. */
export const insertRows = (sql: Db, id: string, rows: readonly { n: number; sealed: string }[]) => sql`
	insert into import_row (import_id, n, sealed)
	select ${id}, r.n, decode(r.sealed, 'base64') from jsonb_to_recordset(${sql.json([...rows])}) as r(n int, sealed text)`;

export const findImportRow = async (sql: Db, id: string, n: number): Promise<RowOfImport | undefined> =>
	(
		await sql<
			RowOfImport[]
		>`select n, sealed, above, verdict, reasons, differs, person_id, like_id, decision from import_row where import_id = ${id} and n = ${n}`
	)[0];

export type RowOfImport = {
	n: number;
	sealed: Buffer | null;
	above: Above | null;
	verdict: 'new' | 'same' | 'changed' | 'doubtful' | 'refused' | null;
	reasons: string[];
	differs: string[];
	personId: string | null;
	likeId: string | null;
	decision: 'new' | 'same' | 'skip' | null;
};

/** A page of rows of one verdict, or of all. */
export const listRows = (sql: Db, id: string, verdict: string | null, from: number, most: number) => sql<RowOfImport[]>`
	select n, sealed, above, verdict, reasons, differs, person_id, like_id, decision from import_row
	where import_id = ${id} and (${verdict}::text is null or verdict = ${verdict}) and n >= ${from} order by n limit ${most}`;

export const countVerdicts = (sql: Db, id: string) => sql<{ verdict: string; count: number; taken: number }[]>`
	select verdict, count(*)::int as count, count(*) filter (where decision in ('new', 'same'))::int as taken from import_row where import_id = ${id} and verdict is not null group by verdict`;

export const countReasons = (sql: Db, id: string) => sql<{ reason: string; count: number }[]>`
	select reason, count(*)::int as count from import_row, unnest(reasons) reason where import_id = ${id} group by reason order by count desc, reason`;

export const findMapping = async (sql: Db, commune: number, headerHash: Buffer): Promise<Mapping | null> =>
	(
		await sql<
			{ mapping: Mapping }[]
		>`select mapping from import_mapping where commune_id = ${commune} and header_hash = ${headerHash}`
	)[0]?.mapping ?? null;

/** Which hamlets the places are that sheets of a commune named and its list does not, as somebody said. */
export const listPlaces = (sql: Db, commune: number) =>
	sql<
		{ said: string; hamletId: number | null }[]
	>`select said, hamlet_id from import_place where commune_id = ${commune}`;

export const putPlaces = (
	sql: Db,
	commune: number,
	places: readonly { said: string; hamlet: number | null }[],
	at: Date
) => sql`
	insert into import_place (commune_id, said, hamlet_id, at)
	select ${commune}, said, hamlet, ${at} from jsonb_to_recordset(${sql.json([...places])}) as p(said text, hamlet int)
	on conflict (commune_id, said) do update set hamlet_id = excluded.hamlet_id, at = excluded.at`;

/** Places that rows name and the list does not: how many rows, and of how many the register has a listed hamlet. */
export const countPlaces = (sql: Db, id: string) => sql<{ said: string; count: number; kept: number }[]>`
	select place as said, count(*)::int as count, count(*) filter (where reasons @> array['hamlet-kept'])::int as kept
	from import_row where import_id = ${id} and place is not null group by place order by count desc, place`;

export const putMapping = (sql: Db, commune: number, headerHash: Buffer, mapping: Mapping, at: Date) => sql`
	insert into import_mapping (commune_id, header_hash, mapping, at) values (${commune}, ${headerHash}, ${sql.json(mapping)}, ${at})
	on conflict (commune_id, header_hash) do update set mapping = excluded.mapping, at = excluded.at`;

/** When an import is over nothing of the sheet stays: cells and what was staged go, and the doubts that nobody needs any more. */
export const forgetSheet = (sql: Db, id: string) =>
	sql`update import_row set sealed = null, staged = null, above = null, place = null, number_hash = null, name_key = null where import_id = ${id}`;

/** Keeps each person whom the import changes as they were. */
export const keepBefore = (sql: Db, id: string) => sql`
	update import_row r set before = to_jsonb(p) - '{search,name_year,name_fold,kin}'::text[]
	from person p where r.import_id = ${id} and p.id = r.person_id and (r.verdict = 'changed' or r.decision = 'same')`;

/** Once taken back, those whom it changed are as they were: nothing is kept of that any more. */
export const forgetBefore = (sql: Db, id: string) => sql`update import_row set before = null where import_id = ${id}`;

/** Rows that changed somebody of whom nothing is kept any more to go back to. */
export const countForgotten = async (sql: Db, id: string): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from import_row where import_id = ${id} and (verdict = 'changed' or decision = 'same') and before is null`
	)[0]!.n;

/** Ids for which keys were made that nobody was brought in for. */
export const listUnused = async (sql: Db, id: string): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select r.person_id as id from import_row r where r.import_id = ${id} and r.person_id is not null and not exists (select from person p where p.id = r.person_id)`
	).map((row) => row.id);
