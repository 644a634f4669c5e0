-- Each whole set of practice is kept in a row beside its answers, with what was done in it and in the first of theirs (decision 95). Figures of practice
-- looked for the first and the last set of everybody among all that they ever answered: two searches and ten rows for each, 30 ms for those of half a year.
-- Written in the transaction of the answer that makes a set whole, so that it is never behind; whoever reads it goes through first_and_last. Answers of one
-- person wait for each other, and for whoever forgets them: two at once would each see a set that is not whole, and one would keep what is being forgotten.
create table practice_set (
  centre_id int not null constraint practice_set_centre_id_fkey references centre (id),
  person_id uuid not null constraint practice_set_person_id_fkey references person (id),
  set_no int not null,
  -- When the last of it was answered.
  at timestamptz not null,
  -- Item and act of each answer: 'F1-a hang-up'.
  told text[] not null,
  -- The same of the first whole set that they did at this centre; null in that one.
  first_told text[],
  constraint practice_set_pkey primary key (centre_id, person_id, set_no)
);
create index practice_set_person on practice_set (person_id);
create index practice_set_when on practice_set (centre_id, at);
alter table practice_set enable row level security;

-- Five items make a set, as `SET` of the room says; a test holds both together.
create function keep_practice_sets(who uuid[]) returns void language plpgsql set search_path from current as $$
begin
  insert into practice_set (centre_id, person_id, set_no, at, told, first_told)
    select s.centre_id, s.person_id, s.set_no, s.at, s.told, case when row_number() over theirs > 1 then first_value(s.told) over theirs end
    from (select a.centre_id, a.person_id, a.set_no, max(a.at) as at, array_agg(a.item || ' ' || a.act order by a.item) as told
      from practice_answer a where a.person_id = any(who) group by 1, 2, 3 having count(*) >= 5) s
    window theirs as (partition by s.centre_id, s.person_id order by s.set_no)
    on conflict do nothing;
end $$;
revoke execute on function keep_practice_sets(uuid[]) from public;

create function hold_practice(who uuid[]) returns void language plpgsql set search_path from current as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('practice', key)) from (select distinct hashtextextended(one::text, 0) as key from unnest(who) one order by 1) k;
end $$;
revoke execute on function hold_practice(uuid[]) from public;

create function practice_answered() returns trigger language plpgsql security definer set search_path from current as $$
declare
  theirs uuid[] := array(select distinct person_id from added);
begin
  perform hold_practice(theirs);
  perform keep_practice_sets(theirs);
  return null;
end $$;
create trigger practice_answered after insert on practice_answer referencing new table as added
  for each statement execute function practice_answered();

do $$ begin perform keep_practice_sets(array(select distinct person_id from practice_answer)); end $$;

-- Of whoever finished a set between two instants: what they did in their first whole set and in the last that they finished there, by item.
drop function first_and_last(integer[], timestamptz, timestamptz, integer);
create function first_and_last(centres integer[], begun timestamptz, ended timestamptz)
 returns table(item text, act text, first boolean, times integer, people integer)
 language plpgsql
 stable security definer
 set search_path from current
as $$
declare
  mine integer[] := array(select c from unnest(centres) c where app_at(c));
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    with last as materialized (
      select distinct on (s.centre_id, s.person_id) s.person_id, s.told, s.first_told
      from practice_set s where s.centre_id = any(mine) and s.at >= begun and s.at < ended order by s.centre_id, s.person_id, s.set_no desc
    ), answered as (
      select o.first, t.one from last l cross join lateral (values (false, l.told), (true, l.first_told)) o (first, told) cross join unnest(o.told) t (one)
      where l.first_told is not null
    )
    select split_part(b.one, ' ', 1), split_part(b.one, ' ', 2), b.first, count(*)::int,
      (select count(distinct l.person_id)::int from last l where l.first_told is not null)
    from answered b group by b.one, b.first;
end $$;
revoke execute on function first_and_last(integer[], timestamptz, timestamptz) from public;
grant execute on function first_and_last(integer[], timestamptz, timestamptz) to :app;

create or replace function forget_practice(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  perform hold_practice(ids);
  delete from practice_set where person_id = any(ids);
  delete from practice_answer where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
