-- How everybody looked at people, kept by the day: a day that is over is counted once, and whoever reads thirty of them goes through looks from the first
-- day on that is not. What is kept goes with the days that are shown; a look that comes later than its day was counted stands in the list of looks alone.
create table look_day (
  staff_id uuid not null references staff,
  day date not null,
  looks int not null,
  searches int not null,
  idle int not null,
  records int not null,
  beside int not null,
  people int not null,
  constraint look_day_pkey primary key (staff_id, day)
);
alter table look_day enable row level security;
-- Which days were counted, also those on which nobody looked.
create table look_day_over (
  day date not null,
  constraint look_day_over_pkey primary key (day)
);
alter table look_day_over enable row level security;

-- The looks of one member of staff on each day between two, both of them in it. A search leads to somebody whom it showed and who was opened on the same day.
create function looks_by_day(who uuid, begun date, ended date) returns table (day date, looks int, searches int, idle int, records int, beside int, people int)
language plpgsql stable set search_path from current as $$
begin
  return query
    with seen as materialized (
      select (l.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, l.what, l.purpose, l.session_id, l.people from look l
      where l.actor_kind = 'staff' and l.actor_id = who::text and l.at >= begun::timestamp at time zone 'Asia/Ho_Chi_Minh' and l.at < (ended + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    ), shown as (
      select e.on_day, bool_or(e.what = 'search') and bool_or(e.what <> 'search' and e.purpose <> 'need' and cardinality(e.people) = 1) as met, bool_or(e.what <> 'list') as named
      from seen e, unnest(e.people) p where p is not null group by e.on_day, p
    ), sums as (
      select e.on_day, count(*)::int as looks, count(*) filter (where e.what = 'search')::int as searches, count(*) filter (where e.what = 'record' and e.session_id is null)::int as records,
        count(distinct e.session_id)::int as beside from seen e group by 1
    ), whom as (
      select w.on_day, count(*) filter (where w.met)::int as met, count(*) filter (where w.named)::int as people from shown w group by 1
    )
    select on_day, n.looks, n.searches, greatest(0, n.searches - 2 * coalesce(m.met, 0)), n.records, n.beside, coalesce(m.people, 0) from sums n left join whom m using (on_day);
end $$;
revoke execute on function looks_by_day(uuid, date, date) from public;

-- The first day between two that was not counted: what comes before was, every day of it. Null where all of them were.
create function first_look_day_open(begun date, ended date) returns date language plpgsql stable set search_path from current as $$
begin
  return (select min(g)::date from generate_series(begun, ended, interval '1 day') g where not exists (select from look_day_over o where o.day = g::date));
end $$;
revoke execute on function first_look_day_open(date, date) from public;

-- Counts the first of the days since `begun` that is over for ten minutes and was not, and answers it; null where all were. What was counted of days before,
-- and under a clock that was ahead of days that are not over, is let go of.
create function keep_look_day(begun date, at timestamptz) returns date language plpgsql security definer set search_path from current as $$
declare
  ended date := ((at - interval '10 minutes') at time zone 'Asia/Ho_Chi_Minh')::date;
  one date;
begin
  if app_kind() is distinct from 'system' then raise insufficient_privilege; end if;
  delete from look_day d where d.day < begun or d.day >= ended;
  delete from look_day_over o where o.day < begun or o.day >= ended;
  one := first_look_day_open(begun, ended - 1);
  if one is null then return null; end if;
  insert into look_day_over (day) values (one) on conflict do nothing;
  if found then insert into look_day select s.id, c.* from staff s cross join lateral looks_by_day(s.id, one, one) c; end if;
  return one;
end $$;
revoke execute on function keep_look_day(date, timestamptz) from public;
grant execute on function keep_look_day(date, timestamptz) to :app;

-- The days of one member of staff between two: those that were counted, and the others gone through now.
create function look_days_of(who uuid, begun date, ended date, open_from date) returns setof look_day language plpgsql stable set search_path from current as $$
begin
  return query select k.* from look_day k where k.staff_id = who and k.day between begun and ended;
  return query select who, l.* from looks_by_day(who, open_from, ended) l where not exists (select from look_day_over o where o.day = l.day);
end $$;
revoke execute on function look_days_of(uuid, date, date, date) from public;

-- Whose account whoever asks keeps, and who of them is known in the register.
create function watched_staff() returns table (staff_id uuid, name text, resident uuid) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select s.id, s.name, (select r.person_id from staff_resident r where r.staff_id = s.id and r.until is null) from staff s
    where s.id in (select g.staff_id from staff_grant g where app_near(g.place_id) and g.taken_at is null)
      and app_keeps_account(s.id, '{leader,administrator}');
end $$;
revoke execute on function watched_staff() from public;
grant execute on function watched_staff() to :app;

-- How each of them looked at people between two days, both of them in it: each day for itself, and all of them together.
create function watched(begun date, ended date) returns table (staff_id uuid, name text, searches int, idle int, records int, beside int, people int, resident uuid)
language plpgsql stable security definer set search_path from current as $$
declare
  open_from date := first_look_day_open(begun, ended);
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select s.staff_id, s.name, c.searches, c.idle, c.records, c.beside, c.people, s.resident
    from watched_staff() s cross join lateral (
      select coalesce(sum(d.searches), 0)::int as searches, coalesce(sum(d.idle), 0)::int as idle, coalesce(sum(d.records), 0)::int as records,
        coalesce(sum(d.beside), 0)::int as beside, coalesce(sum(d.people), 0)::int as people
      from look_days_of(s.staff_id, begun, ended, open_from) d) c
    order by s.name, s.staff_id;
end $$;
revoke execute on function watched(date, date) from public;
grant execute on function watched(date, date) to :app;
drop function watched(timestamptz);

-- How often one of them looked between two days, and a page of what they looked at, the last first.
create function count_looks_by(who uuid, begun date, ended date) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if not coalesce(app_keeps_account(who, '{leader,administrator}'), false) then return 0; end if;
  return (select coalesce(sum(d.looks), 0)::int from look_days_of(who, begun, ended, first_look_day_open(begun, ended)) d);
end $$;
revoke execute on function count_looks_by(uuid, date, date) from public;
grant execute on function count_looks_by(uuid, date, date) to :app;

create function looks_by(who uuid, begun date, most int, after int) returns table (id bigint, at timestamptz, what text, purpose text, beside boolean, people uuid[])
language plpgsql stable security definer set search_path from current as $$
begin
  if not coalesce(app_keeps_account(who, '{leader,administrator}'), false) then return; end if;
  return query
    select l.id, l.at, l.what, l.purpose, l.session_id is not null, l.people from look l
    where l.actor_kind = 'staff' and l.actor_id = who::text and l.at >= begun::timestamp at time zone 'Asia/Ho_Chi_Minh'
    order by l.at desc, l.id desc limit most offset after;
end $$;
revoke execute on function looks_by(uuid, date, int, int) from public;
grant execute on function looks_by(uuid, date, int, int) to :app;
drop function looks_by(uuid, timestamptz);
