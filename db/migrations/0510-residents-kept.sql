-- What a commune's register comes to is kept by the hamlet (decision 93): its doors by where they stand, its people by what they said of theirs. Whatever
-- changes one of these rows marks it in the same transaction; a chore counts the hamlets that are marked and takes the marks away that it saw; and whoever
-- reads before that counts them for themselves. So nobody waits for anybody, and what is read is never old.

-- Doors of a hamlet, 0 where none is known: how many, how many of them come first, by which year one is old; dwellings that were placed, and their middle.
create table kept_doors (
  commune_id int not null references place,
  hamlet_id int not null,
  doors int not null,
  first int not null,
  born_by int not null,
  placed int not null,
  lon double precision,
  lat double precision,
  constraint kept_doors_pkey primary key (commune_id, hamlet_id)
);
alter table kept_doors enable row level security;

-- People by the name of the hamlet that they said, of whom `elsewhere` live in no hamlet of the commune; `homes` are households of which no member stands
-- before this row, so that a household in two hamlets is one of the whole.
create table kept_people (
  commune_id int not null references place,
  hamlet text not null,
  elsewhere boolean not null,
  people int not null,
  households int not null,
  homes int not null,
  unverified int not null,
  older int not null,
  sixty_before int not null,
  constraint kept_people_pkey primary key (commune_id, elsewhere, hamlet)
);
alter table kept_people enable row level security;

-- Marks: hamlets of dwellings and people as they were, and rows that were touched. Where these belong is looked up by whoever counts, as it is then: another
-- who writes may just be moving what they hang on.
create table changed_doors (
  id bigint generated always as identity,
  commune_id int not null,
  hamlet_id int not null,
  constraint changed_doors_pkey primary key (id)
);
alter table changed_doors enable row level security;

create table changed_people (
  id bigint generated always as identity,
  commune_id int not null,
  hamlet text not null,
  elsewhere boolean not null,
  constraint changed_people_pkey primary key (id)
);
alter table changed_people enable row level security;

create table changed_homes (
  id bigint generated always as identity,
  dwelling_id uuid,
  household_id uuid,
  person_id uuid,
  constraint changed_homes_pkey primary key (id)
);
alter table changed_homes enable row level security;

create function dwelling_touched() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into changed_doors (commune_id, hamlet_id) select distinct commune_id, coalesce(hamlet_id, 0) from touched;
  return null;
end $$;
revoke execute on function dwelling_touched() from public;

create function household_touched() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into changed_homes (dwelling_id, household_id) select distinct dwelling_id, id from touched;
  return null;
end $$;
revoke execute on function household_touched() from public;

create function household_member_touched() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into changed_homes (household_id, person_id) select distinct household_id, person_id from touched;
  return null;
end $$;
revoke execute on function household_member_touched() from public;

create function person_touched() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into changed_people (commune_id, hamlet, elsewhere)
  select distinct commune_id, case when elsewhere then '' else coalesce(hamlet, '') end, elsewhere from touched;
  insert into changed_homes (person_id) select id from touched;
  return null;
end $$;
revoke execute on function person_touched() from public;

-- People are touched by much that no figure hangs on, a telephone or a key that is renewed: rows that differ in nothing else mark nothing.
create function person_changed() returns trigger language plpgsql security definer set search_path from current as $$
begin
  with was_so as (
    select id, commune_id, hamlet, elsewhere, verified, birth_year, needs, erased_at, merged_into from was
  ), is_so as (
    select id, commune_id, hamlet, elsewhere, verified, birth_year, needs, erased_at, merged_into from touched
  ), changed as materialized (
    select * from was_so except select * from is_so
  ), said as (
    insert into changed_people (commune_id, hamlet, elsewhere)
    select distinct commune_id, case when elsewhere then '' else coalesce(hamlet, '') end, elsewhere from changed
  )
  insert into changed_homes (person_id) select distinct id from changed;
  return null;
end $$;
revoke execute on function person_changed() from public;

create trigger dwelling_come after insert on dwelling referencing new table as touched for each statement execute function dwelling_touched();
create trigger dwelling_gone after delete on dwelling referencing old table as touched for each statement execute function dwelling_touched();
create trigger dwelling_was after update on dwelling referencing old table as touched for each statement execute function dwelling_touched();
create trigger dwelling_is after update on dwelling referencing new table as touched for each statement execute function dwelling_touched();
create trigger household_come after insert on household referencing new table as touched for each statement execute function household_touched();
create trigger household_gone after delete on household referencing old table as touched for each statement execute function household_touched();
create trigger household_was after update on household referencing old table as touched for each statement execute function household_touched();
create trigger household_member_come after insert on household_member referencing new table as touched for each statement execute function household_member_touched();
create trigger household_member_gone after delete on household_member referencing old table as touched for each statement execute function household_member_touched();
create trigger household_member_was after update on household_member referencing old table as touched for each statement execute function household_member_touched();
create trigger person_come after insert on person referencing new table as touched for each statement execute function person_touched();
create trigger person_gone after delete on person referencing old table as touched for each statement execute function person_touched();
create trigger person_changed after update on person referencing old table as was new table as touched for each statement execute function person_changed();
create index person_said on person (commune_id, (case when elsewhere then '' else coalesce(hamlet, '') end)) where erased_at is null and merged_into is null;

-- Homes of which something is marked, up to a mark (null: all): themselves, or whoever lives there. By arrays: looked up by their keys, however many the planner believes there are.
create function homes_marked(until bigint) returns uuid[] language plpgsql stable set search_path from current set enable_seqscan = off as $$
begin
  return array(
    select c.household_id from changed_homes c where c.household_id is not null and (homes_marked.until is null or c.id <= homes_marked.until)
    union select m.household_id from household_member m where m.until is null
      and m.person_id = any(array(select c.person_id from changed_homes c where c.person_id is not null and (homes_marked.until is null or c.id <= homes_marked.until))));
end $$;
revoke execute on function homes_marked(bigint) from public;

-- Hamlets that are marked, of one commune or (null) of all, up to some marks or (null) by all: those of doors, and those of people.
create function doors_marked(commune int, doors_until bigint, homes_until bigint) returns table (commune_id int, hamlet_id int)
language plpgsql stable set search_path from current set enable_seqscan = off as $$
declare
  homes uuid[] := homes_marked(homes_until);
  dwellings uuid[] := array(
    select c.dwelling_id from changed_homes c where c.dwelling_id is not null and (homes_until is null or c.id <= homes_until)
    union select h.dwelling_id from household h where h.id = any(homes));
begin
  return query
    select c.commune_id, c.hamlet_id from changed_doors c where (commune is null or c.commune_id = commune) and (doors_until is null or c.id <= doors_until)
    union select d.commune_id, coalesce(d.hamlet_id, 0) from dwelling d where d.id = any(dwellings) and (commune is null or d.commune_id = commune);
end $$;
revoke execute on function doors_marked(int, bigint, bigint) from public;

create function people_marked(commune int, people_until bigint, homes_until bigint) returns table (commune_id int, hamlet text, elsewhere boolean)
language plpgsql stable set search_path from current set enable_seqscan = off as $$
declare
  homes uuid[] := homes_marked(homes_until);
  people uuid[] := array(
    select c.person_id from changed_homes c where c.person_id is not null and (homes_until is null or c.id <= homes_until)
    union select m.person_id from household_member m where m.household_id = any(homes) and m.until is null);
begin
  return query
    select c.commune_id, c.hamlet, c.elsewhere from changed_people c where (commune is null or c.commune_id = commune) and (people_until is null or c.id <= people_until)
    union select p.commune_id, case when p.elsewhere then '' else coalesce(p.hamlet, '') end, p.elsewhere from person p
      where p.id = any(people) and (commune is null or p.commune_id = commune);
end $$;
revoke execute on function people_marked(int, bigint, bigint) from public;

-- What the doors of some hamlets come to. A household comes first where somebody lives alone, was born by a year, or has a companion.
create function doors_counted(commune int, hamlets int[], year int) returns table (hamlet int, doors int, first int, placed int, lon double precision, lat double precision)
language plpgsql stable set search_path from current set work_mem = '32MB' as $$
begin
  return query
    with d as materialized (
      select o.id, o.hamlet_id as at, o.lon, o.lat from dwelling o where o.hamlet_id = any(hamlets) and o.commune_id = commune
      union all select o.id, 0, o.lon, o.lat from dwelling o where o.hamlet_id is null and 0 = any(hamlets) and o.commune_id = commune
    ), h as materialized (
      select h.id, d.at from d join household h on h.dwelling_id = d.id where h.commune_id = commune and h.ended_at is null
    ), lived as (
      select h.id, h.at from h join household_member m on m.household_id = h.id and m.until is null
        left join person p on p.id = m.person_id and p.commune_id = commune and p.erased_at is null
      group by 1, 2 having count(*) = 1 or bool_or(p.birth_year <= year or 'companion' = any(p.needs))
    )
    select t.at, coalesce(b.n, 0), coalesce(l.n, 0), t.placed, t.lon, t.lat
    from (select d.at, count(d.lon)::int as placed, avg(d.lon) as lon, avg(d.lat) as lat from d group by 1) t
      left join (select h.at, count(*)::int as n from h group by 1) b using (at) left join (select lived.at, count(*)::int as n from lived group by 1) l using (at);
end $$;
revoke execute on function doors_counted(int, int[], int) from public;

-- What the people of some hamlets come to, by the names that they said.
create function people_counted(commune int, names text[], away boolean[], sixty int)
returns table (hamlet text, elsewhere boolean, people int, households int, homes int, unverified int, older int)
language plpgsql stable set search_path from current set work_mem = '32MB' as $$
begin
  return query
    with p as materialized (
      select o.id, n.named, o.elsewhere as off, o.verified, o.birth_year
      from unnest(names, away) n (named, off) join person o on o.commune_id = commune and case when o.elsewhere then '' else coalesce(o.hamlet, '') end = n.named and o.elsewhere = n.off
      where o.erased_at is null and o.merged_into is null
    ), each as materialized (
      select p.named, p.off, h.id as home, count(*)::int as n, count(*) filter (where not p.verified)::int as unverified, count(*) filter (where p.birth_year <= sixty)::int as older
      from p left join household_member m on m.person_id = p.id and m.until is null left join household h on h.id = m.household_id and h.commune_id = commune
      group by 1, 2, 3
    ), stood as (
      select m.household_id as home, min((case when o.elsewhere then '1' else '0' || coalesce(o.hamlet, '') end) collate "C") as before
      from household_member m join person o on o.id = m.person_id and o.commune_id = commune and o.erased_at is null and o.merged_into is null
      where m.until is null and m.household_id in (select e.home from each e) group by 1
    )
    select e.named, e.off, sum(e.n)::int, count(e.home)::int,
      count(*) filter (where s.before = case when e.off then '1' else '0' || e.named end)::int, sum(e.unverified)::int, sum(e.older)::int
    from each e left join stood s on s.home = e.home group by 1, 2;
end $$;
revoke execute on function people_counted(int, text[], boolean[], int) from public;

-- Counts a part of what is marked, at most so many marked hamlets and homes, and what was counted of another year; answers whether more is left. One
-- statement sees one moment: the marks that it takes away are those that it counted.
create function keep_register(sixty int, year int, most_hamlets int, most_homes int) returns boolean language plpgsql security definer set search_path from current as $$
declare
  doors_until bigint;
  people_until bigint;
  homes_until bigint;
begin
  if app_kind() is distinct from 'system' then raise insufficient_privilege; end if;
  doors_until := coalesce((select max(id) from (select c.id from changed_doors c order by c.id limit most_hamlets) l), 0);
  people_until := coalesce((select max(id) from (select c.id from changed_people c order by c.id limit most_hamlets) l), 0);
  homes_until := coalesce((select max(id) from (select c.id from changed_homes c order by c.id limit most_homes) l), 0);
  with marked as materialized (
    select * from doors_marked(null, doors_until, homes_until) union (select k.commune_id, k.hamlet_id from kept_doors k where k.born_by <> year limit most_hamlets)
  ), fresh as materialized (
    select m.commune_id, f.* from (select commune_id, array_agg(hamlet_id) as hamlets from marked group by 1) m cross join lateral doors_counted(m.commune_id, m.hamlets, year) f
  ), said as materialized (
    select * from people_marked(null, people_until, homes_until)
    union (select k.commune_id, k.hamlet, k.elsewhere from kept_people k where k.sixty_before <> sixty limit most_hamlets)
  ), counted as materialized (
    select s.commune_id, f.* from (select commune_id, array_agg(hamlet) as names, array_agg(elsewhere) as away from said group by 1) s
      cross join lateral people_counted(s.commune_id, s.names, s.away, sixty) f
  ), taken_doors as (delete from changed_doors c where c.id <= doors_until), taken_people as (delete from changed_people c where c.id <= people_until),
  taken_homes as (delete from changed_homes c where c.id <= homes_until),
  no_doors as (
    delete from kept_doors k using marked m where k.commune_id = m.commune_id and k.hamlet_id = m.hamlet_id
      and (k.commune_id, k.hamlet_id) not in (select f.commune_id, f.hamlet from fresh f)
  ), nobody as (
    delete from kept_people k using said s where k.commune_id = s.commune_id and k.hamlet = s.hamlet and k.elsewhere = s.elsewhere
      and (k.commune_id, k.hamlet, k.elsewhere) not in (select f.commune_id, f.hamlet, f.elsewhere from counted f)
  ), doors as (
    insert into kept_doors (commune_id, hamlet_id, doors, first, born_by, placed, lon, lat)
    select commune_id, hamlet, doors, first, year, placed, lon, lat from fresh
    on conflict (commune_id, hamlet_id) do update set (doors, first, born_by, placed, lon, lat)
      = (excluded.doors, excluded.first, excluded.born_by, excluded.placed, excluded.lon, excluded.lat)
  )
  insert into kept_people (commune_id, hamlet, elsewhere, people, households, homes, unverified, older, sixty_before)
  select commune_id, hamlet, elsewhere, people, households, homes, unverified, older, sixty from counted
  on conflict (commune_id, elsewhere, hamlet) do update set (people, households, homes, unverified, older, sixty_before)
    = (excluded.people, excluded.households, excluded.homes, excluded.unverified, excluded.older, excluded.sixty_before);
  return exists (select from changed_doors) or exists (select from changed_people) or exists (select from changed_homes)
    or exists (select from kept_doors k where k.born_by <> year) or exists (select from kept_people k where k.sixty_before <> sixty);
end $$;
revoke execute on function keep_register(int, int, int, int) from public;
grant execute on function keep_register(int, int, int, int) to :app;

-- What stands here already is counted by the chore, too.
insert into changed_doors (commune_id, hamlet_id) select distinct commune_id, coalesce(hamlet_id, 0) from dwelling;
insert into changed_people (commune_id, hamlet, elsewhere) select distinct commune_id, case when elsewhere then '' else coalesce(hamlet, '') end, elsewhere from person;

-- The doors of each hamlet of a commune; `year`: by which one is old, null where it is not asked who comes first.
create function doors_by_hamlet(commune int, year int) returns table (hamlet int, doors int, first int, placed int, lon double precision, lat double precision)
language plpgsql stable security definer rows 40 set search_path from current as $$
declare
  marked int[];
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not serves(commune) then return; end if;
  marked := array(
    select m.hamlet_id from doors_marked(commune, null, null) m
    union select k.hamlet_id from kept_doors k where k.commune_id = commune and k.born_by <> year);
  return query select k.hamlet_id, k.doors, k.first, k.placed, k.lon, k.lat from kept_doors k where k.commune_id = commune and k.hamlet_id <> all(marked);
  if cardinality(marked) > 0 then return query select * from doors_counted(commune, marked, year); end if;
end $$;
revoke execute on function doors_by_hamlet(int, int) from public;
grant execute on function doors_by_hamlet(int, int) to :app;

-- The register in figures, by hamlet; without one, `elsewhere` null, the whole of it: a household that stands in two hamlets is one.
create or replace function register_figures(commune integer, sixty_before integer)
returns table (hamlet text, elsewhere boolean, people integer, households integer, unverified integer, older integer)
language plpgsql stable security definer rows 40 set search_path from current as $$
#variable_conflict use_column
declare
  names text[];
  away boolean[];
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  select coalesce(array_agg(m.hamlet order by m.hamlet, m.elsewhere), '{}'), coalesce(array_agg(m.elsewhere order by m.hamlet, m.elsewhere), '{}') into names, away from (
    select p.hamlet, p.elsewhere from people_marked(commune, null, null) p
    union select k.hamlet, k.elsewhere from kept_people k where k.commune_id = commune and k.sixty_before <> register_figures.sixty_before) m;
  return query
    with each as materialized (
      select k.hamlet, k.elsewhere, k.people, k.households, k.homes, k.unverified, k.older from kept_people k
      where k.commune_id = commune and (k.hamlet, k.elsewhere) not in (select * from unnest(names, away))
      union all select c.* from people_counted(commune, names, away, register_figures.sixty_before) c where cardinality(names) > 0
    )
    select e.hamlet, e.elsewhere, e.people, e.households, e.unverified, e.older from each e
    union all select null, null, coalesce(sum(e.people), 0)::int, coalesce(sum(e.homes), 0)::int, coalesce(sum(e.unverified), 0)::int, coalesce(sum(e.older), 0)::int from each e;
end $$;

-- The doors of a commune, those of some hamlets (0: of none that is known), or some among them; null is all.
drop function doors_in(integer);
create function doors_in(commune integer, hamlets integer[], among uuid[]) returns table (household_id uuid, hamlet integer, lane_id integer, book text)
language plpgsql stable security definer rows 5000 set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  if among is not null then
    return query
      select h.id, coalesce(d.hamlet_id, 0), d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
      where h.id = any(among) and h.commune_id = commune and h.ended_at is null and d.commune_id = commune and (hamlets is null or coalesce(d.hamlet_id, 0) = any(hamlets));
  elsif hamlets is not null then
    return query
      select h.id, coalesce(d.hamlet_id, 0), d.lane_id, h.book from dwelling d join household h on h.dwelling_id = d.id
      where (d.hamlet_id = any(hamlets) or d.hamlet_id is null and 0 = any(hamlets)) and d.commune_id = commune and h.commune_id = commune and h.ended_at is null;
  else
    return query
      select h.id, coalesce(d.hamlet_id, 0), d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
      where h.commune_id = commune and h.ended_at is null and d.commune_id = commune;
  end if;
end $$;
revoke execute on function doors_in(integer, integer[], uuid[]) from public;
grant execute on function doors_in(integer, integer[], uuid[]) to :app;

-- Which of these come first, and why: of somebody alone, with a companion, or born by a year.
drop function first_doors(integer, integer[], integer);
create function first_doors(commune integer, hamlets integer[], among uuid[], born_by integer) returns table (household_id uuid, why text)
language plpgsql stable security definer rows 2000 set search_path from current set work_mem = '32MB' as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  return query
    select one.id, concat_ws(',', case when members = 1 then 'alone' end, case when companion then 'companion' end, case when old then 'seventy-five' end)
    from (
      select d.household_id as id, count(*) as members, bool_or('companion' = any(p.needs)) as companion, bool_or(p.birth_year <= born_by) as old
      from doors_in(commune, hamlets, among) d join household_member m on m.household_id = d.household_id and m.until is null
        left join person p on p.id = m.person_id and p.commune_id = commune and p.erased_at is null
      group by 1
    ) one where members = 1 or companion or old;
end $$;
revoke execute on function first_doors(integer, integer[], uuid[], integer) from public;
grant execute on function first_doors(integer, integer[], uuid[], integer) to :app;

-- How many doors of each hamlet somebody of a centre goes to.
create function doors_held(centre integer, commune integer) returns table (hamlet integer, held integer)
language plpgsql stable security definer rows 40 set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not app_at(centre) or not serves(commune) then return; end if;
  return query
    select coalesce(d.hamlet_id, 0), count(*)::int
    from field_area a join field_holding f on f.area_id = a.id join household h on h.id = f.household_id join dwelling d on d.id = h.dwelling_id
    where a.centre_id = centre and h.commune_id = commune and h.ended_at is null and d.commune_id = commune group by 1;
end $$;
revoke execute on function doors_held(integer, integer) from public;
grant execute on function doors_held(integer, integer) to :app;
