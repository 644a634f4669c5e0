import type { Db } from '#platform/db.server.ts';

/** What is not needed to finish a file goes; name, birth and number stay until it is finished. */
export const erasePeoplePartly = (sql: Db, ids: readonly string[], at: Date) => sql`
	update person set hamlet = null, hamlet_id = null, elsewhere = false, sources = sources - 'hamlet' - 'phone', kin = '', phone_sealed = null, phone_hash = null, needs = '{}', changed_at = ${at}
	where id = any(${sql.array([...ids])}::uuid[]) and erased_at is null`;

export const deleteWhy = (sql: Db, ids: readonly string[]) => sql`
	delete from vulnerability where person_id = any(${sql.array([...ids])}::uuid[])`;

/** That something was put right stays; what stood there before does not. */
export const emptyChanges = (sql: Db, ids: readonly string[]) => sql`
	update person_change set before_sealed = ''::bytea where person_id = any(${sql.array([...ids])}::uuid[])`;

/** How both rows of a merge stood before it. */
export const emptyMerges = (sql: Db, ids: readonly string[]) => sql`
	update person_merge set before_kept = '{}', before_gone = '{}'
	where kept_id = any(${sql.array([...ids])}::uuid[]) or gone_id = any(${sql.array([...ids])}::uuid[])`;

/** Where they live as people say it often names them: alone, it goes; with others, their name is taken out of it. */
export const emptyAddresses = (sql: Db, ids: readonly string[]) => sql`
	update dwelling d set address = case when others.stay then replace(d.address, gone.name, '') else '' end,
		lon = case when others.stay then d.lon end, lat = case when others.stay then d.lat end
	from household_member m join household h on h.id = m.household_id join person gone on gone.id = m.person_id
		cross join lateral (select exists (
			select from household_member o join household oh on oh.id = o.household_id join person living on living.id = o.person_id
			where oh.dwelling_id = h.dwelling_id and o.until is null and living.erased_at is null and o.person_id <> all(${sql.array([...ids])}::uuid[])) as stay) others
	where m.person_id = any(${sql.array([...ids])}::uuid[]) and d.id = h.dwelling_id and gone.name is not null`;

/** Whether somebody sits beside one of our people with them now. */
export const isInSession = async (sql: Db, ids: readonly string[]): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select from assisted_session where ended_at is null and person_id = any(${sql.array([...ids])}::uuid[])) as found`
	)[0]!.found;
