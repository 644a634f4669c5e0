import type { Db } from '#platform/db.server.ts';
import type { Member, HamletCount } from './answers.ts';

export const insertDwelling = (
	sql: Db,
	d: { id: string; commune: number; hamlet: number | null; address: string; at: Date }
) => sql`
	insert into dwelling (id, commune_id, hamlet_id, lane_id, address, made_at)
	values (${d.id}, ${d.commune}, ${d.hamlet}, lane_in(${d.hamlet}, ${d.address}), ${d.address}, ${d.at})`;

/** The dwelling of a household, with the hamlet that its lanes belong to; held. */
export const lockDwellingOf = async (
	sql: Db,
	household: string
): Promise<{ id: string; hamletId: number | null } | undefined> =>
	(
		await sql<{ id: string; hamletId: number | null }[]>`
			select d.id, d.hamlet_id from household h join dwelling d on d.id = h.dwelling_id where h.id = ${household} for no key update of d`
	)[0];

type Spot = {
	lane: number | null | undefined;
	floor: number | null | undefined;
	point: { lon: number; lat: number } | null | undefined;
};

/** What is said of where a dwelling stands; what is left out stays. */
export const placeDwelling = (sql: Db, id: string, { lane, floor, point }: Spot, at: Date) => sql`
	update dwelling set lane_id = ${lane === undefined ? sql`lane_id` : lane}, floor = ${floor === undefined ? sql`floor` : floor},
		lon = ${point === undefined ? sql`lon` : (point?.lon ?? null)}, lat = ${point === undefined ? sql`lat` : (point?.lat ?? null)}, placed_at = ${at}
	where id = ${id}`;

/** Hamlets as people of dwellings say them that nobody could place yet. */
export const listUnplaced = (sql: Db, commune: number) =>
	sql<{ said: string }[]>`select said from hamlets_said(${commune})`;

/** The dwellings of a hamlet that was not listed when they were written. */
export const placeInHamlet = (sql: Db, commune: number, said: string, hamlet: number) =>
	sql`select place_in_hamlet(${commune}, ${said}, ${hamlet})`;

/** Dwellings whose address names a lane that was not there before. */
export const findLanes = (sql: Db, commune: number) => sql`
	update dwelling set lane_id = lane_in(hamlet_id, address)
	where commune_id = ${commune} and lane_id is null and hamlet_id is not null and address <> '' and lane_in(hamlet_id, address) is not null`;

/** Whether there is such a dwelling, as far as the scope shows. */
export const isDwelling = async (sql: Db, id: string): Promise<boolean> =>
	(await sql`select from dwelling where id = ${id}`).count > 0;

export const insertHousehold = (
	sql: Db,
	h: { id: string; commune: number; dwelling: string; book: string | null; at: Date }
) => sql`
	insert into household (id, commune_id, dwelling_id, book, made_at) values (${h.id}, ${h.commune}, ${h.dwelling}, ${h.book}, ${h.at})`;

export const findHousehold = async (
	sql: Db,
	id: string
): Promise<
	{ id: string; book: string | null; dwellingId: string; hamlet: string | null; address: string } | undefined
> =>
	(
		await sql<{ id: string; book: string | null; dwellingId: string; hamlet: string | null; address: string }[]>`
			select h.id, h.book, h.dwelling_id, l.name as hamlet, d.address from household h join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.hamlet_id where h.id = ${id}`
	)[0];

/** Who lives in a household now; whoever was merged into somebody is that somebody. */
export const listMembersOf = (sql: Db, household: string) => sql<Member[]>`
	select p.id as person, p.name, p.birth_year, m.relation, m.since from household_member m join person p on p.id = m.person_id
	where m.household_id = ${household} and m.until is null and p.erased_at is null and p.merged_into is null`;

/** The other households of the same dwelling. */
export const listNeighbours = (sql: Db, household: string) => sql<{ id: string; book: string | null }[]>`
	select o.id, o.book from household h join household o on o.dwelling_id = h.dwelling_id and o.id <> h.id where h.id = ${household} and o.ended_at is null order by o.book nulls last`;

/**
 * How many people, households, people of 60 and more, and people whom nobody has compared with a card, by hamlet; last, without one, the whole
 * register.
 */
export const countRegister = (sql: Db, commune: number, sixtyBefore: number) => sql<
	(Omit<HamletCount, 'hamlet' | 'elsewhere'> & { hamlet: string | null; elsewhere: boolean | null })[]
>`
	select hamlet, elsewhere, people, households, unverified, older from register_figures(${commune}, ${sixtyBefore}) order by elsewhere nulls last, hamlet`;

type Counts = { elder: number; first: number; hamlets: number; homes: number };

/**
 * Counts hamlets that are marked, and those that were counted for another year: born by these somebody is elder, or comes first. At most so many
 * of them, and of homes that are marked, at a time; answers whether more is left.
 */
export const keepRegister = async (sql: Db, { elder, first, hamlets, homes }: Counts): Promise<boolean> =>
	(await sql<{ more: boolean }[]>`select keep_register(${elder}, ${first}, ${hamlets}, ${homes}) as more`)[0]!.more;

/** The household that has a number and in which nobody lives now. */
export const findEmptyHousehold = async (sql: Db, commune: number, book: string): Promise<string | null> =>
	(
		await sql<{ id: string }[]>`
			select h.id from household h where h.commune_id = ${commune} and h.book = ${book}
				and not exists (select from household_member m where m.household_id = h.id and m.until is null)`
	)[0]?.id ?? null;
