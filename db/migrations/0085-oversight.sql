-- Who of the staff is themselves somebody of the register: told by whoever keeps their account, so that looks at themselves, their
-- house and their hamlet can be told from work. What is taken away stays with its day: nobody is untied before the house has looked.
create table staff_resident (
  staff_id uuid not null,
  person_id uuid not null,
  by_id uuid not null,
  at timestamptz not null,
  until timestamptz,
  constraint staff_resident_pkey primary key (staff_id, at),
  constraint staff_resident_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint staff_resident_person_id_fkey foreign key (person_id) references person(id),
  constraint staff_resident_by_id_fkey foreign key (by_id) references staff(id)
);
create index staff_resident_person on staff_resident (person_id);
create unique index staff_resident_one on staff_resident (staff_id) where until is null;
alter table staff_resident enable row level security;
create policy staff_resident_kept on staff_resident for all to :app
  using (app_kind() = 'system' or app_keeps_account(staff_id, '{leader,administrator}'))
  with check (app_keeps_account(staff_id, '{leader,administrator}') and by_id::text = app_id());
grant select, insert, update, delete on staff_resident to :app;

-- What in somebody's looks of one day is to be asked about, and who asked: nobody settles their own.
create table look_pattern (
  staff_id uuid not null,
  kind text not null,
  day date not null,
  times int not null,
  people int not null,
  noted_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  verdict text,
  constraint look_pattern_pkey primary key (staff_id, kind, day),
  constraint look_pattern_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint look_pattern_settled_by_fkey foreign key (settled_by) references staff(id),
  constraint look_pattern_kind check (kind in ('searches', 'records', 'often', 'own', 'family', 'neighbours')),
  constraint look_pattern_verdict check (verdict in ('fine', 'spoken', 'reported')),
  constraint look_pattern_settled check ((settled_by is null) = (verdict is null) and (settled_by is null) = (settled_at is null))
);
create index look_pattern_open on look_pattern (staff_id) where verdict is null;
alter table look_pattern enable row level security;
create policy look_pattern_read on look_pattern for select to :app
  using (app_kind() = 'staff' and (staff_id::text = app_id() or app_keeps_account(staff_id, '{leader,administrator}')));
create policy look_pattern_settle on look_pattern for update to :app
  using (staff_id::text <> app_id() and app_keeps_account(staff_id, '{leader,administrator}'))
  with check (settled_by::text = app_id());
grant select, update (settled_by, settled_at, verdict) on look_pattern to :app;

create index look_at on look using brin (at);

-- How near somebody of the register is to somebody else of it: themselves, of one house, of one hamlet; null otherwise.
create function near_to(who uuid, other uuid) returns text language plpgsql stable security definer set search_path from current as $$
begin
  if other = any(same_as(who)) then return 'own'; end if;
  if exists (select from household_member a join household_member b using (household_id)
    where a.person_id = any(same_as(who)) and b.person_id = any(same_as(other)) and a.until is null and b.until is null) then return 'family'; end if;
  if exists (select from person a join person b using (commune_id, hamlet) where a.id = who and b.id = other) then return 'neighbours'; end if;
  return null;
end
$$;
revoke execute on function near_to(uuid, uuid) from public;

-- Notes what of the looks of one day is to be asked about. What was settled is asked again where more came since.
create function note_patterns(which date, at timestamptz, searches int, records int, days int, near int, chosen text[]) returns int
language plpgsql security definer set search_path from current as $$
declare
  begun timestamptz := which::timestamp at time zone 'Asia/Ho_Chi_Minh';
  ended timestamptz := (which + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
  noted int;
begin
  if app_kind() is distinct from 'system' then raise insufficient_privilege; end if;
  with seen as materialized (
    select l.actor_id::uuid as who, l.people, l.what, l.what in ('record', 'case') and l.purpose = any(chosen) as by_choice
    from look l where l.actor_kind = 'staff' and l.at >= begun and l.at < ended
  ), singly as (
    select who, people[1] as person, what, by_choice from seen where cardinality(people) = 1 and what <> 'list'
  ), again as (
    select s.who, s.person, count(*) as times
    from (select distinct who, person from singly where by_choice) s
    join look l on l.actor_id = s.who::text and l.people = array[s.person] and l.what = 'record' and l.purpose = any(chosen)
      and l.at >= begun - interval '30 days' and l.at < ended
    group by s.who, s.person having count(distinct (l.at at time zone 'Asia/Ho_Chi_Minh')::date) >= days
  ), beside as (
    select s.who, near_to(r.person_id, s.person) as kind, s.person, s.by_choice
    from singly s join staff_resident r on r.staff_id = s.who and r.at < ended and (r.until is null or r.until >= begun)
  ), found (who, kind, times, people) as (
    select w.who, 'searches', i.idle, (select count(distinct p) from seen e, unnest(e.people) p where e.who = w.who and e.what = 'search')
    from (select distinct who from seen) w, searches_of(w.who::text, begun, ended) i where i.idle >= searches
    union all
    select who, 'records', count(*), count(distinct person) from singly where by_choice group by who having count(distinct person) >= records
    union all
    select who, 'often', sum(times), count(*) from again group by who
    union all
    select who, kind, count(*), count(distinct person) from beside where kind in ('own', 'family') group by who, kind
    union all
    select who, kind, count(*), count(distinct person) from beside where kind = 'neighbours' and by_choice group by who, kind having count(distinct person) >= near
  )
  insert into look_pattern as p (staff_id, kind, day, times, people, noted_at)
  select f.who, f.kind, which, f.times, f.people, note_patterns.at from found f
  on conflict on constraint look_pattern_pkey do update
    set times = excluded.times, people = excluded.people, noted_at = excluded.noted_at, settled_by = null, settled_at = null, verdict = null
    where p.times < excluded.times;
  get diagnostics noted = row_count;
  return noted;
end
$$;
revoke execute on function note_patterns(date, timestamptz, int, int, int, int, text[]) from public;
grant execute on function note_patterns(date, timestamptz, int, int, int, int, text[]) to :app;

-- How everybody whose account somebody keeps looked at people since: they themselves are among them.
create function watched(since timestamptz) returns table (staff_id uuid, name text, searches int, idle int, records int, beside int, people int, resident uuid)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.name,
      (select count(*)::int from look l where l.actor_id = s.id::text and l.at >= since and l.what = 'search'),
      (select i.idle from searches_of(s.id::text, since, 'infinity') i),
      (select count(*)::int from look l where l.actor_id = s.id::text and l.at >= since and l.what = 'record' and l.session_id is null),
      (select count(distinct l.session_id)::int from look l where l.actor_id = s.id::text and l.at >= since),
      (select count(distinct p)::int from look l, unnest(l.people) p where l.actor_id = s.id::text and l.at >= since and l.what <> 'list'),
      (select r.person_id from staff_resident r where r.staff_id = s.id and r.until is null)
    from staff s
    where app_kind() = 'staff' and s.id in (select g.staff_id from staff_grant g where app_near(g.place_id) and g.taken_at is null)
      and app_keeps_account(s.id, '{leader,administrator}')
    order by s.name, s.id;
end
$$;
revoke execute on function watched(timestamptz) from public;
grant execute on function watched(timestamptz) to :app;

-- The looks of one member of staff, for whoever keeps their account.
create function looks_by(who uuid, since timestamptz) returns table (id bigint, at timestamptz, what text, purpose text, beside boolean, people uuid[])
language plpgsql stable security definer set search_path from current as $$
begin
  if not coalesce(app_keeps_account(who, '{leader,administrator}'), false) then return; end if;
  return query
    select l.id, l.at, l.what, l.purpose, l.session_id is not null, l.people from look l
    where l.actor_kind = 'staff' and l.actor_id = who::text and l.at >= since order by l.id desc;
end
$$;
revoke execute on function looks_by(uuid, timestamptz) from public;
grant execute on function looks_by(uuid, timestamptz) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_oversight(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'staff_resident', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'by_name', actor_name('staff', t.by_id::text), 'staff_name', actor_name('staff', t.staff_id::text)) order by t.at)
    from staff_resident t where t.person_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_oversight(uuid[]) from public;
