-- Looks lie by the month (decision 76). What stands becomes the first partition, and no row moves; each month from the next on has one of its own.
-- Partitions are granted to nobody: asked by their own names they show nothing, and the policies of the whole decide.

-- The instant at which a month begins in Vietnam: that of an instant, or so many later.
create function month_begins(at timestamptz, later integer) returns timestamptz language sql immutable as $$
  select (date_trunc('month', at at time zone 'Asia/Ho_Chi_Minh') + make_interval(months => later)) at time zone 'Asia/Ho_Chi_Minh'
$$;

drop function looks_at(uuid);
drop policy look_read on look;
drop policy look_seal on look;
drop policy look_write on look;
revoke all on look from :app;
alter table look rename to look_first;
alter index look_actor rename to look_first_actor;
alter index look_at rename to look_first_at;
alter index look_people rename to look_first_people;
alter index look_sealed rename to look_first_sealed;
alter table look_first drop constraint look_pkey, add constraint look_first_pkey primary key (id, at);

do $$
declare
  next bigint := (select case when is_called then last_value + 1 else last_value end from look_id_seq);
  ends timestamptz := month_begins(now(), 1);
begin
  alter table look_first alter column id drop identity;
  create table look (
    id bigint generated always as identity,
    at timestamptz not null,
    actor_kind text not null,
    actor_id text not null,
    what text not null,
    purpose text not null,
    session_id uuid,
    about uuid,
    people uuid[] not null,
    xid xid8 not null default pg_current_xact_id(),
    epoch integer not null default journal_epoch_now(),
    constraint look_pkey primary key (id, at),
    constraint look_of_somebody check (cardinality(people) > 0)
  ) partition by range (at);
  perform setval('look_id_seq', next, false);
  create index look_actor on look using btree (actor_id, at);
  create index look_at on look using brin (at);
  create index look_people on look using gin (people);
  create index look_sealed on look using btree (epoch, xid);
  -- What comes later than any month that is made, as after a longer sleep.
  create table look_rest partition of look default;
  -- Written under a clock that ran ahead.
  with ahead as (delete from look_first where at >= ends returning *)
  insert into look (id, at, actor_kind, actor_id, what, purpose, session_id, about, people, xid, epoch) overriding system value
  select id, at, actor_kind, actor_id, what, purpose, session_id, about, people, xid, epoch from ahead;
  execute format('alter table look attach partition look_first for values from (minvalue) to (%L)', ends);
end $$;

grant insert, select on look to :app;
alter table look enable row level security;
alter table look_rest enable row level security;
create policy look_read on look for select to :app using (app_kind() = 'resident' and people && app_same());
create policy look_seal on look for select to :app using (app_kind() = 'system' and app_id() = 'journal-seal');
create policy look_write on look for insert to :app with check (actor_kind = app_kind() and actor_id = app_id());

create function looks_at(who uuid) returns setof look language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if coalesce(app_kind(), '') <> 'resident' or not ids && app_same() then return; end if;
  return query select l.* from look l where l.people && ids and l.people && app_same();
end $$;
revoke execute on function looks_at(uuid) from public;
grant execute on function looks_at(uuid) to :app;

-- The months that looks lie in, as the catalogue has them; the first has no beginning. What lies in no month of its own is none of them.
create function look_months() returns table (name text, since timestamptz, until timestamptz) language plpgsql stable set search_path from current as $$
begin
  return query
    select c.relname::text, substring(b.says from $re$FROM \('([^']+)'\)$re$)::timestamptz, substring(b.says from $re$TO \('([^']+)'\)$re$)::timestamptz
    from pg_inherits i join pg_class c on c.oid = i.inhrelid, pg_get_expr(c.relpartbound, c.oid) b(says)
    where i.inhparent = 'look'::regclass and b.says <> 'DEFAULT' order by 3;
end $$;
revoke execute on function look_months() from public;

-- Makes the month of this instant and the three after it where they are missing, and one for each earlier month of which something lies in
-- no month; all of that goes there. How many were made. Where somebody else is at it, or somebody reads for long, none: it is done again.
create function make_look_months(at timestamptz) returns integer language plpgsql set search_path from current set lock_timeout = '400ms' as $$
declare
  ends timestamptz := month_begins(at, 4);
  missing timestamptz[];
  one timestamptz;
  named text;
  made integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('look months')) then return 0; end if;
  for tried in 1..4 loop
    select array_agg(m.begins order by m.begins) into missing from (
      select month_begins(make_look_months.at, n) as begins from generate_series(0, 3) n
      union select month_begins(r.at, 0) from look_rest r where r.at < ends) m
    where not exists (select from look_months() k where coalesce(k.since, '-infinity') <= m.begins and m.begins < k.until);
    if missing is null then return 0; end if;
    begin
      lock table look_rest in access exclusive mode;
      exit;
    exception when lock_not_available then
      -- Shorter than anybody waits before a deadlock is looked for: who reads is never ended for this.
      if tried = 4 then return 0; end if;
      perform pg_sleep(0.2);
    end;
  end loop;
  foreach one in array missing loop
    named := 'look_' || to_char(one at time zone 'Asia/Ho_Chi_Minh', 'YYYY_MM');
    execute format('create table %I (like look including defaults including constraints)', named);
    execute format('alter table %I enable row level security', named);
    execute format('with went as (delete from look_rest where at >= %L and at < %L returning *) insert into %I select * from went', one, month_begins(one, 1), named);
    execute format('alter table look attach partition %I for values from (%L) to (%L)', named, one, month_begins(one, 1));
    made := made + 1;
  end loop;
  return made;
end $$;
revoke execute on function make_look_months(timestamptz) from public;

create function keep_look_months(at timestamptz) returns integer language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'look-months' then raise insufficient_privilege; end if;
  return make_look_months(at);
end $$;
revoke execute on function keep_look_months(timestamptz) from public;
grant execute on function keep_look_months(timestamptz) to :app;

-- Where nothing is asked about earlier looks, none of the months is touched but the one that is written.
create or replace function note_look(at timestamptz, people uuid[], what text, purpose text, session uuid, about uuid, again interval)
returns void language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is null then raise insufficient_privilege; end if;
  if again is not null then
    if exists (
      select from look l where l.actor_id = app_id() and l.at > note_look.at - again and l.what = note_look.what and l.purpose = note_look.purpose
        and l.people @> note_look.people) then return; end if;
  end if;
  insert into look (at, actor_kind, actor_id, people, what, purpose, session_id, about)
  values (note_look.at, app_kind(), app_id(), note_look.people, note_look.what, note_look.purpose, session, note_look.about);
end $$;

select make_look_months(now());
