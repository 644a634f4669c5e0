/* What a migrated database is, read from its catalogues in a stable order: each object as the statement that makes it. */

/** What a table lies in by the month is left out: which months there are, the day says and no migration. */
const tables = (sql) => sql`
	select c.oid, c.relname as name, c.relrowsecurity as secured, obj_description(c.oid, 'pg_class') as said, pg_get_partkeydef(c.oid) as parted
	from pg_class c where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`;

const columns = (sql) => sql`
	select a.attrelid as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as filled,
		a.attidentity as identity, a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid, true) as value
	from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
	where a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`;

const constraints = (sql) => sql`
	select conrelid as table, conname as name, pg_get_constraintdef(oid, true) as says from pg_constraint
	where connamespace = current_schema::regnamespace and contype <> 'n' order by array_position('{p,u,x,c,f}', contype::text), conname`;

const indexes = (sql) => sql`
	select i.indrelid as table, replace(pg_get_indexdef(i.indexrelid, 0, true), ' ON ONLY ', ' ON ') as says from pg_index i join pg_class c on c.oid = i.indexrelid
	where c.relnamespace = current_schema::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
	order by c.relname`;

const policies = (sql) => sql`
	select polrelid as table, polname as name, polpermissive as permissive, pg_get_expr(polqual, polrelid, true) as sees, pg_get_expr(polwithcheck, polrelid, true) as writes,
		case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as act,
		array(select case r when 0 then 'public' else pg_get_userbyid(r) end from unnest(polroles) r order by 1) as roles
	from pg_policy order by polrelid, polname`;

const triggers = (sql) => sql`
	select tgrelid as table, pg_get_triggerdef(oid, true) as says from pg_trigger where not tgisinternal order by tgname`;

const functions = (sql) => sql`
	select p.oid, p.proname as name, pg_get_function_identity_arguments(p.oid) as takes, pg_get_functiondef(p.oid) as says, p.proacl is null as anyone
	from pg_proc p where p.pronamespace = current_schema::regnamespace
		and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, takes`;

const sequences = (sql) => sql`
	select c.oid, c.relname as name, s.seqstart as start from pg_class c join pg_sequence s on s.seqrelid = c.oid
	where c.relnamespace = current_schema::regnamespace
		and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')) order by c.relname`;

/** Who may do what beside the owner: on tables and sequences, on single columns, on functions. */
const grants = (sql) => sql`
	select of, string_agg(act, ', ' order by act) as acts, to_whom from (
		select c.oid as of, lower(a.privilege_type) as act, case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as to_whom
		from pg_class c, aclexplode(c.relacl) a where c.relnamespace = current_schema::regnamespace and a.grantee <> c.relowner
		union all
		select t.attrelid, lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end
		from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
		where c.relnamespace = current_schema::regnamespace and a.grantee <> c.relowner group by 1, a.privilege_type, 3
		union all
		select p.oid, lower(a.privilege_type), case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end
		from pg_proc p, aclexplode(p.proacl) a where p.pronamespace = current_schema::regnamespace and a.grantee <> p.proowner
	) g group by of, to_whom order by of, to_whom`;

const reads = { tables, columns, constraints, indexes, policies, triggers, functions, sequences, grants };

/** @returns every object of the schema that the connection stands in, by kind */
export async function readSchema(sql) {
	const found = await Promise.all(Object.values(reads).map((read) => read(sql)));
	return Object.fromEntries(Object.keys(reads).map((kind, n) => [kind, found[n]]));
}
