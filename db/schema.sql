-- The schema as it stands, by the room that owns each part. Written by `node gate/schema.mjs` from a migrated database;
-- the gate checks that it is true. `:app` is the program's role. Rows (units, texts, periods) are in the migrations.

-- ==== platform ============================================================================================

create table attempt (
  key bytea not null,
  fails integer not null,
  until timestamptz,
  last_at timestamptz not null,
  constraint attempt_pkey primary key (key)
);
grant delete, insert, select, update on attempt to :app;

create table delivery (
  id bigint generated always as identity,
  journal_id bigint not null,
  listener text not null,
  tries integer not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz,
  done_at timestamptz,
  gave_up_at timestamptz,
  last_fault text,
  constraint delivery_pkey primary key (id),
  constraint delivery_once unique (journal_id, listener),
  constraint delivery_journal_id_fkey foreign key (journal_id) references journal(id)
);
create index delivery_due on delivery using brin (due_at);
create index delivery_given_up on delivery using btree (gave_up_at) where gave_up_at is not null and done_at is null;
create index delivery_open on delivery using btree (due_at) where done_at is null and gave_up_at is null;
grant insert, select, update on delivery to :app;

create table heartbeat (
  name text not null,
  at timestamptz not null,
  detail jsonb not null default '{}'::jsonb,
  constraint heartbeat_pkey primary key (name)
);
grant insert, select, update on heartbeat to :app;

create table journal (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  request uuid not null,
  command text not null,
  actor_kind text not null,
  actor_id text not null,
  authority text,
  session_id uuid,
  centre_id integer,
  person_id uuid,
  about uuid,
  input_hash bytea not null,
  detail jsonb not null,
  answer json not null,
  epoch integer not null default journal_epoch_now(),
  constraint journal_pkey primary key (id),
  constraint journal_request_once unique (request)
);
create index journal_about on journal using btree (about, id);
create index journal_called_off on journal using btree (id) where command = any (array['readiness.call-off'::text, 'readiness.undo-call-off'::text]);
create index journal_command on journal using btree (command, at);
create index journal_person on journal using btree (person_id, id);
create index journal_xid on journal using btree (xid, id);
grant insert, select on journal to :app;
alter table journal enable row level security;
create policy journal_own_answer on journal for select to :app
  using (request = nullif(current_setting('app.request'::text, true), ''::text)::uuid);
create policy journal_read on journal for select to :app
  using (case app_kind()
      when 'staff'::text then app_at(centre_id)
      when 'system'::text then true
      when 'resident'::text then person_id = any (app_same())
      else request = app_row() or about = app_row()
  end);
create policy journal_write on journal for insert to :app
  with check (actor_kind = app_kind() and actor_id = app_id());

create table journal_block (
  number bigint not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  rows bigint not null,
  hash bytea not null,
  at timestamptz not null,
  epoch integer not null default 1,
  signature bytea,
  looks bigint,
  constraint journal_block_pkey primary key (number)
);
grant insert, select on journal_block to :app;

create table journal_epoch (
  epoch integer not null,
  cluster text not null,
  since timestamptz not null default now(),
  constraint journal_epoch_pkey primary key (epoch)
);
grant select on journal_epoch to :app;

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
create index look_actor on look using btree (actor_id, at);
create index look_at on look using brin (at);
create index look_people on look using gin (people);
create index look_sealed on look using btree (epoch, xid);
grant insert, select on look to :app;
alter table look enable row level security;
create policy look_let_go on look for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy look_read on look for select to :app
  using (app_kind() = 'resident'::text and people && app_same());
create policy look_seal on look for select to :app
  using (app_kind() = 'system'::text and app_id() = 'journal-seal'::text);
create policy look_write on look for insert to :app
  with check (actor_kind = app_kind() and actor_id = app_id());

create table look_let_go (
  number integer not null,
  months text[] not null,
  since timestamptz,
  until timestamptz not null,
  looks bigint not null,
  days integer not null,
  request uuid not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  hash bytea not null,
  signature bytea not null,
  constraint look_let_go_pkey primary key (number),
  constraint look_let_go_months_check check (cardinality(months) > 0)
);
grant insert, select on look_let_go to :app;
alter table look_let_go enable row level security;
create policy look_let_go_read on look_let_go for select to :app
  using (app_kind() = 'system'::text);
create policy look_let_go_write on look_let_go for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text);

create table look_let_go_block (
  let_go integer not null,
  block bigint not null,
  looks bigint not null,
  hash bytea not null,
  constraint look_let_go_block_pkey primary key (block, let_go)
);
create index look_let_go_block_of on look_let_go_block using btree (let_go, block);
grant insert, select on look_let_go_block to :app;
alter table look_let_go_block enable row level security;
create policy look_let_go_block_read on look_let_go_block for select to :app
  using (app_kind() = 'system'::text);
create policy look_let_go_block_write on look_let_go_block for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text);

create table migration (
  name text not null,
  sha256 text not null,
  at timestamptz not null default now(),
  constraint migration_name_once primary key (name)
);
grant select on migration to :app;

create table request (
  id uuid not null,
  at timestamptz not null,
  constraint request_pkey primary key (id)
);
create index request_at on request using brin (at);
grant insert, select on request to :app;

create table subject_key (
  subject uuid not null,
  wrapped text not null,
  made_at timestamptz not null,
  constraint subject_key_pkey primary key (subject)
);
grant delete, insert, select on subject_key to :app;
alter table subject_key enable row level security;
create policy subject_key_go on subject_key for delete to :app
  using (subject_key_may_go(subject));
create policy subject_key_make on subject_key for insert to :app
  with check (app_kind() is not null);
create policy subject_key_read on subject_key for select to :app
  using (app_kind() is not null);

create function app_at(centre integer)
 returns boolean
 language sql
 stable
as $function$ select centre = any(app_centres()) $function$;

create function app_centres()
 returns integer[]
 language sql
 stable
as $function$ select string_to_array(nullif(current_setting('app.centres', true), ''), ',')::int[] $function$;

create function app_communes()
 returns integer[]
 language sql
 stable
as $function$
  select string_to_array(nullif(current_setting('app.communes', true), ''), ',')::int[]
$function$;

create function app_id()
 returns text
 language sql
 stable
as $function$ select nullif(current_setting('app.id', true), '') $function$;

create function app_kind()
 returns text
 language sql
 stable
as $function$ select nullif(current_setting('app.kind', true), '') $function$;

create function app_person()
 returns uuid
 language sql
 stable
as $function$ select nullif(current_setting('app.person', true), '')::uuid $function$;

create function app_row()
 returns uuid
 language sql
 stable
as $function$ select nullif(current_setting('app.row', true), '')::uuid $function$;

create function clear_deliveries(before timestamptz, most integer)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  until timestamptz := least(before, now() - interval '7 days');
  gone integer;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  delete from delivery where id in (select d.id from delivery d where d.due_at < until and d.done_at < until limit most);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function clear_deliveries(before timestamp with time zone, most integer) from public;
grant execute on function clear_deliveries(before timestamp with time zone, most integer) to :app;

create function clear_requests(before timestamptz, most integer)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone integer;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  delete from request where id in (
    select r.id from request r where r.at < least(before, now() - interval '60 days') and exists (select from journal j where j.request = r.id) limit most);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function clear_requests(before timestamp with time zone, most integer) from public;
grant execute on function clear_requests(before timestamp with time zone, most integer) to :app;

create function journal_epoch_now()
 returns integer
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return (select max(epoch) from journal_epoch);
end
$function$;

create function keep_look_months(at timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'look-months' then raise insufficient_privilege; end if;
  return make_look_months(at);
end $function$;
revoke execute on function keep_look_months(at timestamp with time zone) from public;
grant execute on function keep_look_months(at timestamp with time zone) to :app;

create function kept_in_platform(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'look', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id), 'what', t.what, 'purpose', t.purpose) order by t.id)
    from look t where t.people && ids
    ),
    'journal', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'command', t.command, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id),
      'authority', t.authority, 'about', t.about, 'detail', t.detail) order by t.id)
    from journal t where t.person_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_platform(ids uuid[]) from public;

create function let_look_months_go()
 returns void
 language plpgsql
 security definer
 set search_path from current
 set lock_timeout to '400ms'
as $function$
declare
  told look_let_go;
  kept integer := (select p.days from period p where p.centre_id is null and p.name = 'keep-looks');
  named text;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  select * into told from look_let_go l where l.xid = pg_current_xact_id() order by l.number desc limit 1;
  if told.number is null or kept is null or told.until > now() - make_interval(days => greatest(kept, 365))
    or told.months <> (select array_agg(m.name order by m.until) from look_months() m
      where coalesce(m.since, '-infinity') >= coalesce(told.since, '-infinity') and m.until <= told.until)
  then raise insufficient_privilege using message = 'nothing says that these months go'; end if;
  for tried in 1..4 loop
    begin
      lock table only look in access exclusive mode;
      if told.looks <> (select count(*) from look l where l.at >= coalesce(told.since, '-infinity') and l.at < told.until) then
        raise exception 'other looks lie there than were let go';
      end if;
      foreach named in array told.months loop execute format('drop table %I', named); end loop;
      exit;
    exception when lock_not_available then
      if tried = 4 then raise; end if;
      perform pg_sleep(0.2);
    end;
  end loop;
  if exists (select from look l where l.at >= coalesce(told.since, '-infinity') and l.at < told.until) then
    raise exception 'looks of these months lie in no month';
  end if;
end $function$;
revoke execute on function let_look_months_go() from public;
grant execute on function let_look_months_go() to :app;

create function look_months()
 returns table(name text, since timestamptz, until timestamptz)
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return query
    select c.relname::text, substring(b.says from $re$FROM \('([^']+)'\)$re$)::timestamptz, substring(b.says from $re$TO \('([^']+)'\)$re$)::timestamptz
    from pg_inherits i join pg_class c on c.oid = i.inhrelid, pg_get_expr(c.relpartbound, c.oid) b(says)
    where i.inhparent = 'look'::regclass and b.says <> 'DEFAULT' order by 3;
end $function$;
revoke execute on function look_months() from public;
grant execute on function look_months() to :app;

create function make_look_months(at timestamptz)
 returns integer
 language plpgsql
 set search_path from current
 set lock_timeout to '400ms'
as $function$
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
end $function$;
revoke execute on function make_look_months(at timestamp with time zone) from public;

create function month_begins(at timestamptz, later integer)
 returns timestamptz
 language sql
 immutable
as $function$
  select (date_trunc('month', at at time zone 'Asia/Ho_Chi_Minh') + make_interval(months => later)) at time zone 'Asia/Ho_Chi_Minh'
$function$;

create function note_look(at timestamptz, people uuid[], what text, purpose text, session uuid, about uuid, again interval)
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then raise insufficient_privilege; end if;
  if again is not null then
    if exists (
      select from look l where l.actor_id = app_id() and l.at > note_look.at - again and l.what = note_look.what and l.purpose = note_look.purpose
        and l.people @> note_look.people) then return; end if;
  end if;
  insert into look (at, actor_kind, actor_id, people, what, purpose, session_id, about)
  values (note_look.at, app_kind(), app_id(), note_look.people, note_look.what, note_look.purpose, session, note_look.about);
end $function$;
revoke execute on function note_look(at timestamp with time zone, people uuid[], what text, purpose text, session uuid, about uuid, again interval) from public;
grant execute on function note_look(at timestamp with time zone, people uuid[], what text, purpose text, session uuid, about uuid, again interval) to :app;

create function own_searches(since timestamptz)
 returns table(idle integer, last_at timestamptz)
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  perform pg_advisory_xact_lock(hashtext('search ' || app_id()));
  return query select * from searches_of(app_id(), since, 'infinity');
end
$function$;
revoke execute on function own_searches(since timestamp with time zone) from public;
grant execute on function own_searches(since timestamp with time zone) to :app;

create function require_row_security()
 returns void
 language plpgsql
 stable
as $function$
begin
  if not row_security_active('journal') then
    raise insufficient_privilege using message = 'row-level security does not bind this role';
  end if;
end
$function$;

create function require_there(there boolean)
 returns boolean
 language plpgsql
 immutable
as $function$
begin
  if not there then raise exception 'it has gone meanwhile' using errcode = 'TNGON'; end if;
  return true;
end
$function$;

create function searches_of(who text, since timestamptz, until timestamptz)
 returns table(idle integer, last_at timestamptz)
 language plpgsql
 stable
 set search_path from current
as $function$
declare
  met int := (select count(*) from (
    select m.people[1] from look m
    where m.actor_id = who and m.at >= since and m.at < until and m.what <> 'search' and m.purpose <> 'need' and cardinality(m.people) = 1 and m.people[1] is not null
    intersect
    select unnest(s.people) from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search') both_of);
begin
  return query
    select greatest(0, count(*) - 2 * met)::int, max(s.at)
    from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search';
end $function$;
revoke execute on function searches_of(who text, since timestamp with time zone, until timestamp with time zone) from public;

create function subject_key_may_go(which uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return app_kind() is not distinct from 'system'; end if;
  if exists (select from person p where p.id = which) then
    return exists (select from person p where p.id = which and p.erased_at is not null and serves(p.commune_id));
  end if;
  return exists (select from sheet_import i where i.id = which and i.state = 'dropped' and app_at(i.centre_id))
    or exists (select from import_row r join sheet_import i on i.id = r.import_id
      where r.person_id = which and i.state = 'dropped' and app_at(i.centre_id));
end
$function$;
revoke execute on function subject_key_may_go(which uuid) from public;
grant execute on function subject_key_may_go(which uuid) to :app;

create function tell_doors()
 returns trigger
 language plpgsql
 set search_path from current
as $function$
begin
  perform pg_notify('doors', 'changed');
  return null;
end
$function$;

-- ==== places ==============================================================================================

create sequence place_number start 1000000;
grant usage on sequence place_number to :app;

create table centre (
  id integer not null,
  short_name text not null,
  agency_code text not null,
  bank_bin text,
  bank_name text,
  bank_account text,
  bank_account_name text,
  always_open boolean not null default false,
  head_start_min integer not null default 20,
  wait_cap_min integer not null default 45,
  portal_way text not null default 'by-hand'::text,
  constraint centre_pkey primary key (id),
  constraint centre_cap check (wait_cap_min >= 10 and wait_cap_min <= 180),
  constraint centre_head_start check (head_start_min >= 0 and head_start_min <= 60),
  constraint centre_portal_way check (portal_way = any (array['api'::text, 'by-hand'::text])),
  constraint centre_id_fkey foreign key (id) references place(id)
);
grant insert, select, update (short_name, agency_code, head_start_min, wait_cap_min, portal_way) on centre to :app;
alter table centre enable row level security;
create policy centre_found on centre for insert to :app
  with check (app_kind() = 'system'::text);
create policy centre_keep on centre for update to :app
  using (app_keeps(id, '{administrator}'::text[]))
  with check (app_keeps(id, '{administrator}'::text[]));
create policy centre_read on centre for select to :app
  using (true);

create table closed_day (
  centre_id integer not null,
  day date not null,
  words text not null,
  by_id uuid,
  at timestamptz not null,
  constraint closed_day_pkey primary key (centre_id, day),
  constraint closed_day_words check (length(words) >= 1 and length(words) <= 80),
  constraint closed_day_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select on closed_day to :app;
alter table closed_day enable row level security;
create policy closed_day_drop on closed_day for delete to :app
  using (app_keeps(centre_id, '{administrator}'::text[]));
create policy closed_day_keep on closed_day for insert to :app
  with check (app_keeps(centre_id, '{administrator}'::text[]));
create policy closed_day_read on closed_day for select to :app
  using (true);

create table first_step (
  centre_id integer not null,
  step text not null,
  verdict text not null,
  by_id uuid,
  at timestamptz not null,
  constraint first_step_pkey primary key (centre_id, step),
  constraint first_step_verdict check (verdict = any (array['right'::text, 'later'::text])),
  constraint first_step_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select, update on first_step to :app;
alter table first_step enable row level security;
create policy first_step_keep on first_step for all to :app
  using (app_kind() = 'system'::text or app_keeps(centre_id, '{administrator}'::text[]))
  with check (app_kind() = 'system'::text or app_keeps(centre_id, '{administrator}'::text[]));

create table former_unit (
  old_code text not null,
  code text not null,
  name text not null,
  district text not null,
  province text not null,
  name_plain text generated always as (plain_words(name)) stored not null,
  district_plain text generated always as (plain_words(district)) stored not null,
  ended_on date not null default '2025-06-30'::date,
  constraint former_unit_pkey primary key (old_code, code),
  constraint former_unit_code_fkey foreign key (code) references unit(code)
);
grant select on former_unit to :app;

create table opening (
  centre_id integer not null,
  weekday integer not null,
  opens time without time zone not null,
  closes time without time zone not null,
  constraint opening_pkey primary key (centre_id, weekday, opens),
  constraint opening_order check (opens < closes),
  constraint opening_weekday check (weekday >= 0 and weekday <= 6),
  constraint opening_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select on opening to :app;
alter table opening enable row level security;
create policy opening_drop on opening for delete to :app
  using (app_keeps(centre_id, '{administrator}'::text[]));
create policy opening_keep on opening for insert to :app
  with check (app_kind() = 'system'::text or app_keeps(centre_id, '{administrator}'::text[]));
create policy opening_read on opening for select to :app
  using (true);

create table place (
  id integer not null,
  parent_id integer,
  kind text not null,
  code text,
  name text not null,
  valid_from date not null,
  valid_to date,
  name_plain text generated always as (plain_words(name)) stored,
  boundary jsonb,
  constraint place_pkey primary key (id),
  constraint place_code_once unique (kind, code, valid_from),
  constraint place_days check (valid_to is null or valid_to > valid_from),
  constraint place_kind check (kind = any (array['province'::text, 'commune'::text, 'centre'::text, 'hamlet'::text, 'lane'::text])),
  constraint place_parent_id_fkey foreign key (parent_id) references place(id)
);
create unique index place_hamlet_once on place using btree (parent_id, kind, name_plain) where (kind = any (array['hamlet'::text, 'lane'::text])) and valid_to is null;
create index place_parent on place using btree (parent_id, kind);
create trigger tell_doors after update on place for each row when (old.* is distinct from new.*) execute function tell_doors();
create trigger tell_doors_new after insert on place for each statement execute function tell_doors();
grant insert, select, update (valid_to, boundary) on place to :app;
alter table place enable row level security;
create policy place_change on place for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and (kind = 'hamlet'::text and serves(parent_id) or kind = 'lane'::text and (exists ( select
     from place h
    where h.id = place.parent_id and h.kind = 'hamlet'::text and serves(h.parent_id)))))
  with check (kind = any (array['hamlet'::text, 'lane'::text]));
create policy place_found on place for insert to :app
  with check (app_kind() = 'system'::text and (kind = any (array['province'::text, 'commune'::text, 'centre'::text])) or (app_kind() = any (array['staff'::text, 'system'::text])) and kind = 'hamlet'::text and serves(parent_id) or (app_kind() = any (array['staff'::text, 'system'::text])) and kind = 'lane'::text and (exists ( select
     from place h
    where h.id = place.parent_id and h.kind = 'hamlet'::text and serves(h.parent_id))));
create policy place_read on place for select to :app
  using (true);

create table unit (
  code text not null,
  parent_code text,
  kind text not null,
  name text not null,
  name_plain text generated always as (plain_words(name)) stored not null,
  decree text not null,
  valid_from date not null default '2025-07-01'::date,
  valid_to date,
  constraint unit_code_once primary key (code),
  constraint unit_days check (valid_to is null or valid_to > valid_from),
  constraint unit_kind check (kind = any (array['province'::text, 'commune'::text])),
  constraint unit_parent_code_fkey foreign key (parent_code) references unit(code)
);
create index unit_parent on unit using btree (parent_code);
grant select on unit to :app;

create function plain_words(said text)
 returns text
 language sql
 immutable parallel safe
as $function$
  select trim(regexp_replace(regexp_replace(replace(lower(normalize(said, NFD)), 'đ', 'd'), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g'))
$function$;

create function whole_place(which integer)
 returns integer
 language plpgsql
 stable
as $function$
begin
  return (
    select case p.kind when 'hamlet' then p.parent_id when 'lane' then up.parent_id else p.id end
    from place p left join place up on up.id = p.parent_id where p.id = which);
end
$function$;
revoke execute on function whole_place(which integer) from public;
grant execute on function whole_place(which integer) to :app;

-- ==== access ==============================================================================================

create table account_change (
  id uuid not null,
  staff_id uuid not null,
  what text not null,
  role text,
  place_id integer,
  successor_id uuid,
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  dropped_by uuid,
  dropped_at timestamptz,
  constraint account_change_pkey primary key (id),
  constraint account_change_agreed check ((agreed_by is null) = (agreed_at is null)),
  constraint account_change_dropped check ((dropped_by is null) = (dropped_at is null) and (agreed_at is null or dropped_at is null)),
  constraint account_change_role check ((what = any (array['give'::text, 'take'::text])) = (role is not null and place_id is not null)),
  constraint account_change_two check (agreed_by <> asked_by and agreed_by <> staff_id and asked_by <> staff_id and dropped_by <> staff_id),
  constraint account_change_what check (what = any (array['reset'::text, 'give'::text, 'take'::text, 'close'::text])),
  constraint account_change_agreed_by_fkey foreign key (agreed_by) references staff(id),
  constraint account_change_asked_by_fkey foreign key (asked_by) references staff(id),
  constraint account_change_dropped_by_fkey foreign key (dropped_by) references staff(id),
  constraint account_change_place_id_fkey foreign key (place_id) references place(id),
  constraint account_change_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint account_change_successor_id_fkey foreign key (successor_id) references staff(id)
);
create index account_change_asker on account_change using btree (asked_by) where agreed_at is null and dropped_at is null;
create unique index account_change_open_once on account_change using btree (staff_id, what, coalesce(role, ''::text), coalesce(place_id, 0)) where agreed_at is null and dropped_at is null;
grant insert, select, update on account_change to :app;
alter table account_change enable row level security;
create policy account_change_ask on account_change for insert to :app
  with check (asked_by::text = app_id() and agreed_by is null and dropped_by is null and (app_keeps_account(staff_id, '{administrator,leader}'::text[]) or what = 'give'::text and app_keeps(place_id, '{administrator}'::text[]) and not has_worked(staff_id)));
create policy account_change_read on account_change for select to :app
  using (app_keeps_account(staff_id, '{administrator,leader}'::text[]));
create policy account_change_settle on account_change for update to :app
  using (app_keeps_account(staff_id, '{administrator,leader}'::text[]) and agreed_by is null and dropped_by is null)
  with check (app_id() = agreed_by::text or app_id() = dropped_by::text);

create table api_key (
  token_hash bytea not null,
  id uuid not null,
  staff_id uuid not null,
  role text not null,
  place_id integer not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  name text not null default ''::text,
  groups text[],
  made_by uuid,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  old_hash bytea,
  old_until timestamptz,
  constraint api_key_pkey primary key (token_hash),
  constraint api_key_id_key unique (id),
  constraint api_key_made_by_fkey foreign key (made_by) references staff(id),
  constraint api_key_place_id_fkey foreign key (place_id) references place(id),
  constraint api_key_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index api_key_old on api_key using btree (old_hash) where old_hash is not null;
create index api_key_staff on api_key using btree (staff_id);
create trigger tell_doors after update on api_key for each row when (old.revoked_at is distinct from new.revoked_at or old.token_hash is distinct from new.token_hash or old.old_hash is distinct from new.old_hash or old.old_until is distinct from new.old_until or old.expires_at is distinct from new.expires_at) execute function tell_doors();
create trigger tell_doors_gone after delete on api_key for each statement execute function tell_doors();
grant insert, select, update on api_key to :app;
alter table api_key enable row level security;
create policy api_key_change on api_key for update to :app
  using (app_keeps(place_id, '{administrator}'::text[]) and revoked_at is null)
  with check (app_keeps(place_id, '{administrator}'::text[]) and (revoked_at is not null or (role <> all (array['administrator'::text, 'leader'::text])) or staff_id::text = app_id()));
create policy api_key_door on api_key for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy api_key_make on api_key for insert to :app
  with check (role <> 'province'::text and app_keeps(place_id, '{administrator}'::text[]) and made_by::text = app_id() and ((role <> all (array['administrator'::text, 'leader'::text])) or staff_id::text = app_id()));
create policy api_key_read on api_key for select to :app
  using (app_kind() = 'staff'::text and (staff_id::text = app_id() or app_keeps(place_id, '{administrator}'::text[])));

create table device (
  id uuid not null,
  centre_id integer not null,
  desk_id uuid,
  kind text not null,
  key_hash bytea not null,
  name text not null,
  paired_by uuid not null,
  paired_at timestamptz not null,
  seen_at timestamptz,
  revoked_at timestamptz,
  constraint device_pkey primary key (id),
  constraint device_at unique (id, centre_id),
  constraint device_key_once unique (key_hash),
  constraint device_kind check (kind = any (array['kiosk'::text, 'display'::text, 'second-screen'::text])),
  constraint device_centre_id_fkey foreign key (centre_id) references centre(id)
);
create trigger tell_doors after update on device for each row when (old.revoked_at is distinct from new.revoked_at or old.desk_id is distinct from new.desk_id or old.key_hash is distinct from new.key_hash or old.centre_id is distinct from new.centre_id) execute function tell_doors();
create trigger tell_doors_gone after delete on device for each statement execute function tell_doors();
grant insert, select, update on device to :app;
alter table device enable row level security;
create policy device_door on device for all to :app
  using (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id));

create table eid_trip (
  state_hash bytea not null,
  nonce text not null,
  verifier text not null,
  back_to text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  constraint eid_trip_pkey primary key (state_hash)
);
grant delete, insert, select, update on eid_trip to :app;
alter table eid_trip enable row level security;
create policy eid_trip_clear on eid_trip for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy eid_trip_clear_seen on eid_trip for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy eid_trip_door on eid_trip for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);

create table pairing (
  key_hash bytea not null,
  code text not null,
  kind text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint pairing_pkey primary key (key_hash)
);
create index pairing_code on pairing using btree (code, expires_at);
grant delete, insert, select, update on pairing to :app;
alter table pairing enable row level security;
create policy pairing_clear on pairing for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and expires_at < now());
create policy pairing_clear_seen on pairing for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy pairing_door on pairing for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy pairing_find on pairing for select to :app
  using (app_kind() = 'staff'::text);
create policy pairing_take on pairing for update to :app
  using (app_kind() = 'staff'::text and used_at is null)
  with check (used_at is not null);

create table passkey (
  id uuid not null,
  staff_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkey_pkey primary key (id),
  constraint passkey_credential_once unique (credential_id),
  constraint passkey_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index passkey_staff on passkey using btree (staff_id);
grant delete, insert, select, update (counter, last_used_at) on passkey to :app;
alter table passkey enable row level security;
create policy passkey_door on passkey for select to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy passkey_door_end on passkey for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy passkey_door_use on passkey for update to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy passkey_own on passkey for all to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id())
  with check (app_kind() = 'staff'::text and staff_id::text = app_id());

create table passkey_challenge (
  hash bytea not null,
  purpose text not null,
  browser_hash bytea not null,
  staff_id uuid,
  expires_at timestamptz not null,
  constraint passkey_challenge_pkey primary key (hash),
  constraint passkey_challenge_purpose check (purpose = any (array['add'::text, 'enter'::text, 'unlock'::text])),
  constraint passkey_challenge_whose check ((purpose = 'enter'::text) = (staff_id is null)),
  constraint passkey_challenge_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index passkey_challenge_over on passkey_challenge using btree (expires_at);
grant delete, insert, select on passkey_challenge to :app;
alter table passkey_challenge enable row level security;
create policy passkey_challenge_clear on passkey_challenge for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy passkey_challenge_clear_seen on passkey_challenge for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy passkey_challenge_door on passkey_challenge for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text and staff_id is null)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text and staff_id is null);
create policy passkey_challenge_own on passkey_challenge for all to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id())
  with check (app_kind() = 'staff'::text and staff_id::text = app_id());

create table resident_session (
  token_hash bytea not null,
  id uuid not null,
  person_id uuid not null,
  eid_level integer not null,
  id_token_sealed bytea,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint resident_session_pkey primary key (token_hash),
  constraint resident_session_id_key unique (id)
);
create trigger tell_doors after update on resident_session for each row when (old.revoked_at is distinct from new.revoked_at or old.expires_at is distinct from new.expires_at or old.person_id is distinct from new.person_id) execute function tell_doors();
create trigger tell_doors_gone after delete on resident_session for each statement execute function tell_doors();
grant delete, insert, select, update on resident_session to :app;
alter table resident_session enable row level security;
create policy resident_session_clear on resident_session for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and (revoked_at is not null or expires_at < now()));
create policy resident_session_clear_seen on resident_session for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy resident_session_door on resident_session for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text or app_kind() = 'resident'::text and person_id = app_person())
  with check (app_kind() = 'system'::text and app_id() = 'door'::text or app_kind() = 'resident'::text and person_id = app_person());

create table staff (
  id uuid not null,
  login text not null,
  name text not null,
  password text not null,
  totp_sealed bytea,
  totp_step bigint not null default 0,
  made_at timestamptz not null,
  closed_at timestamptz,
  must_change boolean not null default false,
  constraint staff_pkey primary key (id),
  constraint staff_login_once unique (login)
);
create trigger tell_doors after update on staff for each row when (old.closed_at is distinct from new.closed_at or old.must_change is distinct from new.must_change or old.name is distinct from new.name or old.login is distinct from new.login) execute function tell_doors();
grant insert, select, update on staff to :app;
alter table staff enable row level security;
create policy staff_door on staff for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy staff_make on staff for insert to :app
  with check (app_kind() = 'staff'::text and must_change and (exists ( select
     from staff_grant g
    where g.staff_id::text = app_id() and g.role = 'administrator'::text and g.taken_at is null)));
create policy staff_own on staff for select to :app
  using (app_kind() = 'staff'::text and id::text = app_id());
create policy staff_own_change on staff for update to :app
  using (app_kind() = 'staff'::text and id::text = app_id() and closed_at is null)
  with check (id::text = app_id() and closed_at is null and not must_change);

create table staff_browser (
  staff_id uuid not null,
  token_hash bytea not null,
  address_hash bytea not null,
  last_at timestamptz not null,
  constraint staff_browser_pkey primary key (staff_id, token_hash),
  constraint staff_browser_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index staff_browser_address on staff_browser using btree (staff_id, address_hash);
grant delete, insert, select, update on staff_browser to :app;
alter table staff_browser enable row level security;
create policy staff_browser_clear on staff_browser for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy staff_browser_clear_seen on staff_browser for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy staff_browser_door on staff_browser for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);

create table staff_grant (
  staff_id uuid not null,
  place_id integer not null,
  role text not null,
  given_at timestamptz not null,
  taken_at timestamptz,
  constraint staff_grant_pkey primary key (staff_id, place_id, role),
  constraint staff_grant_role check (role = any (array['guide'::text, 'receiving-officer'::text, 'leader'::text, 'police'::text, 'administrator'::text, 'province'::text, 'area-lead'::text, 'volunteer'::text, 'co-host'::text, 'engineer'::text])),
  constraint staff_grant_place_id_fkey foreign key (place_id) references place(id),
  constraint staff_grant_staff_id_fkey foreign key (staff_id) references staff(id)
);
create trigger tell_doors after insert or delete or update on staff_grant for each statement execute function tell_doors();
grant insert, select, update on staff_grant to :app;
alter table staff_grant enable row level security;
create policy staff_grant_change on staff_grant for update to :app
  using (role <> 'province'::text and app_keeps(place_id, '{administrator,leader}'::text[]))
  with check (role <> 'province'::text and
  case
      when taken_at is null then app_keeps(place_id, '{administrator}'::text[]) and (role <> all (array['administrator'::text, 'leader'::text])) or app_agreed(staff_id, '{give}'::text[], given_at, role, place_id)
      else app_keeps(place_id, '{administrator}'::text[]) and role <> 'administrator'::text and staff_id::text <> app_id() or app_agreed(staff_id, '{take}'::text[], taken_at, role, place_id)
  end);
create policy staff_grant_door on staff_grant for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy staff_grant_hamlet on staff_grant as restrictive for insert to :app
  with check (whole_place(place_id) = place_id or (role = any (array['area-lead'::text, 'volunteer'::text])));
create policy staff_grant_make on staff_grant for insert to :app
  with check (role <> 'province'::text and app_keeps(place_id, '{administrator,leader}'::text[]) and (not has_worked(staff_id) or app_keeps_account(staff_id, '{administrator,leader}'::text[])) and (app_keeps(place_id, '{administrator}'::text[]) and (role <> all (array['administrator'::text, 'leader'::text])) or app_agreed(staff_id, '{give}'::text[], given_at, role, place_id)));
create policy staff_grant_read on staff_grant for select to :app
  using (app_kind() = 'staff'::text and (app_near(whole_place(place_id)) or staff_id::text = app_id()));

create table staff_session (
  token_hash bytea not null,
  id uuid not null,
  staff_id uuid not null,
  level integer not null,
  desk_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  worked_at timestamptz not null default now(),
  locked_at timestamptz,
  constraint staff_session_pkey primary key (token_hash),
  constraint staff_session_id_key unique (id),
  constraint staff_session_level check (level = any (array[1, 2])),
  constraint staff_session_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index staff_session_in on staff_session using btree (staff_id, made_at) where level = 2;
create index staff_session_staff on staff_session using btree (staff_id) where revoked_at is null;
create trigger tell_doors after update on staff_session for each row when (old.revoked_at is distinct from new.revoked_at or old.locked_at is distinct from new.locked_at or old.desk_id is distinct from new.desk_id or old.level is distinct from new.level or old.expires_at is distinct from new.expires_at) execute function tell_doors();
create trigger tell_doors_gone after delete on staff_session for each statement execute function tell_doors();
grant delete, insert, select, update on staff_session to :app;
alter table staff_session enable row level security;
create policy staff_session_clear on staff_session for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and (revoked_at is not null or expires_at < now()));
create policy staff_session_clear_seen on staff_session for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy staff_session_door on staff_session for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy staff_session_end on staff_session for update to :app
  using (app_kind() = 'staff'::text and (exists ( select
     from staff_grant g
    where g.staff_id = staff_session.staff_id and g.taken_at is null and app_near(g.place_id))))
  with check (revoked_at is not null);
create policy staff_session_near on staff_session for select to :app
  using (app_kind() = 'staff'::text and (exists ( select
     from staff_grant g
    where g.staff_id = staff_session.staff_id and g.taken_at is null and app_near(g.place_id))));
create policy staff_session_own on staff_session for all to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id())
  with check (app_kind() = 'staff'::text and staff_id::text = app_id());

create function accounts_kept()
 returns table(id uuid, login text, name text, made_at timestamptz, closed_at timestamptz, must_change boolean, last_at timestamptz, grants jsonb)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select s.id, s.login, s.name, s.made_at, s.closed_at, s.must_change,
      (select max(x.made_at) from staff_session x where x.staff_id = s.id and x.level = 2),
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place_id, 'placeName', p.name) order by g.role, g.place_id), '[]')
        from staff_grant g join place p on p.id = g.place_id where g.staff_id = s.id and g.taken_at is null)
    from staff s
    where app_kind() = 'staff' and (
      s.id in (select g.staff_id from staff_grant g where app_near(whole_place(g.place_id)))
      or s.id in (select c.staff_id from account_change c where c.what = 'give' and app_near(whole_place(c.place_id)))
    ) and app_keeps_account(s.id, '{administrator,leader}');
end
$function$;
revoke execute on function accounts_kept() from public;
grant execute on function accounts_kept() to :app;

create function app_agreed(whose uuid, which text[], at timestamptz, as_role text default null::text, of_place integer default null::integer)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return exists (
    select from account_change c
    where c.staff_id = whose and c.what = any(which) and c.agreed_by::text = app_id() and c.agreed_at = app_agreed.at and c.expires_at > app_agreed.at
      and (as_role is null or c.role = as_role and c.place_id = of_place)
      and keeps_account(c.asked_by, whose, '{administrator,leader}')
  );
end
$function$;
revoke execute on function app_agreed(whose uuid, which text[], at timestamp with time zone, as_role text, of_place integer) from public;
grant execute on function app_agreed(whose uuid, which text[], at timestamp with time zone, as_role text, of_place integer) to :app;

create function app_keeps(which integer, as_role text[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and keeps_place(app_id()::uuid, which, as_role);
end
$function$;
revoke execute on function app_keeps(which integer, as_role text[]) from public;
grant execute on function app_keeps(which integer, as_role text[]) to :app;

create function app_keeps_account(whose uuid, as_role text[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and keeps_account(app_id()::uuid, whose, as_role);
end
$function$;
revoke execute on function app_keeps_account(whose uuid, as_role text[]) from public;
grant execute on function app_keeps_account(whose uuid, as_role text[]) to :app;

create function close_account(whose uuid, at timestamptz)
 returns jsonb
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  centres int[];
  desks uuid[];
begin
  perform from staff s where s.id = whose and s.closed_at is null for update;
  if not found or not app_keeps_account(whose, '{administrator,leader}') or app_id() = whose::text then return null; end if;
  if not app_agreed(whose, '{close}', at) and (
    not app_keeps_account(whose, '{administrator}')
    or exists (select from staff_grant g where g.staff_id = whose and g.role = 'administrator' and g.taken_at is null)
  ) then return null; end if;
  with recursive under (id, kind) as (
    select p.id, p.kind from place p join staff_grant g on g.place_id = p.id where g.staff_id = whose and g.taken_at is null
    union
    select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
  ) select coalesce(array_agg(u.id), '{}') into centres from under u where u.kind = 'centre';
  select coalesce(array_agg(distinct x.desk_id), '{}') into desks from staff_session x
    where x.staff_id = whose and x.desk_id is not null and x.revoked_at is null and x.expires_at > at;
  delete from passkey k where k.staff_id = whose;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  update account_change c set dropped_at = at, dropped_by = app_id()::uuid
    where whose in (c.staff_id, c.asked_by) and c.agreed_at is null and c.dropped_at is null;
  update staff_grant g set taken_at = at where g.staff_id = whose and g.taken_at is null;
  update staff s set closed_at = at where s.id = whose;
  return jsonb_build_object('centres', centres, 'desks', desks);
end
$function$;
revoke execute on function close_account(whose uuid, at timestamp with time zone) from public;
grant execute on function close_account(whose uuid, at timestamp with time zone) to :app;

create function has_worked(who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return exists (select from staff_grant g where g.staff_id = who);
end
$function$;
revoke execute on function has_worked(who uuid) from public;
grant execute on function has_worked(who uuid) to :app;

create function keeps_account(who uuid, whose uuid, as_role text[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return coalesce((
    with held (place_id, live) as (
      select g.place_id, g.taken_at is null from staff_grant g where g.staff_id = whose
      union all
      select c.place_id, false from account_change c where c.staff_id = whose and c.what = 'give'
    )
    select bool_and(keeps_place(who, h.place_id, as_role)) from held h where h.live or not exists (select from held l where l.live)
  ), false);
end
$function$;
revoke execute on function keeps_account(who uuid, whose uuid, as_role text[]) from public;

create function keeps_place(who uuid, which integer, as_role text[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return (
    with recursive under (id, kind) as (
      select p.id, p.kind from place p where p.id = whole_place(which)
      union all
      select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
    ), theirs (id) as (
      select g.place_id from staff_grant g join staff s on s.id = g.staff_id
      where g.staff_id = who and g.taken_at is null and g.role = any(as_role) and s.closed_at is null and not s.must_change
      union
      select p.id from place p join theirs t on p.parent_id = t.id where p.kind in ('commune', 'centre')
    )
    select coalesce(bool_and(id in (select t.id from theirs t)), false) from under where kind = 'centre'
  );
end
$function$;
revoke execute on function keeps_place(who uuid, which integer, as_role text[]) from public;

create function kept_in_access(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'resident_session', (select jsonb_agg(jsonb_build_object('made_at', t.made_at, 'expires_at', t.expires_at, 'eid_level', t.eid_level)) from resident_session t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_access(ids uuid[]) from public;

create function key_at_door(hash bytea, at timestamptz)
 returns table(id uuid, staff_id uuid, role text, groups text[], centres integer[], own boolean, until timestamptz)
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  update api_key k set last_used_at = at
  where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
  return query
    select k.id, k.staff_id, k.role, k.groups, array(
      with recursive below (id, kind) as (
        select p.id, p.kind from place p where p.id = k.place_id
        union all
        select p.id, p.kind from place p join below b on p.parent_id = b.id
      )
      select b.id from below b where b.kind = 'centre' order by b.id
    ), k.made_by is null or k.made_by = k.staff_id, case when k.token_hash = hash then k.expires_at else least(k.expires_at, k.old_until) end
    from api_key k join staff s on s.id = k.staff_id
      join staff_grant g on g.staff_id = k.staff_id and g.place_id = k.place_id and g.role = k.role and g.taken_at is null
    where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and k.revoked_at is null and k.expires_at > at
      and s.closed_at is null and not s.must_change;
end
$function$;
revoke execute on function key_at_door(hash bytea, at timestamp with time zone) from public;
grant execute on function key_at_door(hash bytea, at timestamp with time zone) to :app;

create function led_hamlets(who uuid, centre integer)
 returns integer[]
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return '{}'; end if;
  if exists (
    select from staff_grant g join place c on c.id = led_hamlets.centre
    where g.staff_id = who and g.taken_at is null and g.role in ('leader', 'area-lead', 'administrator') and g.place_id in (c.id, c.parent_id)
  ) then return null; end if;
  return (
    select coalesce(array_agg(case p.kind when 'lane' then p.parent_id else p.id end), '{}')
    from staff_grant g join place p on p.id = g.place_id
    where g.staff_id = who and g.taken_at is null and g.role = 'area-lead' and p.kind in ('hamlet', 'lane'));
end
$function$;
revoke execute on function led_hamlets(who uuid, centre integer) from public;
grant execute on function led_hamlets(who uuid, centre integer) to :app;

create function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamptz)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if not app_agreed(whose, '{reset}', at) then return false; end if;
  update staff s set password = new_password, totp_sealed = new_totp, totp_step = new_step, must_change = true where s.id = whose and s.closed_at is null;
  if not found then return false; end if;
  delete from passkey k where k.staff_id = whose;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  return true;
end
$function$;
revoke execute on function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamp with time zone) from public;
grant execute on function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamp with time zone) to :app;

-- ==== residents ===========================================================================================

create table business (
  id uuid not null,
  commune_id integer not null,
  centre_id integer not null,
  kind text not null,
  name text not null,
  name_plain text not null,
  number text,
  number_plain text generated always as (replace(number, '-'::text, ''::text)) stored,
  phone_sealed bytea,
  phone_hash bytea,
  phone_key text,
  hamlet text,
  hamlet_id integer,
  elsewhere boolean not null default false,
  ended_on date,
  version integer not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  constraint business_pkey primary key (id),
  constraint business_kind check (kind = any (array['household'::text, 'company'::text, 'cooperative'::text, 'other'::text])),
  constraint business_number check (number ~ '^[0-9][0-9-]{2,28}[0-9]$'::text),
  constraint business_phone check ((phone_sealed is null) = (phone_hash is null) and (phone_sealed is null) = (phone_key is null)),
  constraint business_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint business_commune_id_fkey foreign key (commune_id) references place(id),
  constraint business_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint business_made_by_fkey foreign key (made_by) references staff(id)
);
create index business_centre on business using btree (centre_id);
create index business_commune on business using btree (commune_id, name_plain);
create index business_hamlet on business using btree (hamlet_id);
create index business_made_by on business using btree (made_by);
create index business_number_plain on business using btree (commune_id, number_plain);
create index business_phone_hash on business using btree (phone_hash);
grant insert, select, update (kind, name, name_plain, number, phone_sealed, phone_hash, phone_key, hamlet, hamlet_id, elsewhere, ended_on, version) on business to :app;
alter table business enable row level security;
create policy business_change on business for update to :app
  using (app_kind() = 'staff'::text and serves(commune_id))
  with check (serves(commune_id));
create policy business_read on business for select to :app
  using (app_kind() = 'staff'::text and serves(commune_id) or app_kind() = 'system'::text and app_near(commune_id));
create policy business_read_standing on business for select to :app
  using (app_kind() = 'resident'::text and represents(id, 'follow'::text));
create policy business_write on business for insert to :app
  with check (serves(commune_id) and app_at(centre_id) and (app_kind() = 'staff'::text and made_by::text = app_id() or app_kind() = 'system'::text and made_by is null));

create table changed_doors (
  id bigint generated always as identity,
  commune_id integer not null,
  hamlet_id integer not null,
  constraint changed_doors_pkey primary key (id)
);
alter table changed_doors enable row level security;

create table changed_homes (
  id bigint generated always as identity,
  dwelling_id uuid,
  household_id uuid,
  person_id uuid,
  constraint changed_homes_pkey primary key (id)
);
alter table changed_homes enable row level security;

create table changed_people (
  id bigint generated always as identity,
  commune_id integer not null,
  hamlet text not null,
  elsewhere boolean not null,
  constraint changed_people_pkey primary key (id)
);
alter table changed_people enable row level security;

create table dwelling (
  id uuid not null,
  commune_id integer not null,
  hamlet_id integer,
  address text not null default ''::text,
  made_at timestamptz not null,
  import_id uuid,
  lane_id integer,
  floor integer,
  lon double precision,
  lat double precision,
  placed_at timestamptz,
  constraint dwelling_pkey primary key (id),
  constraint dwelling_floor check (floor >= '-3'::integer and floor <= 99),
  constraint dwelling_point check ((lon is null) = (lat is null) and (lon is null or lon >= 102::double precision and lon <= 118::double precision and lat >= 6::double precision and lat <= 24::double precision)),
  constraint dwelling_commune_id_fkey foreign key (commune_id) references place(id),
  constraint dwelling_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint dwelling_lane_id_fkey foreign key (lane_id) references place(id)
);
create index dwelling_hamlet on dwelling using btree (hamlet_id);
create index dwelling_lane on dwelling using btree (lane_id);
create trigger dwelling_come after insert on dwelling referencing new table as touched for each statement execute function dwelling_touched();
create trigger dwelling_gone after delete on dwelling referencing old table as touched for each statement execute function dwelling_touched();
create trigger dwelling_is after update on dwelling referencing new table as touched for each statement execute function dwelling_touched();
create trigger dwelling_was after update on dwelling referencing old table as touched for each statement execute function dwelling_touched();
grant delete, insert, select, update on dwelling to :app;
alter table dwelling enable row level security;
create policy dwelling_phone on dwelling for select to :app
  using (app_kind() = 'phone'::text and (exists ( select
     from household h
    where h.dwelling_id = dwelling.id)));
create policy dwelling_phone_change on dwelling for update to :app
  using (app_kind() = 'phone'::text and (exists ( select
     from household h
    where h.dwelling_id = dwelling.id)))
  with check (app_kind() = 'phone'::text and serves(commune_id));
create policy dwelling_phone_write on dwelling for insert to :app
  with check (app_kind() = 'phone'::text and serves(commune_id));
create policy dwelling_staff on dwelling for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

create table household (
  id uuid not null,
  commune_id integer not null,
  dwelling_id uuid not null,
  book text,
  made_at timestamptz not null,
  ended_at timestamptz,
  import_id uuid,
  constraint household_pkey primary key (id),
  constraint household_book_once unique (commune_id, book),
  constraint household_commune_id_fkey foreign key (commune_id) references place(id),
  constraint household_dwelling_id_fkey foreign key (dwelling_id) references dwelling(id)
);
create index household_dwelling on household using btree (dwelling_id);
create trigger household_come after insert on household referencing new table as touched for each statement execute function household_touched();
create trigger household_gone after delete on household referencing old table as touched for each statement execute function household_touched();
create trigger household_was after update on household referencing old table as touched for each statement execute function household_touched();
grant delete, insert, select, update on household to :app;
alter table household enable row level security;
create policy household_phone on household for select to :app
  using (door_in_areas(id));
create policy household_phone_write on household for insert to :app
  with check (door_in_areas(id) and serves(commune_id));
create policy household_staff on household for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

create table household_member (
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  relation text not null,
  since date not null,
  until date,
  import_id uuid,
  constraint household_member_pkey primary key (id),
  constraint household_member_days check (until is null or until >= since),
  constraint household_member_relation check (relation = any (array['head'::text, 'spouse'::text, 'child'::text, 'parent'::text, 'grandchild'::text, 'grandparent'::text, 'sibling'::text, 'other'::text])),
  constraint household_member_household_id_fkey foreign key (household_id) references household(id),
  constraint household_member_person_id_fkey foreign key (person_id) references person(id)
);
create index household_member_of on household_member using btree (household_id);
create unique index household_member_once on household_member using btree (person_id) where until is null;
create index household_member_person on household_member using btree (person_id);
create trigger household_member_come after insert on household_member referencing new table as touched for each statement execute function household_member_touched();
create trigger household_member_gone after delete on household_member referencing old table as touched for each statement execute function household_member_touched();
create trigger household_member_was after update on household_member referencing old table as touched for each statement execute function household_member_touched();
grant delete, insert, select, update on household_member to :app;
alter table household_member enable row level security;
create policy household_member_own on household_member for select to :app
  using (app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy household_member_seen on household_member for all to :app
  using ((exists ( select
     from household h
    where h.id = household_member.household_id)))
  with check ((exists ( select
     from household h
    where h.id = household_member.household_id)));

create table identity_change (
  id uuid not null,
  person_id uuid not null,
  commune_id integer not null,
  fields text[] not null,
  source text not null,
  before_sealed bytea not null,
  to_sealed bytea not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  told_by uuid,
  told_at timestamptz,
  constraint identity_change_pkey primary key (id),
  constraint identity_change_source_check check (source = any (array['card'::text, 'paper'::text, 'said'::text])),
  constraint identity_change_commune_id_fkey foreign key (commune_id) references place(id),
  constraint identity_change_person_id_fkey foreign key (person_id) references person(id)
);
create index identity_change_open on identity_change using btree (commune_id) where decided_at is null or agreed and told_at is null;
create index identity_change_person on identity_change using btree (person_id);
grant insert, select, update on identity_change to :app;
alter table identity_change enable row level security;
create policy identity_change_forget on identity_change for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy identity_change_forget_seen on identity_change for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy identity_change_own on identity_change for select to :app
  using (app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy identity_change_phone on identity_change for all to :app
  using (in_areas(person_id))
  with check (in_areas(person_id));
create policy identity_change_staff on identity_change for all to :app
  using (app_kind() = 'staff'::text and serves(commune_id))
  with check (app_kind() = 'staff'::text and serves(commune_id));

create table kept_doors (
  commune_id integer not null,
  hamlet_id integer not null,
  doors integer not null,
  first integer not null,
  born_by integer not null,
  placed integer not null,
  lon double precision,
  lat double precision,
  constraint kept_doors_pkey primary key (commune_id, hamlet_id),
  constraint kept_doors_commune_id_fkey foreign key (commune_id) references place(id)
);
alter table kept_doors enable row level security;

create table kept_people (
  commune_id integer not null,
  hamlet text not null,
  elsewhere boolean not null,
  people integer not null,
  households integer not null,
  homes integer not null,
  unverified integer not null,
  older integer not null,
  sixty_before integer not null,
  constraint kept_people_pkey primary key (commune_id, elsewhere, hamlet),
  constraint kept_people_commune_id_fkey foreign key (commune_id) references place(id)
);
alter table kept_people enable row level security;

create table person (
  id uuid not null,
  commune_id integer not null,
  name text,
  name_plain text,
  birth_year integer,
  birth_date date,
  gender text,
  hamlet text,
  number_sealed bytea,
  number_hash bytea,
  number_key text,
  phone_sealed bytea,
  phone_hash bytea,
  needs text[] not null default '{}'::text[],
  verified boolean not null default false,
  made_up boolean not null default false,
  made_at timestamptz not null,
  erased_at timestamptz,
  hamlet_id integer,
  kin text not null default ''::text,
  search tsvector generated always as (search_keys(commune_id, name, hamlet, birth_year, kin)) stored,
  import_id uuid,
  changed_at timestamptz,
  name_year text generated always as ((plain_words(name) || ' '::text) || coalesce(birth_year::text, ''::text)) stored,
  merged_into uuid,
  name_fold text generated always as (fold_name(name)) stored,
  identity_changed_at timestamptz,
  matched_at timestamptz,
  identity_changed_by text,
  sources jsonb not null default '{}'::jsonb,
  elsewhere boolean not null default false,
  constraint person_pkey primary key (id),
  constraint person_number_once unique (number_hash),
  constraint person_gender check (gender = any (array['male'::text, 'female'::text])),
  constraint person_not_itself check (merged_into <> id),
  constraint person_sources check (jsonb_typeof(sources) = 'object'::text),
  constraint person_year check (birth_date is null or birth_year::numeric = extract(year from birth_date)),
  constraint person_commune_id_fkey foreign key (commune_id) references place(id),
  constraint person_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint person_merged_into_fkey foreign key (merged_into) references person(id)
);
create index person_birth on person using btree (commune_id, birth_date) where birth_date is not null;
create index person_commune on person using btree (commune_id, hamlet_id);
create index person_fold on person using btree (commune_id, name_fold);
create index person_import on person using btree (import_id) where import_id is not null;
create index person_merged on person using btree (merged_into) where merged_into is not null;
create index person_name_year on person using btree (commune_id, name_year);
create index person_phone on person using btree (phone_hash);
create index person_said on person using btree (commune_id, (
case
    when elsewhere then ''::text
    else coalesce(hamlet, ''::text)
end)) where erased_at is null and merged_into is null;
create index person_search on person using gin (search) with (fastupdate=off);
create trigger person_changed after update on person referencing old table as was new table as touched for each statement execute function person_changed();
create trigger person_come after insert on person referencing new table as touched for each statement execute function person_touched();
create trigger person_gone after delete on person referencing old table as touched for each statement execute function person_touched();
create trigger person_identity_changed before update on person for each row execute function person_identity_changed();
create trigger tell_doors after update on person for each row when (old.erased_at is distinct from new.erased_at or old.merged_into is distinct from new.merged_into) execute function tell_doors();
create trigger tell_doors_gone after delete on person for each statement execute function tell_doors();
grant delete, insert, select, update on person to :app;
alter table person enable row level security;
create policy person_change on person for update to :app
  using (app_kind() = 'staff'::text and serves(commune_id) or app_kind() = 'resident'::text and id = app_person() or app_kind() = 'system'::text and (id = app_row() or id = app_person() or app_id() = 'door'::text))
  with check (app_kind() = 'staff'::text and serves(commune_id) or app_kind() = 'resident'::text and id = app_person() or app_kind() = 'system'::text and (id = app_row() or id = app_person() or app_id() = 'door'::text));
create policy person_change_erase on person for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and merged_into = app_row())
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy person_change_import on person for update to :app
  using (app_kind() = 'system'::text and app_id() = 'import'::text and serves(commune_id));
create policy person_for_needs on person for select to :app
  using (app_kind() = 'system'::text and app_id() = 'assistance.find-needs'::text and merged_into is null and serves(commune_id));
create policy person_forget_kin on person for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and serves(commune_id));
create policy person_forget_kin_seen on person for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and serves(commune_id));
create policy person_phone_change on person for update to :app
  using (app_kind() = 'phone'::text and in_areas(id))
  with check (app_kind() = 'phone'::text);
create policy person_phone_read on person for select to :app
  using (app_kind() = 'phone'::text and in_areas(id));
create policy person_phone_write on person for insert to :app
  with check (app_kind() = 'phone'::text and serves(commune_id) and not verified);
create policy person_read on person for select to :app
  using (case app_kind()
      when 'staff'::text then serves(commune_id)
      when 'resident'::text then (id = any (app_same())) or stands_for(id)
      when 'device'::text then id = any (app_same())
      when 'slip'::text then false
      when 'system'::text then id = app_row() or id = app_person() or number_hash is not null and app_id() = 'door'::text
      else false
  end);
create policy person_read_erase on person for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and merged_into = app_row());
create policy person_read_import on person for select to :app
  using (app_kind() = 'system'::text and app_id() = 'import'::text and serves(commune_id));
create policy person_read_twins on person for select to :app
  using (app_kind() = 'system'::text and app_id() = 'twins'::text and serves(commune_id));
create policy person_unimport on person for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'import'::text and import_id is not null and changed_at is null and serves(commune_id));
create policy person_write on person for insert to :app
  with check (app_kind() = 'system'::text or app_kind() = 'staff'::text and serves(commune_id));

create table person_change (
  id uuid not null,
  person_id uuid not null,
  commune_id integer not null,
  at timestamptz not null,
  by_id uuid not null,
  source text not null,
  fields text[] not null,
  before_sealed bytea not null,
  constraint person_change_pkey primary key (id),
  constraint person_change_source check (source = any (array['card'::text, 'paper'::text, 'said'::text])),
  constraint person_change_commune_id_fkey foreign key (commune_id) references place(id),
  constraint person_change_person_id_fkey foreign key (person_id) references person(id)
);
create index person_change_person on person_change using btree (person_id, at desc);
grant insert, select, update (before_sealed) on person_change to :app;
alter table person_change enable row level security;
create policy person_change_empty on person_change for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));
create policy person_change_phone on person_change for insert to :app
  with check (app_kind() = 'phone'::text and in_areas(person_id));
create policy person_change_read on person_change for select to :app
  using (app_kind() = 'staff'::text and serves(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy person_change_read_system on person_change for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and serves(commune_id));
create policy person_change_write on person_change for insert to :app
  with check (app_kind() = 'staff'::text and serves(commune_id));

create table person_merge (
  id uuid not null,
  commune_id integer not null,
  kept_id uuid not null,
  gone_id uuid not null,
  by_id uuid not null,
  at timestamptz not null,
  before_kept jsonb not null,
  before_gone jsonb not null,
  moved uuid[] not null default '{}'::uuid[],
  ended_member uuid,
  added_member uuid,
  undone_at timestamptz,
  undone_by uuid,
  constraint person_merge_pkey primary key (id),
  constraint person_merge_commune_id_fkey foreign key (commune_id) references place(id),
  constraint person_merge_gone_id_fkey foreign key (gone_id) references person(id),
  constraint person_merge_kept_id_fkey foreign key (kept_id) references person(id)
);
create index person_merge_kept on person_merge using btree (kept_id);
create unique index person_merge_once on person_merge using btree (gone_id) where undone_at is null;
grant insert, select, update on person_merge to :app;
alter table person_merge enable row level security;
create policy person_merge_all on person_merge for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

-- until when a paper of somebody is valid
create table person_paper (
  person_id uuid not null,
  paper text not null,
  until date not null,
  commune_id integer not null,
  noted_at timestamptz not null,
  import_id uuid,
  constraint person_paper_pkey primary key (person_id, paper, until),
  constraint person_paper_kind check (paper = any (array['id-card'::text, 'health-insurance'::text])),
  constraint person_paper_commune_id_fkey foreign key (commune_id) references place(id),
  constraint person_paper_person_id_fkey foreign key (person_id) references person(id) on delete cascade
);
create index person_paper_import on person_paper using btree (import_id) where import_id is not null;
grant delete, insert, select on person_paper to :app;
alter table person_paper enable row level security;
create policy person_paper_forget on person_paper for delete to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));
create policy person_paper_read on person_paper for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy person_paper_write on person_paper for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id) and (exists ( select
     from person p
    where p.id = person_paper.person_id)));

create table twin_pair (
  id uuid not null,
  commune_id integer not null,
  one_id uuid not null,
  other_id uuid not null,
  score real not null,
  reasons text[] not null,
  state text not null default 'open'::text,
  found_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  constraint twin_pair_pkey primary key (id),
  constraint twin_pair_once unique (one_id, other_id),
  constraint twin_pair_order check (one_id < other_id),
  constraint twin_pair_state check (state = any (array['open'::text, 'not-same'::text, 'merged'::text, 'gone'::text])),
  constraint twin_pair_commune_id_fkey foreign key (commune_id) references place(id),
  constraint twin_pair_one_id_fkey foreign key (one_id) references person(id),
  constraint twin_pair_other_id_fkey foreign key (other_id) references person(id)
);
create index twin_pair_open on twin_pair using btree (commune_id, score desc) where state = 'open'::text;
create index twin_pair_other on twin_pair using btree (other_id);
grant delete, insert, select, update on twin_pair to :app;
alter table twin_pair enable row level security;
create policy twin_pair_all on twin_pair for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

create table vulnerability (
  person_id uuid not null,
  commune_id integer not null,
  sealed bytea not null,
  changed_at timestamptz not null,
  import_id uuid,
  constraint vulnerability_pkey primary key (person_id),
  constraint vulnerability_commune_id_fkey foreign key (commune_id) references place(id),
  constraint vulnerability_person_id_fkey foreign key (person_id) references person(id)
);
grant delete, insert, select, update on vulnerability to :app;
alter table vulnerability enable row level security;
create policy vulnerability_change on vulnerability for update to :app
  using ((app_may_know_why() or app_kind() = 'system'::text) and serves(commune_id));
create policy vulnerability_few on vulnerability for select to :app
  using (app_may_know_why() and serves(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) or app_kind() = 'system'::text and (person_id = app_row() or app_id() = 'import'::text) and serves(commune_id));
create policy vulnerability_forget on vulnerability for delete to :app
  using ((app_may_know_why() or app_kind() = 'system'::text) and serves(commune_id));
create policy vulnerability_write on vulnerability for insert to :app
  with check ((app_may_know_why() or app_kind() = 'system'::text) and serves(commune_id));

create function any_of(commune integer, word jsonb)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
 set enable_seqscan to 'off'
as $function$
declare
  itself text := '''' || commune || '.' || fold_word(plain_words(word->>0)) || '''';
  keys text[];
begin
  if plain_words(word->>0) = '' then return '''?'''; end if;
  if word->>1 not like '+%' and exists (select from person where search @@ itself::tsquery) then return itself; end if;
  keys := array(
    select distinct '''' || commune || case when a like '+%' then '.+' else '.' end || fold_word(plain_words(a)) || ''''
    from jsonb_array_elements_text(word) a where plain_words(a) <> '');
  return '(' || array_to_string(keys, '|') || ')';
end
$function$;
revoke execute on function any_of(commune integer, word jsonb) from public;

create function app_may_know_why()
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and exists (
    select from staff_grant g where g.staff_id::text = app_id() and g.role in ('receiving-officer', 'leader') and g.taken_at is null and app_near(g.place_id)
  );
end
$function$;
revoke execute on function app_may_know_why() from public;
grant execute on function app_may_know_why() to :app;

create function app_same()
 returns uuid[]
 language sql
 stable
as $function$ select string_to_array(nullif(current_setting('app.same', true), ''), ',')::uuid[] $function$;

create function business_turn(commune integer)
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') in ('staff', 'system') then perform pg_advisory_xact_lock(hashtextextended('business', commune)); end if;
end $function$;
revoke execute on function business_turn(commune integer) from public;
grant execute on function business_turn(commune integer) to :app;

create function cares_for(principal uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and m.scope = 'everything' and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end
$function$;
revoke execute on function cares_for(principal uuid) from public;
grant execute on function cares_for(principal uuid) to :app;

create function doors_by_hamlet(commune integer, year integer)
 returns table(hamlet integer, doors integer, first integer, placed integer, lon double precision, lat double precision)
 language plpgsql
 stable security definer rows 40
 set search_path from current
as $function$
declare
  marked int[];
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not serves(commune) then return; end if;
  marked := array(
    select m.hamlet_id from doors_marked(commune, null, null) m
    union select k.hamlet_id from kept_doors k where k.commune_id = commune and k.born_by <> year);
  return query select k.hamlet_id, k.doors, k.first, k.placed, k.lon, k.lat from kept_doors k where k.commune_id = commune and k.hamlet_id <> all(marked);
  if cardinality(marked) > 0 then return query select * from doors_counted(commune, marked, year); end if;
end $function$;
revoke execute on function doors_by_hamlet(commune integer, year integer) from public;
grant execute on function doors_by_hamlet(commune integer, year integer) to :app;

create function doors_counted(commune integer, hamlets integer[], year integer)
 returns table(hamlet integer, doors integer, first integer, placed integer, lon double precision, lat double precision)
 language plpgsql
 stable
 set search_path from current
 set work_mem to '32MB'
as $function$
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
end $function$;
revoke execute on function doors_counted(commune integer, hamlets integer[], year integer) from public;

create function doors_held(centre integer, commune integer)
 returns table(hamlet integer, held integer)
 language plpgsql
 stable security definer rows 40
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'staff' or not app_at(centre) or not serves(commune) then return; end if;
  return query
    select coalesce(d.hamlet_id, 0), count(*)::int
    from field_area a join field_holding f on f.area_id = a.id join household h on h.id = f.household_id join dwelling d on d.id = h.dwelling_id
    where a.centre_id = centre and h.commune_id = commune and h.ended_at is null and d.commune_id = commune group by 1;
end $function$;
revoke execute on function doors_held(centre integer, commune integer) from public;
grant execute on function doors_held(centre integer, commune integer) to :app;

create function doors_in(commune integer, hamlets integer[], among uuid[])
 returns table(household_id uuid, hamlet integer, lane_id integer, book text)
 language plpgsql
 stable security definer rows 5000
 set search_path from current
as $function$
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
end $function$;
revoke execute on function doors_in(commune integer, hamlets integer[], among uuid[]) from public;
grant execute on function doors_in(commune integer, hamlets integer[], among uuid[]) to :app;

create function doors_marked(commune integer, doors_until bigint, homes_until bigint)
 returns table(commune_id integer, hamlet_id integer)
 language plpgsql
 stable
 set search_path from current
 set enable_seqscan to 'off'
as $function$
declare
  homes uuid[] := homes_marked(homes_until);
  dwellings uuid[] := array(
    select c.dwelling_id from changed_homes c where c.dwelling_id is not null and (homes_until is null or c.id <= homes_until)
    union select h.dwelling_id from household h where h.id = any(homes));
begin
  return query
    select c.commune_id, c.hamlet_id from changed_doors c where (commune is null or c.commune_id = commune) and (doors_until is null or c.id <= doors_until)
    union select d.commune_id, coalesce(d.hamlet_id, 0) from dwelling d where d.id = any(dwellings) and (commune is null or d.commune_id = commune);
end $function$;
revoke execute on function doors_marked(commune integer, doors_until bigint, homes_until bigint) from public;

create function dwelling_touched()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  insert into changed_doors (commune_id, hamlet_id) select distinct commune_id, coalesce(hamlet_id, 0) from touched;
  return null;
end $function$;
revoke execute on function dwelling_touched() from public;

create function find_people(words jsonb, said text, but_one boolean)
 returns table(id uuid, nearness real)
 language plpgsql
 stable security definer
 set search_path from current
 set enable_seqscan to 'off'
as $function$
#variable_conflict use_column
declare
  communes int[] := array(select distinct p.parent_id from place p where p.id = any(app_centres()) and p.kind = 'centre');
  commune int;
  word jsonb;
  met text[];
  every text[] := '{}';
  flat text := plain_words(said);
begin
  if app_kind() is distinct from 'staff' or jsonb_typeof(words) <> 'array' or jsonb_array_length(words) not between 1 and 8 then return; end if;
  foreach commune in array communes loop
    met := '{}';
    for word in select * from jsonb_array_elements(words) loop
      met := met || any_of(commune, word);
    end loop;
    every := every || case
      when but_one and cardinality(met) > 1 then (
        select string_agg('(' || (select string_agg(m, '&') from unnest(met) with ordinality o(m, k) where k <> n) || ')', '|') from generate_series(1, cardinality(met)) n)
      else array_to_string(met, '&')
    end;
  end loop;
  return query
    select f.root, max(f.near)::real as nearness from (
      select coalesce(p.merged_into, p.id) as root, p.birth_year, p.name,
        word_similarity(flat, p.name_plain) + case when position(lower(normalize(said, NFC)) in lower(p.name)) > 0 then 1 else 0 end as near
      from person p
      where p.search @@ array_to_string(every, '|')::tsquery and p.commune_id = any(communes) and p.erased_at is null
      order by near desc, p.birth_year nulls last, p.name
      limit 12
    ) f group by f.root order by nearness desc limit 8;
end
$function$;
revoke execute on function find_people(words jsonb, said text, but_one boolean) from public;
grant execute on function find_people(words jsonb, said text, but_one boolean) to :app;

create function first_doors(commune integer, hamlets integer[], among uuid[], born_by integer)
 returns table(household_id uuid, why text)
 language plpgsql
 stable security definer rows 2000
 set search_path from current
 set work_mem to '32MB'
as $function$
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
end $function$;
revoke execute on function first_doors(commune integer, hamlets integer[], among uuid[], born_by integer) from public;
grant execute on function first_doors(commune integer, hamlets integer[], among uuid[], born_by integer) to :app;

create function fold_name(name text)
 returns text
 language sql
 immutable parallel safe
 set search_path from current
as $function$
  select string_agg(fold_word(w), ' ' order by fold_word(w)) from unnest(string_to_array(plain_words(name), ' ')) w where w <> ''
$function$;

create function fold_word(word text)
 returns text
 language sql
 immutable parallel safe
as $function$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(word, 'y', 'i'), '^ngh', 'ng'), '^gh', 'g'), '^(gi(?=[aeou])|r)', 'd'), '^tr', 'ch'), '^s', 'x'), '^[cq](?!h)', 'k'), '^(ph)', 'f'), '^n(?![gh])', 'l')
$function$;

create function hamlets_said(commune integer)
 returns table(said text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or not exists (select from place c where c.kind = 'centre' and c.parent_id = hamlets_said.commune and app_at(c.id)) then return; end if;
  return query select distinct p.hamlet from dwelling d join household h on h.dwelling_id = d.id join household_member m on m.household_id = h.id and m.until is null
    join person p on p.id = m.person_id where d.commune_id = hamlets_said.commune and d.hamlet_id is null and p.hamlet is not null;
end
$function$;
revoke execute on function hamlets_said(commune integer) from public;
grant execute on function hamlets_said(commune integer) to :app;

create function holders_of_phone(hashes bytea[])
 returns setof uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select distinct coalesce(p.merged_into, p.id) from person p
    where app_kind() = 'system' and app_id() = 'messages' and p.phone_hash = any(hashes) and p.erased_at is null;
end
$function$;
revoke execute on function holders_of_phone(hashes bytea[]) from public;
grant execute on function holders_of_phone(hashes bytea[]) to :app;

create function homes_marked(until bigint)
 returns uuid[]
 language plpgsql
 stable
 set search_path from current
 set enable_seqscan to 'off'
as $function$
begin
  return array(
    select c.household_id from changed_homes c where c.household_id is not null and (homes_marked.until is null or c.id <= homes_marked.until)
    union select m.household_id from household_member m where m.until is null
      and m.person_id = any(array(select c.person_id from changed_homes c where c.person_id is not null and (homes_marked.until is null or c.id <= homes_marked.until))));
end $function$;
revoke execute on function homes_marked(until bigint) from public;

create function household_member_touched()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  insert into changed_homes (household_id, person_id) select distinct household_id, person_id from touched;
  return null;
end $function$;
revoke execute on function household_member_touched() from public;

create function household_touched()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  insert into changed_homes (dwelling_id, household_id) select distinct dwelling_id, id from touched;
  return null;
end $function$;
revoke execute on function household_touched() from public;

create function keep_register(sixty integer, year integer, most_hamlets integer, most_homes integer)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function keep_register(sixty integer, year integer, most_hamlets integer, most_homes integer) from public;
grant execute on function keep_register(sixty integer, year integer, most_hamlets integer, most_homes integer) to :app;

create function kept_in_residents(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'person', (select jsonb_agg(to_jsonb(t) - '{number_hash,phone_hash,number_key,name_plain,name_year,name_fold,search,kin}'::text[]) from person t where t.id = any(ids)),
    'person_paper', (select jsonb_agg(to_jsonb(t)) from person_paper t where t.person_id = any(ids)),
    'household_member', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('address', d.address, 'book', h.book, 'lane', l.name, 'floor', d.floor, 'point', d.lat || ', ' || d.lon))
    from household_member t join household h on h.id = t.household_id join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.lane_id where t.person_id = any(ids)
    ),
    'vulnerability', (select jsonb_agg(to_jsonb(t)) from vulnerability t where t.person_id = any(ids)),
    'person_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at) from person_change t where t.person_id = any(ids)),
    'identity_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.asked_by::text), 'agreed_by_name', actor_name('staff', t.decided_by::text)) order by t.asked_at) from identity_change t where t.person_id = any(ids)),
    'twin_pair', (select jsonb_agg(jsonb_build_object('found_at', t.found_at, 'reasons', t.reasons, 'state', t.state)) from twin_pair t where t.one_id = any(ids) or t.other_id = any(ids)),
    'person_merge', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'undone_at', t.undone_at, 'held', t.before_kept <> '{}' or t.before_gone <> '{}'))
    from person_merge t where t.kept_id = any(ids) or t.gone_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_residents(ids uuid[]) from public;

create function lane_in(hamlet integer, said text)
 returns integer
 language plpgsql
 stable
as $function$
begin
  return (
    select case when count(*) = 1 then min(l.id) end from place l
    where l.parent_id = lane_in.hamlet and l.kind = 'lane' and l.valid_to is null and ' ' || plain_words(said) || ' ' like '% ' || l.name_plain || ' %');
end
$function$;

create function people_counted(commune integer, names text[], away boolean[], sixty integer)
 returns table(hamlet text, elsewhere boolean, people integer, households integer, homes integer, unverified integer, older integer)
 language plpgsql
 stable
 set search_path from current
 set work_mem to '32MB'
as $function$
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
end $function$;
revoke execute on function people_counted(commune integer, names text[], away boolean[], sixty integer) from public;

create function people_marked(commune integer, people_until bigint, homes_until bigint)
 returns table(commune_id integer, hamlet text, elsewhere boolean)
 language plpgsql
 stable
 set search_path from current
 set enable_seqscan to 'off'
as $function$
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
end $function$;
revoke execute on function people_marked(commune integer, people_until bigint, homes_until bigint) from public;

create function person_changed()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function person_changed() from public;

create function person_identity_changed()
 returns trigger
 language plpgsql
 set search_path from current
as $function$
begin
  if new.erased_at is null and (new.name is distinct from old.name
    or new.birth_date is distinct from old.birth_date or new.birth_year is distinct from old.birth_year
    or (new.number_hash is distinct from old.number_hash and new.number_sealed is distinct from old.number_sealed)) then
    new.identity_changed_at := now();
    new.identity_changed_by := app_id();
  end if;
  return new;
end
$function$;

create function person_touched()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  insert into changed_people (commune_id, hamlet, elsewhere)
  select distinct commune_id, case when elsewhere then '' else coalesce(hamlet, '') end, elsewhere from touched;
  insert into changed_homes (person_id) select id from touched;
  return null;
end $function$;
revoke execute on function person_touched() from public;

create function place_in_hamlet(commune integer, said text, hamlet integer)
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or not exists (select from place c where c.kind = 'centre' and c.parent_id = place_in_hamlet.commune and app_at(c.id)) then return; end if;
  update dwelling d set hamlet_id = place_in_hamlet.hamlet from household h join household_member m on m.household_id = h.id and m.until is null
    join person p on p.id = m.person_id
  where d.commune_id = place_in_hamlet.commune and d.hamlet_id is null and h.dwelling_id = d.id and p.hamlet = place_in_hamlet.said;
end
$function$;
revoke execute on function place_in_hamlet(commune integer, said text, hamlet integer) from public;
grant execute on function place_in_hamlet(commune integer, said text, hamlet integer) to :app;

create function register_figures(commune integer, sixty_before integer)
 returns table(hamlet text, elsewhere boolean, people integer, households integer, unverified integer, older integer)
 language plpgsql
 stable security definer rows 40
 set search_path from current
as $function$
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
end $function$;
revoke execute on function register_figures(commune integer, sixty_before integer) from public;
grant execute on function register_figures(commune integer, sixty_before integer) to :app;

create function same_as(who uuid)
 returns uuid[]
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
begin
  if app_kind() is null then return '{}'; end if;
  return array(select who where who is not null union select p.id from person p where p.merged_into = who
    union select o.id from person p join person o on o.id = p.merged_into or o.merged_into = p.merged_into where p.id = who);
end
$function$;
revoke execute on function same_as(who uuid) from public;
grant execute on function same_as(who uuid) to :app;

create function search_keys(commune integer, name text, hamlet text, year integer, kin text)
 returns tsvector
 language sql
 immutable parallel safe
 set search_path from current
as $function$
  select array_to_tsvector(array_agg(distinct commune || '.' || key)) from (
    select fold_word(w) as key from unnest(string_to_array(plain_words(concat_ws(' ', name, hamlet)), ' ')) w where w <> ''
    union select year::text where year is not null
    union select '+' || fold_word(w) from unnest(string_to_array(plain_words(kin), ' ')) w where w <> ''
  ) k where key is not null
$function$;

create function serves(commune integer)
 returns boolean
 language sql
 stable
as $function$ select coalesce(commune = any(app_communes()), false) $function$;

create function unimport_person(which uuid)
 returns boolean
 language plpgsql
 set search_path from current
as $function$
begin
  -- Whoever was changed since stays with everything: row-level security would pass the last delete over in silence.
  if not exists (select from person where id = which and import_id is not null and changed_at is null and merged_into is null) then return false; end if;
  delete from twin_pair where which in (one_id, other_id);
  delete from household_member where person_id = which and import_id is not null;
  delete from vulnerability where person_id = which;
  delete from subject_key where subject = which;
  delete from person where id = which;
  if not found then raise exception using errcode = 'foreign_key_violation'; end if;
  return true;
exception when foreign_key_violation then
  return false;
end
$function$;
revoke execute on function unimport_person(which uuid) from public;
grant execute on function unimport_person(which uuid) to :app;

-- ==== mandates ============================================================================================

-- who stands for whom: by word, or by a paper as parent or guardian
create table mandate (
  id uuid not null,
  principal_id uuid not null,
  agent_id uuid not null,
  kind text not null,
  scope text not null,
  valid_from date not null,
  valid_to date,
  revoked_at timestamptz,
  centre_id integer not null,
  made_at timestamptz not null,
  evidence text not null default 'said'::text,
  made_by uuid,
  revoked_by text,
  words_read smallint not null default 1,
  constraint mandate_pkey primary key (id),
  constraint mandate_days check (valid_to is null or valid_to >= valid_from),
  constraint mandate_evidence check (evidence = any (array['said'::text, 'paper'::text, 'birth-certificate'::text, 'decision'::text])),
  constraint mandate_kind check (kind = any (array['mandate'::text, 'guardian'::text, 'parent'::text])),
  constraint mandate_scope check (scope = any (array['follow-and-pay'::text, 'everything'::text])),
  constraint mandate_scope_of_kind check ((kind = 'mandate'::text) = (scope = 'follow-and-pay'::text)),
  constraint mandate_two_people check (principal_id <> agent_id),
  constraint mandate_words_read check (words_read = any (array[1, 2, 3])),
  constraint mandate_agent_id_fkey foreign key (agent_id) references person(id),
  constraint mandate_centre_id_fkey foreign key (centre_id) references place(id),
  constraint mandate_principal_id_fkey foreign key (principal_id) references person(id)
);
create index mandate_agent on mandate using btree (agent_id) where revoked_at is null;
create unique index mandate_once on mandate using btree (principal_id, agent_id, scope) where revoked_at is null and valid_to is null;
create index mandate_principal on mandate using btree (principal_id);
grant insert, select, update on mandate to :app;
alter table mandate enable row level security;
create policy mandate_change on mandate for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and ((principal_id = any (app_same())) or (agent_id = any (app_same()))) or app_kind() = 'system'::text and app_id() = 'messages'::text and principal_id = app_row());
create policy mandate_end_erased on mandate for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and ((principal_id = any (app_same())) or (agent_id = any (app_same()))));
create policy mandate_phone on mandate for select to :app
  using (in_areas(principal_id) or in_areas(agent_id));
create policy mandate_phone_write on mandate for insert to :app
  with check (app_at(centre_id) and in_areas(principal_id));
create policy mandate_read on mandate for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and ((principal_id = any (app_same())) or (agent_id = any (app_same()))) or app_kind() = 'system'::text);
create policy mandate_write on mandate for insert to :app
  with check (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id));

create table representation (
  id uuid not null,
  business_id uuid not null,
  agent_id uuid not null,
  paper text not null,
  scope text not null,
  valid_from date not null,
  valid_to date,
  made_by uuid,
  centre_id integer not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  constraint representation_pkey primary key (id),
  constraint representation_days check (valid_to is null or valid_to >= valid_from),
  constraint representation_ended check ((ended_at is null) = (ended_by is null)),
  constraint representation_ended_by check (ended_by = any (array['staff'::text, 'agent'::text, 'erasure'::text])),
  constraint representation_of_paper check (paper <> 'registration'::text or scope = 'everything'::text),
  constraint representation_paper check (paper = any (array['registration'::text, 'authority'::text, 'appointment'::text])),
  constraint representation_scope check (scope = any (array['everything'::text, 'ask'::text, 'follow'::text])),
  constraint representation_agent_id_fkey foreign key (agent_id) references person(id),
  constraint representation_business_id_fkey foreign key (business_id) references business(id),
  constraint representation_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint representation_made_by_fkey foreign key (made_by) references staff(id)
);
create index representation_agent on representation using btree (agent_id);
create index representation_business on representation using btree (business_id);
create index representation_centre on representation using btree (centre_id);
create index representation_made_by on representation using btree (made_by);
grant insert, select, update (ended_at, ended_by) on representation to :app;
alter table representation enable row level security;
create policy representation_end on representation for update to :app
  using (app_kind() = 'staff'::text and (exists ( select
     from business b
    where b.id = representation.business_id)) or app_kind() = 'resident'::text and (agent_id = any (app_same())) or app_kind() = 'system'::text and app_id() = 'retention'::text and (agent_id = any (app_same())))
  with check (ended_at is not null and
  case app_kind()
      when 'resident'::text then ended_by = 'agent'::text
      when 'system'::text then ended_by = 'erasure'::text
      else ended_by = any (array['staff'::text, 'erasure'::text])
  end);
create policy representation_read on representation for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and (exists ( select
     from business b
    where b.id = representation.business_id)) or app_kind() = 'resident'::text and (agent_id = any (app_same())) or app_kind() = 'system'::text and app_id() = 'retention'::text and (agent_id = any (app_same())));
create policy representation_write on representation for insert to :app
  with check (app_at(centre_id) and (exists ( select
     from business b
    where b.id = representation.business_id)) and (app_kind() = 'staff'::text and made_by::text = app_id() or app_kind() = 'system'::text and made_by is null));

create function asks_for(principal uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and (m.scope = 'everything' or m.words_read >= 3) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end $function$;
revoke execute on function asks_for(principal uuid) from public;
grant execute on function asks_for(principal uuid) to :app;

create function enrols_for(principal uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and (m.scope = 'everything' or m.words_read >= 2) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end $function$;
revoke execute on function enrols_for(principal uuid) from public;
grant execute on function enrols_for(principal uuid) to :app;

create function kept_in_mandates(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'mandate', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('other_name', o.name, 'direction', case when t.principal_id = any(ids) then 'given' else 'held' end) order by t.made_at)
    from mandate t join person o on o.id = case when t.principal_id = any(ids) then t.agent_id else t.principal_id end
    where t.principal_id = any(ids) or t.agent_id = any(ids)
    ),
    'representation', (
    select jsonb_agg(to_jsonb(r) || jsonb_build_object('business_name', b.name) order by r.made_at)
    from representation r join business b on b.id = r.business_id where r.agent_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_mandates(ids uuid[]) from public;

create function represents(which uuid, wanted text)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  return exists (
    select from representation r join business b on b.id = r.business_id join person p on p.id = r.agent_id
    where r.business_id = which and r.agent_id = any(app_same()) and (wanted = 'follow' or r.scope in ('everything', 'ask')) and r.ended_at is null
      and p.erased_at is null and today between r.valid_from and coalesce(r.valid_to, 'infinity'::date) and (b.ended_on is null or today < b.ended_on)
  );
end $function$;
revoke execute on function represents(which uuid, wanted text) from public;
grant execute on function represents(which uuid, wanted text) to :app;

-- ==== imports =============================================================================================

-- which column was what in a sheet that was headed so
create table import_mapping (
  commune_id integer not null,
  header_hash bytea not null,
  mapping jsonb not null,
  at timestamptz not null,
  constraint import_mapping_pkey primary key (commune_id, header_hash),
  constraint import_mapping_commune_id_fkey foreign key (commune_id) references place(id)
);
grant insert, select, update on import_mapping to :app;
alter table import_mapping enable row level security;
create policy import_mapping_all on import_mapping for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

create table import_place (
  commune_id integer not null,
  said text not null,
  hamlet_id integer,
  at timestamptz not null,
  constraint import_place_pkey primary key (commune_id, said),
  constraint import_place_commune_id_fkey foreign key (commune_id) references place(id),
  constraint import_place_hamlet_id_fkey foreign key (hamlet_id) references place(id)
);
grant insert, select, update on import_place to :app;
alter table import_place enable row level security;
create policy import_place_all on import_place for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and serves(commune_id));

-- a row of such a sheet, sealed, with what it would change
create table import_row (
  import_id uuid not null,
  n integer not null,
  sealed bytea,
  verdict text,
  reasons text[] not null default '{}'::text[],
  differs text[] not null default '{}'::text[],
  person_id uuid,
  like_id uuid,
  decision text,
  number_hash bytea,
  name_key text,
  staged jsonb,
  before jsonb,
  both_ways boolean not null default false,
  above jsonb,
  place text,
  constraint import_row_pkey primary key (import_id, n),
  constraint import_row_decision check (decision = any (array['new'::text, 'same'::text, 'skip'::text])),
  constraint import_row_verdict check (verdict = any (array['new'::text, 'same'::text, 'changed'::text, 'doubtful'::text, 'refused'::text])),
  constraint import_row_import_id_fkey foreign key (import_id) references sheet_import(id)
);
create index import_row_name on import_row using btree (import_id, name_key);
create index import_row_number on import_row using btree (import_id, number_hash) where number_hash is not null;
create index import_row_person on import_row using btree (person_id) where person_id is not null;
create index import_row_verdict_n on import_row using btree (import_id, verdict, n);
grant delete, insert, select, update on import_row to :app;
alter table import_row enable row level security;
create policy import_row_all on import_row for all to :app
  using ((exists ( select
     from sheet_import i
    where i.id = import_row.import_id)))
  with check ((exists ( select
     from sheet_import i
    where i.id = import_row.import_id)));

-- a commune's spreadsheet on its way into the register
create table sheet_import (
  id uuid not null,
  centre_id integer not null,
  commune_id integer not null,
  file_name text not null,
  file_sha256 text not null,
  state text not null default 'reading'::text,
  fault text,
  tries integer not null default 0,
  header text[] not null default '{}'::text[],
  header_hash bytea,
  mapping jsonb not null default '{}'::jsonb,
  rows integer not null default 0,
  checked integer not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  letters jsonb not null default '{}'::jsonb,
  sparse integer[] not null default '{}'::integer[],
  sheets jsonb not null default '[]'::jsonb,
  restarts integer[] not null default '{}'::integer[],
  constraint sheet_import_pkey primary key (id),
  constraint sheet_import_state check (state = any (array['reading'::text, 'broken'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text, 'dropped'::text])),
  constraint sheet_import_centre_id_fkey foreign key (centre_id) references place(id),
  constraint sheet_import_commune_id_fkey foreign key (commune_id) references place(id)
);
create unique index sheet_import_one_at_a_time on sheet_import using btree (commune_id) where state = any (array['reading'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'undoing'::text]);
create index sheet_import_work on sheet_import using btree (made_at) where state = any (array['reading'::text, 'checking'::text, 'applying'::text, 'undoing'::text]);
grant insert, select, update on sheet_import to :app;
alter table sheet_import enable row level security;
create policy sheet_import_all on sheet_import for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and (app_at(centre_id) or app_id() = 'import'::text))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy sheet_import_clear on sheet_import for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text and state = 'dropped'::text);
create policy sheet_import_clear_seen on sheet_import for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);

create function analyze_import_rows()
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'system' then raise insufficient_privilege; end if;
  analyze import_row;
end
$function$;
revoke execute on function analyze_import_rows() from public;
grant execute on function analyze_import_rows() to :app;

create function analyze_register()
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'system' then raise insufficient_privilege; end if;
  analyze person;
  analyze household;
  analyze household_member;
end
$function$;
revoke execute on function analyze_register() from public;
grant execute on function analyze_register() to :app;

create function end_with_program()
 returns void
 language plpgsql
as $function$
begin
  perform set_config('client_connection_check_interval', '1000', true);
exception when others then
  null;
end
$function$;
revoke execute on function end_with_program() from public;
grant execute on function end_with_program() to :app;

create function kept_in_imports(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'import_row', (
    select jsonb_agg(jsonb_build_object('import_id', t.import_id, 'n', t.n, 'verdict', t.verdict, 'reasons', t.reasons, 'differs', t.differs,
      'held', t.sealed is not null or t.staged is not null or t.before is not null or t.name_key is not null))
    from import_row t where t.person_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_imports(ids uuid[]) from public;

-- ==== privacy =============================================================================================

create table consent (
  id uuid not null,
  person_id uuid not null,
  centre_id integer not null,
  purpose text not null,
  text_version integer not null,
  answer text not null,
  read_aloud boolean not null,
  session_id uuid,
  at timestamptz not null,
  counts_at timestamptz not null,
  constraint consent_pkey primary key (id),
  constraint consent_answer check (answer = any (array['given'::text, 'refused'::text, 'withdrawn'::text])),
  constraint consent_centre_id_fkey foreign key (centre_id) references place(id),
  constraint consent_person_id_fkey foreign key (person_id) references person(id),
  constraint consent_text_known foreign key (purpose, text_version) references consent_text(purpose, version)
);
create index consent_person on consent using btree (person_id, purpose, counts_at desc);
grant insert, select on consent to :app;
alter table consent enable row level security;
create policy consent_phone on consent for insert to :app
  with check (app_at(centre_id) and session_id is not null and sat_with(person_id, session_id) and (in_areas(person_id) or answer = 'withdrawn'::text));
create policy consent_phone_read on consent for select to :app
  using (in_areas(person_id) or sat_with(person_id));
create policy consent_read on consent for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or (app_kind() = any (array['resident'::text, 'system'::text])) and (person_id = any (app_same())));
create policy consent_write on consent for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and person_id = app_person() or app_kind() = 'system'::text and app_id() = 'messages'::text and person_id = app_row() and answer = 'withdrawn'::text);

create table consent_text (
  purpose text not null,
  version integer not null,
  words text not null,
  from_at timestamptz not null,
  constraint consent_text_once primary key (purpose, version),
  constraint consent_text_version check (version > 0)
);
grant insert, select on consent_text to :app;
alter table consent_text enable row level security;
create policy consent_text_new on consent_text for insert to :app
  with check (app_kind() = 'system'::text);
create policy consent_text_read on consent_text for select to :app
  using (app_kind() is not null);

create function actor_name(kind text, id text)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select s.name from staff s where actor_name.kind in ('staff', 'phone') and s.id::text = actor_name.id);
end
$function$;
revoke execute on function actor_name(kind text, id text) from public;
grant execute on function actor_name(kind text, id text) to :app;

create function centre_keeping(who uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return (select c.id from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre'
    where p.id = who and (who = any(app_same()) or cares_for(who)) order by c.id limit 1);
end
$function$;
revoke execute on function centre_keeping(who uuid) from public;
grant execute on function centre_keeping(who uuid) to :app;

create function everything_about(who uuid, answering uuid)
 returns jsonb
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  allowed boolean;
  room record;
  part jsonb;
  whole jsonb := '{}';
begin
  allowed := case app_kind()
    when 'resident' then who = any(app_same())
    when 'staff' then exists (
      select from data_request r
      where r.id = answering and r.person_id = any(ids) and app_at(r.centre_id) and r.kind in ('access', 'deletion') and r.state in ('received', 'acknowledged')
    )
    when 'system' then who = app_row()
    else false
  end;
  if not coalesce(allowed, false) then return null; end if;
  for room in
    select p.oid::regproc::text as tells from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.proowner = current_user::regrole and p.proname like 'kept\_in\_%'
    order by p.proname
  loop
    execute 'select ' || room.tells || '($1)' into part using ids;
    whole := whole || part;
  end loop;
  return whole;
end
$function$;
revoke execute on function everything_about(who uuid, answering uuid) from public;
grant execute on function everything_about(who uuid, answering uuid) to :app;

create function kept_in_privacy(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'consent', (select jsonb_agg(to_jsonb(t) order by t.at) from consent t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_privacy(ids uuid[]) from public;

create function looks_at(who uuid)
 returns setof look
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if coalesce(app_kind(), '') <> 'resident' or not ids && app_same() then return; end if;
  return query select l.* from look l where l.people && ids and l.people && app_same();
end $function$;
revoke execute on function looks_at(who uuid) from public;
grant execute on function looks_at(who uuid) to :app;

create function may_be_used_for(who uuid, what text, at timestamptz)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if not exists (
    select from person p where p.id = who and p.erased_at is null
      and (app_near(p.commune_id) or (app_kind() = 'resident' and p.id = any(app_same())) or in_areas(p.id))
  ) then return false; end if;
  if exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return false; end if;
  -- A restriction or objection works from the moment it is received until it is refused or taken back.
  if exists (
    select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and (r.kind in ('restriction', 'deletion') or (r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, what) = what))
  ) then return false; end if;
  return coalesce((
    select c.answer = 'given' and c.text_version = (
      select max(t.version) from consent_text t where t.purpose = what and t.from_at <= may_be_used_for.at
    )
    from consent c where c.person_id = any(ids) and c.purpose = what and c.at <= may_be_used_for.at
    order by c.counts_at desc, c.id desc limit 1
  ), false);
end
$function$;
revoke execute on function may_be_used_for(who uuid, what text, at timestamp with time zone) from public;
grant execute on function may_be_used_for(who uuid, what text, at timestamp with time zone) to :app;

create function unsay_consent(which uuid, since timestamptz, at timestamptz)
 returns uuid
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  whose uuid;
begin
  if app_kind() is distinct from 'phone' then return null; end if;
  delete from consent c where c.id = which and c.answer = 'given' and c.at >= greatest(since, unsay_consent.at - interval '7 days') and app_at(c.centre_id)
    and sat_with(c.person_id, c.session_id) returning c.person_id into whose;
  return whose;
end
$function$;
revoke execute on function unsay_consent(which uuid, since timestamp with time zone, at timestamp with time zone) from public;
grant execute on function unsay_consent(which uuid, since timestamp with time zone, at timestamp with time zone) to :app;

create function without_name(who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  ids uuid[];
begin
  if app_kind() is distinct from 'phone' then return null; end if;
  ids := same_as(who);
  return exists (
    select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and (r.kind in ('restriction', 'deletion') or (r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, 'campaign-visit') = 'campaign-visit'))
  ) or coalesce((
    select c.answer <> 'given' from consent c where c.person_id = any(ids) and c.purpose = 'campaign-visit' order by c.counts_at desc, c.id desc limit 1
  ), false);
end
$function$;
revoke execute on function without_name(who uuid) from public;
grant execute on function without_name(who uuid) to :app;

-- ==== data-rights =========================================================================================

-- what a person asks about their own data, with its clocks
create table data_request (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  kind text not null,
  purpose text,
  words bytea,
  by_staff uuid,
  received_at timestamptz not null,
  acknowledge_by date not null,
  due_by date not null,
  state text not null default 'received'::text,
  acknowledged_at timestamptz,
  extended_at timestamptz,
  extended_why bytea,
  settled_at timestamptz,
  settled_why bytea,
  handler_id uuid,
  asked_by uuid,
  asked_by_evidence text,
  constraint data_request_pkey primary key (id),
  constraint data_request_asked_by check ((asked_by is null) = (asked_by_evidence is null)),
  constraint data_request_evidence check (asked_by_evidence = any (array['birth-certificate'::text, 'decision'::text])),
  constraint data_request_kind check (kind = any (array['access'::text, 'correction'::text, 'deletion'::text, 'restriction'::text, 'objection'::text, 'withdrawal'::text])),
  constraint data_request_refused_why check (state <> 'refused'::text or settled_why is not null),
  constraint data_request_settled check ((state = any (array['done'::text, 'refused'::text, 'taken-back'::text])) = (settled_at is not null)),
  constraint data_request_state check (state = any (array['received'::text, 'acknowledged'::text, 'done'::text, 'refused'::text, 'taken-back'::text])),
  constraint data_request_asked_by_fkey foreign key (asked_by) references person(id),
  constraint data_request_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint data_request_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint data_request_handler_id_fkey foreign key (handler_id) references staff(id),
  constraint data_request_person_id_fkey foreign key (person_id) references person(id)
);
create index data_request_open on data_request using btree (centre_id, due_by) where settled_at is null;
create index data_request_person on data_request using btree (person_id, received_at desc);
grant insert, select, update on data_request to :app;
alter table data_request enable row level security;
create policy data_request_change on data_request for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or cares_for(person_id)))
  with check (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or cares_for(person_id)) and state = 'taken-back'::text);
create policy data_request_read on data_request for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or cares_for(person_id)));
create policy data_request_write on data_request for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and by_staff::text = app_id() and (exists ( select
         from person p
        where p.id = data_request.person_id))
      when 'resident'::text then by_staff is null and state = 'received'::text and handler_id is null and centre_id = centre_keeping(person_id) and
      case
          when asked_by is null then person_id = any (app_same())
          else (asked_by = any (app_same())) and cares_for(person_id)
      end
      else false
  end);

-- what was erased, what is kept and why, and what was counted before and after
create table erasure (
  id uuid not null,
  person_id uuid not null,
  centre_id integer not null,
  request_id uuid,
  by_id uuid not null,
  at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  kept jsonb not null,
  key_destroyed boolean not null,
  hash bytea not null,
  finished_at timestamptz,
  constraint erasure_pkey primary key (id),
  constraint erasure_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint erasure_person_id_fkey foreign key (person_id) references person(id),
  constraint erasure_request_id_fkey foreign key (request_id) references data_request(id)
);
create index erasure_open on erasure using btree (at) where finished_at is null;
create index erasure_person on erasure using btree (person_id);
grant insert, select, update (after, kept, key_destroyed, hash, finished_at) on erasure to :app;
alter table erasure enable row level security;
create policy erasure_finish on erasure for update to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy erasure_read on erasure for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'system'::text and app_id() = 'retention'::text or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy erasure_write on erasure for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_id::text = app_id());

-- a clock of the law or a keeping time that a centre or the house has set otherwise
create table period (
  centre_id integer,
  name text not null,
  days integer not null,
  changed_by text not null,
  changed_at timestamptz not null,
  id bigint generated always as identity,
  constraint period_pkey primary key (id),
  constraint period_once unique nulls not distinct (centre_id, name),
  constraint period_days check (days >= 1 and days <= 36500),
  constraint period_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant insert, select, update on period to :app;
alter table period enable row level security;
create policy period_change on period for update to :app
  using (centre_id is null and app_kind() = 'system'::text or centre_id is not null and app_at(centre_id) and app_administers());
create policy period_read on period for select to :app
  using (app_kind() is not null);
create policy period_write on period for insert to :app
  with check (centre_id is null and app_kind() = 'system'::text or centre_id is not null and app_at(centre_id) and app_administers());

-- what a nightly clearing took out
create table retention_run (
  id uuid not null,
  rule text not null,
  days integer not null,
  cleared integer not null,
  at timestamptz not null,
  constraint retention_run_pkey primary key (id)
);
create index retention_run_rule on retention_run using btree (rule, at desc);
grant insert, select on retention_run to :app;
alter table retention_run enable row level security;
create policy retention_run_read on retention_run for select to :app
  using (app_kind() = any (array['staff'::text, 'system'::text]));
create policy retention_run_write on retention_run for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'retention'::text);

create function kept_in_data_rights(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'data_request', (select jsonb_agg(to_jsonb(t) order by t.received_at) from data_request t where t.person_id = any(ids)),
    'erasure', (select jsonb_agg(to_jsonb(t) - '{hash,before,after}'::text[]) from erasure t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_data_rights(ids uuid[]) from public;

-- ==== assistance ==========================================================================================

create table assisted_session (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  helper_id uuid not null,
  machine_id uuid not null,
  desk_id uuid,
  ticket_id uuid,
  authority text not null,
  hands text not null default 'guide'::text,
  case_id uuid,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  channel text not null default 'counter'::text,
  visit_id uuid,
  wrong_at timestamptz,
  offered_to uuid,
  offered_at timestamptz,
  constraint assisted_session_pkey primary key (id),
  constraint assisted_session_authority check (authority = any (array['present'::text, 'mandate'::text, 'guardian'::text])),
  constraint assisted_session_channel check (channel = any (array['counter'::text, 'home'::text])),
  constraint assisted_session_end check (end_reason = any (array['done'::text, 'went-home'::text, 'handed-over'::text, 'next-person'::text, 'ticket-closed'::text, 'wrong-person'::text, 'taken-back'::text])),
  constraint assisted_session_ends check ((ended_at is null) = (end_reason is null)),
  constraint assisted_session_hands check (hands = any (array['guide'::text, 'desk'::text, 'screen'::text])),
  constraint assisted_session_offered check ((offered_to is null) = (offered_at is null)),
  constraint assisted_session_visited check ((channel = 'home'::text) = (visit_id is not null) and (visit_id is null or ended_at is not null)),
  constraint assisted_session_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint assisted_session_helper_id_fkey foreign key (helper_id) references staff(id),
  constraint assisted_session_offered_to_fkey foreign key (offered_to) references staff(id),
  constraint assisted_session_person_id_fkey foreign key (person_id) references person(id),
  constraint assisted_session_visit_id_fkey foreign key (visit_id) references visit(id)
);
create index assisted_session_at_desk on assisted_session using btree (desk_id, started_at desc) where desk_id is not null;
create index assisted_session_centre on assisted_session using btree (centre_id, started_at);
create index assisted_session_desk on assisted_session using btree (desk_id) where ended_at is null;
create index assisted_session_offered_to on assisted_session using btree (offered_to) where offered_to is not null and ended_at is null;
create unique index assisted_session_one_for_helper on assisted_session using btree (helper_id) where ended_at is null;
create unique index assisted_session_one_for_machine on assisted_session using btree (machine_id) where ended_at is null;
create index assisted_session_person on assisted_session using btree (person_id);
create index assisted_session_visit on assisted_session using btree (visit_id) where visit_id is not null;
create trigger tell_doors after update on assisted_session for each row when (old.ended_at is distinct from new.ended_at or old.case_id is distinct from new.case_id or old.person_id is distinct from new.person_id or old.helper_id is distinct from new.helper_id or old.machine_id is distinct from new.machine_id or old.desk_id is distinct from new.desk_id) execute function tell_doors();
create trigger tell_doors_new after insert or delete on assisted_session for each statement execute function tell_doors();
grant insert, select, update on assisted_session to :app;
alter table assisted_session enable row level security;
create policy assisted_session_change on assisted_session for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'device'::text and id = nullif(current_setting('app.session'::text, true), ''::text)::uuid);
create policy assisted_session_phone on assisted_session for insert to :app
  with check (app_kind() = 'phone'::text and helper_id::text = app_id() and visit_id is not null and lived_in_areas(person_id));
create policy assisted_session_phone_read on assisted_session for select to :app
  using (app_kind() = 'phone'::text and helper_id::text = app_id());
create policy assisted_session_read on assisted_session for select to :app
  using (case app_kind()
      when 'staff'::text then app_at(centre_id)
      when 'resident'::text then person_id = any (app_same())
      when 'device'::text then id = nullif(current_setting('app.session'::text, true), ''::text)::uuid
      when 'system'::text then true
      else false
  end);
create policy assisted_session_write on assisted_session for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table call_request (
  id uuid not null,
  centre_id integer not null,
  about text not null,
  words bytea not null,
  procedure_code text,
  reason text,
  promised_on date not null,
  owner_id uuid,
  owned_since timestamptz,
  made_at timestamptz not null,
  outcome text,
  ended_by uuid,
  ended_at timestamptz,
  constraint call_request_pkey primary key (id),
  constraint call_request_about check (about = any (array['visit'::text, 'rating'::text])),
  constraint call_request_ended check (num_nulls(outcome, ended_by, ended_at) = any (array[0, 3])),
  constraint call_request_outcome check (outcome = any (array['called'::text, 'unreachable'::text, 'not-wanted'::text])),
  constraint call_request_owned check ((owner_id is null) = (owned_since is null)),
  constraint call_request_procedure check (procedure_code ~ '^\d\.\d{6}$'::text),
  constraint call_request_reason check (reason = any (array['wait'::text, 'unclear'::text, 'again'::text, 'manner'::text])),
  constraint call_request_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint call_request_ended_by_fkey foreign key (ended_by) references staff(id),
  constraint call_request_owner_id_fkey foreign key (owner_id) references staff(id)
);
create index call_request_open on call_request using btree (centre_id) where outcome is null;
grant delete, insert, select, update on call_request to :app;
alter table call_request enable row level security;
create policy call_request_ask on call_request for insert to :app
  with check ((app_kind() = any (array['public'::text, 'system'::text])) and outcome is null and (exists ( select
     from centre c
    where c.id = call_request.centre_id)));
create policy call_request_change on call_request for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy call_request_clear on call_request for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy call_request_pass on call_request for all to :app
  using (app_kind() = 'system'::text and app_id() = 'assistance.pass-on'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_id() = 'assistance.pass-on'::text);
create policy call_request_read on call_request for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));

create table encounter (
  id uuid not null,
  centre_id integer not null,
  session_id uuid,
  person_id uuid,
  helper_id uuid not null,
  channel text not null,
  topic text not null,
  how text not null,
  minutes integer not null,
  at timestamptz not null,
  day date not null,
  ask_again_on date,
  card text,
  card_version integer,
  said_back text,
  done_again text,
  constraint encounter_pkey primary key (id),
  constraint encounter_card check (card ~ '^[a-z0-9-]{1,40}$'::text),
  constraint encounter_card_version check (card_version > 0),
  constraint encounter_carded check (num_nulls(card, card_version, said_back, done_again) = any (array[0, 4])),
  constraint encounter_channel check (channel = any (array['counter'::text, 'home'::text, 'class'::text, 'phone'::text, 'support'::text])),
  constraint encounter_done_again check (done_again = any (array['none'::text, 'hint'::text, 'pointing'::text, 'doing'::text])),
  constraint encounter_how check (how = any (array['self'::text, 'guided'::text, 'done-for'::text, 'unfinished'::text, 'referred'::text])),
  constraint encounter_minutes check (minutes >= 0 and minutes <= 1440),
  constraint encounter_said_back check (said_back = any (array['full'::text, 'hint'::text, 'no'::text])),
  constraint encounter_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint encounter_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint encounter_helper_id_fkey foreign key (helper_id) references staff(id),
  constraint encounter_person_id_fkey foreign key (person_id) references person(id),
  constraint encounter_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index encounter_at_home on encounter using btree (session_id) where session_id is not null and channel = 'home'::text;
create index encounter_day on encounter using btree (centre_id, day);
create index encounter_person on encounter using btree (person_id) where person_id is not null;
create unique index encounter_session_once on encounter using btree (session_id) where session_id is not null and channel = 'counter'::text;
grant insert, select on encounter to :app;
alter table encounter enable row level security;
create policy encounter_phone on encounter for insert to :app
  with check (app_kind() = 'phone'::text and helper_id::text = app_id() and channel = 'home'::text and app_at(centre_id) and lived_in_areas(person_id));
create policy encounter_read on encounter for select to :app
  using (case ( select app_kind() as app_kind)
      when 'staff'::text then centre_id = any ((( select app_centres() as app_centres))::integer[])
      when 'system'::text then centre_id = any ((( select app_centres() as app_centres))::integer[])
      when 'phone'::text then helper_id::text = (( select app_id() as app_id))
      when 'resident'::text then person_id = any ((( select app_same() as app_same))::uuid[])
      when 'learner'::text then (person_id = any ((( select app_same() as app_same))::uuid[])) and (card is not null or how = 'self'::text)
      else false
  end);
create policy encounter_write on encounter for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table need (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  kind text not null,
  urgency text not null,
  source text not null,
  occasion text,
  owner_id uuid,
  plan text,
  promised_on date,
  note bytea,
  made_at timestamptz not null,
  outcome text,
  outcome_on date,
  asked boolean not null default false,
  constraint need_pkey primary key (id),
  constraint need_ends check ((outcome is null) = (outcome_on is null)),
  constraint need_kind check (kind = any (array['e-id'::text, 'id-card'::text, 'sim'::text, 'phone'::text, 'online-service'::text, 'social-pension'::text, 'pension-account'::text, 'health'::text, 'safety-online'::text, 'learn'::text, 'visit'::text, 'papers'::text])),
  constraint need_outcome check (outcome = any (array['met'::text, 'met-elsewhere'::text, 'not-wanted'::text, 'unreachable'::text, 'not-possible'::text, 'moved-away'::text, 'died'::text])),
  constraint need_plan check (plan = any (array['ticket'::text, 'appointment'::text, 'home-visit'::text, 'class'::text, 'police'::text, 'telecom'::text, 'hotline'::text, 'by-phone'::text])),
  constraint need_promise_planned check (promised_on is null or plan is not null),
  constraint need_source check (source = any (array['counter'::text, 'door'::text, 'phone'::text, 'hotline'::text, 'rule'::text, 'person'::text])),
  constraint need_urgency check (urgency = any (array['today'::text, 'this-week'::text, 'this-month'::text])),
  constraint need_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint need_owner_id_fkey foreign key (owner_id) references staff(id),
  constraint need_person_id_fkey foreign key (person_id) references person(id)
);
create index need_board on need using btree (centre_id) where outcome is null;
create index need_met on need using btree (centre_id, outcome_on) where outcome = 'met'::text;
create unique index need_open_once on need using btree (person_id, kind) where outcome is null;
create index need_person on need using btree (person_id);
create index need_to_ask on need using btree (centre_id, outcome_on) where outcome = 'met'::text and not asked;
create trigger need_met_again before update on need for each row when (new.outcome_on is distinct from old.outcome_on) execute function need_met_again();
grant insert, select, update on need to :app;
alter table need enable row level security;
create policy need_change on need for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy need_phone on need for all to :app
  using (in_areas(person_id))
  with check (app_at(centre_id) and in_areas(person_id));
create policy need_read on need for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy need_write on need for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (exists ( select 1
         from person p
        where p.id = need.person_id))
      when 'system'::text then app_at(centre_id)
      when 'resident'::text then person_id = app_person() and source = 'person'::text and owner_id is null and plan is null and outcome is null and (exists ( select 1
         from person p
           join place c on c.parent_id = p.commune_id
        where p.id = need.person_id and c.id = need.centre_id))
      else false
  end);

create table need_follow_up (
  need_id uuid not null,
  met_on date not null,
  after_days integer not null,
  answer text not null,
  centre_id integer not null,
  answered_by uuid not null,
  at timestamptz not null,
  constraint need_follow_up_once primary key (need_id, met_on, after_days),
  constraint need_follow_up_after check (after_days = any (array[30, 90])),
  constraint need_follow_up_answer check (answer = any (array['alone'::text, 'with-help'::text, 'not-tried'::text, 'unreachable'::text])),
  constraint need_follow_up_answered_by_fkey foreign key (answered_by) references staff(id),
  constraint need_follow_up_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint need_follow_up_need_id_fkey foreign key (need_id) references need(id)
);
create trigger need_was_asked after insert on need_follow_up for each row execute function need_was_asked();
grant insert, select on need_follow_up to :app;
alter table need_follow_up enable row level security;
create policy need_follow_up_all on need_follow_up for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy need_follow_up_read_system on need_follow_up for select to :app
  using (app_kind() = 'system'::text and app_id() = 'assistance.note-due'::text and app_at(centre_id));

create table need_found (
  person_id uuid not null,
  occasion text not null,
  centre_id integer not null,
  at timestamptz not null,
  constraint need_found_pkey primary key (person_id, occasion),
  constraint need_found_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint need_found_person_id_fkey foreign key (person_id) references person(id)
);
grant insert, select on need_found to :app;
alter table need_found enable row level security;
create policy need_found_all on need_found for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table visit (
  id uuid not null,
  centre_id integer not null,
  household_id uuid not null,
  helper_id uuid not null,
  phone_id uuid not null,
  outcome text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  at timestamptz not null,
  taken_back_at timestamptz,
  constraint visit_pkey primary key (id),
  constraint visit_outcome check (outcome = any (array['met'::text, 'not-home'::text, 'not-now'::text, 'moved-away'::text])),
  constraint visit_times check (ended_at >= began_at),
  constraint visit_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint visit_helper_id_fkey foreign key (helper_id) references staff(id)
);
create index visit_arrived on visit using btree (centre_id, at);
create index visit_centre on visit using btree (centre_id, ended_at);
create index visit_household on visit using btree (household_id, ended_at);
grant insert, select on visit to :app;
alter table visit enable row level security;
create policy visit_read on visit for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or door_in_areas(household_id));
create policy visit_stands on visit as restrictive for select to :app
  using (taken_back_at is null);
create policy visit_write on visit for insert to :app
  with check (door_in_areas(household_id) and helper_id::text = app_id());

create function just_rated_low(desk uuid, since timestamptz)
 returns table(id uuid, centre_id integer, said_why boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  return query
    select s.id, s.centre_id, r.reason is not null from assisted_session s join rating r on r.session_id = s.id and r.score <= 2
    where s.id = (select l.id from assisted_session l where l.desk_id = just_rated_low.desk and app_at(l.centre_id) order by l.started_at desc limit 1)
      and s.ended_at > just_rated_low.since;
end
$function$;
revoke execute on function just_rated_low(desk uuid, since timestamp with time zone) from public;
grant execute on function just_rated_low(desk uuid, since timestamp with time zone) to :app;

create function kept_in_assistance(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'assisted_session', (
    select jsonb_agg(to_jsonb(t) - '{machine_id}'::text[] || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.started_at)
    from assisted_session t where t.id = any(array(select s.id from assisted_session s where s.person_id = any(ids)))
    ),
    'encounter', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.at)
    from encounter t where t.person_id = any(ids) or t.session_id = any(array(select s.id from assisted_session s where s.person_id = any(ids)))
    ),
    'need', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.owner_id::text)) order by t.made_at) from need t where t.id = any(array(select n.id from need n where n.person_id = any(ids)))),
    'need_found', (select jsonb_agg(to_jsonb(t) order by t.at) from need_found t where t.person_id = any(ids)),
    'need_follow_up', (select jsonb_agg(to_jsonb(t) order by t.at) from need_follow_up t where t.need_id = any(array(select n.id from need n where n.person_id = any(ids))))
  )
$function$;
revoke execute on function kept_in_assistance(ids uuid[]) from public;

create function need_met_again()
 returns trigger
 language plpgsql
 set search_path from current
as $function$
begin
  new.asked := (select count(*) = 2 from need_follow_up u where u.need_id = new.id and u.met_on = new.outcome_on);
  return new;
end $function$;

create function need_was_asked()
 returns trigger
 language plpgsql
 set search_path from current
as $function$
begin
  update need n set asked = true where n.id = new.need_id and n.outcome_on = new.met_on and not n.asked
    and (select count(*) from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on) = 2;
  return null;
end $function$;

create function sat_with(who uuid, sitting uuid default null::uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() is not distinct from 'phone' and exists (select from assisted_session s
    where s.person_id = any(same_as(who)) and s.helper_id::text = app_id() and s.channel = 'home' and (sitting is null or s.id = sitting));
end
$function$;
revoke execute on function sat_with(who uuid, sitting uuid) from public;
grant execute on function sat_with(who uuid, sitting uuid) to :app;

create function say_why_beside(desk uuid, since timestamptz, why text)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  done boolean;
begin
  if app_kind() is distinct from 'device' then return false; end if;
  update rating set reason = why from just_rated_low(say_why_beside.desk, say_why_beside.since) l
    where rating.session_id = l.id and rating.reason is null;
  done := found;
  return done;
end
$function$;
revoke execute on function say_why_beside(desk uuid, since timestamp with time zone, why text) from public;
grant execute on function say_why_beside(desk uuid, since timestamp with time zone, why text) to :app;

create function seated_at(which integer, at timestamptz)
 returns table(id uuid, name text, desk uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select distinct on (s.id) s.id, s.name, t.desk_id
    from staff_session t join staff s on s.id = t.staff_id join desk d on d.id = t.desk_id
    where d.centre_id = which and app_kind() = 'staff' and app_at(which) and s.closed_at is null
      and t.level = 2 and t.revoked_at is null and t.expires_at > seated_at.at and d.closed_at is null
    order by s.id, t.worked_at desc;
end $function$;
revoke execute on function seated_at(which integer, at timestamp with time zone) from public;
grant execute on function seated_at(which integer, at timestamp with time zone) to :app;

create function take_back_visit(which uuid, needs uuid[], since timestamptz, at timestamptz)
 returns uuid
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  door uuid;
begin
  update visit v set taken_back_at = take_back_visit.at
    where v.id = which and app_kind() = 'phone' and v.helper_id::text = app_id() and app_at(v.centre_id) and v.taken_back_at is null
      and v.ended_at >= since and v.at >= take_back_visit.at - interval '7 days'
    returning v.household_id into door;
  if door is null then return null; end if;
  delete from need n where n.id = any(needs) and n.source = 'door' and n.outcome is null
    and exists (select from assisted_session s where s.visit_id = which and n.person_id = any(same_as(s.person_id)))
    and exists (select from journal j where j.about = n.id and j.command = 'assistance.record-need' and j.actor_kind = 'phone' and j.actor_id = app_id())
    and not exists (select from journal j where j.about = n.id and (j.actor_kind <> 'phone' or j.actor_id <> app_id()))
    and not exists (select from home_visit v where v.need_id = n.id)
    and coalesce(n.owner_id::text, app_id()) = app_id() and (n.plan is null or n.plan = 'home-visit');
  delete from encounter e using assisted_session s where s.visit_id = which and e.session_id = s.id;
  update assisted_session s set end_reason = 'taken-back' where s.visit_id = which;
  return door;
end
$function$;
revoke execute on function take_back_visit(which uuid, needs uuid[], since timestamp with time zone, at timestamp with time zone) from public;
grant execute on function take_back_visit(which uuid, needs uuid[], since timestamp with time zone, at timestamp with time zone) to :app;

create function whose_call(centre integer)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (
    select s.id from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = centre and g.role in ('leader', 'receiving-officer') and g.taken_at is null and s.closed_at is null
    order by g.role = 'leader' desc, (select count(*) from call_request r where r.owner_id = s.id and r.outcome is null), g.given_at, s.id limit 1);
end
$function$;
revoke execute on function whose_call(centre integer) from public;
grant execute on function whose_call(centre integer) to :app;

-- ==== readiness ===========================================================================================

create table police_booking (
  id uuid not null,
  slot_id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  triage_id uuid not null,
  purpose text not null,
  companion_id uuid,
  state text not null default 'booked'::text,
  outcome text,
  reason text,
  made_at timestamptz not null,
  settled_on date,
  call_off_id uuid,
  call_off_owner_id uuid,
  constraint police_booking_pkey primary key (id),
  constraint police_booking_came check ((state = 'came'::text) = (outcome is not null)),
  constraint police_booking_outcome check (outcome = any (array['card'::text, 'level-1'::text, 'level-2'::text, 'activated'::text, 'account'::text, 'not'::text])),
  constraint police_booking_purpose check (purpose = any (array['card'::text, 'level-1'::text, 'level-2'::text, 'account'::text])),
  constraint police_booking_reason check (reason = any (array['card'::text, 'sim'::text, 'fingers'::text, 'phone'::text, 'representative'::text, 'system'::text, 'other'::text])),
  constraint police_booking_state check (state = any (array['booked'::text, 'cancelled'::text, 'called-off'::text, 'no-show'::text, 'came'::text])),
  constraint police_booking_why_not check (((outcome = 'not'::text) is true) = (reason is not null)),
  constraint police_booking_call_off_id_fkey foreign key (call_off_id) references police_call_off(id),
  constraint police_booking_call_off_owner_id_fkey foreign key (call_off_owner_id) references staff(id),
  constraint police_booking_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint police_booking_companion_id_fkey foreign key (companion_id) references staff(id),
  constraint police_booking_person_id_fkey foreign key (person_id) references person(id),
  constraint police_booking_slot_id_fkey foreign key (slot_id) references police_slot(id),
  constraint police_booking_triage_id_fkey foreign key (triage_id) references readiness_triage(id)
);
create index police_booking_call_off on police_booking using btree (call_off_id) where call_off_id is not null;
create unique index police_booking_one_open on police_booking using btree (person_id) where state = 'booked'::text;
create index police_booking_slot on police_booking using btree (slot_id);
grant insert, select, update on police_booking to :app;
alter table police_booking enable row level security;
create policy police_booking_change on police_booking for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy police_booking_free on police_booking for update to :app
  using (app_kind() = 'system'::text and (person_id = any (app_same())) and state = 'booked'::text)
  with check (app_kind() = 'system'::text and (person_id = any (app_same())) and state = 'cancelled'::text);
create policy police_booking_pass on police_booking for update to :app
  using (app_kind() = 'system'::text and app_id() = 'readiness.pass-on'::text and app_at(centre_id) and state = 'booked'::text)
  with check (app_kind() = 'system'::text and app_id() = 'readiness.pass-on'::text and app_at(centre_id) and state = 'booked'::text);
create policy police_booking_pass_seen on police_booking for select to :app
  using (app_kind() = 'system'::text and app_id() = 'readiness.pass-on'::text and app_at(centre_id) and state = 'booked'::text);
create policy police_booking_phone on police_booking for select to :app
  using (in_areas(person_id));
create policy police_booking_read on police_booking for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy police_booking_read_system on police_booking for select to :app
  using (app_kind() = 'system'::text and (person_id = any (app_same())));
create policy police_booking_write on police_booking for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (exists ( select 1
     from person p
    where p.id = police_booking.person_id)));

create table police_call_off (
  id uuid not null,
  centre_id integer not null,
  made_by uuid not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  constraint police_call_off_pkey primary key (id),
  constraint police_call_off_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint police_call_off_made_by_fkey foreign key (made_by) references staff(id)
);
grant insert, select, update (undone_at) on police_call_off to :app;
alter table police_call_off enable row level security;
create policy police_call_off_read on police_call_off for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy police_call_off_undo on police_call_off for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and undone_at is not null);
create policy police_call_off_write on police_call_off for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and undone_at is null);

create table police_slot (
  id uuid not null,
  centre_id integer not null,
  day date not null,
  starts time without time zone not null,
  ends time without time zone not null,
  place text not null,
  hamlet text,
  capacity integer not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  call_off_id uuid,
  constraint police_slot_pkey primary key (id),
  constraint police_slot_capacity check (capacity >= 1 and capacity <= 20),
  constraint police_slot_hamlet check ((place = 'kit'::text) = (hamlet is not null)),
  constraint police_slot_order check (ends > starts),
  constraint police_slot_place check (place = any (array['station'::text, 'kit'::text])),
  constraint police_slot_call_off_id_fkey foreign key (call_off_id) references police_call_off(id),
  constraint police_slot_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index police_slot_call_off on police_slot using btree (call_off_id) where call_off_id is not null;
create unique index police_slot_once on police_slot using btree (centre_id, day, starts, place, hamlet) nulls not distinct where withdrawn_at is null;
grant insert, select, update (capacity, withdrawn_at, call_off_id) on police_slot to :app;
alter table police_slot enable row level security;
create policy police_slot_again on police_slot for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and withdrawn_at is null and (exists ( select
     from police_call_off c
    where c.id = police_slot.call_off_id and c.undone_at is not null)));
create policy police_slot_lock on police_slot for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (false);
create policy police_slot_phone on police_slot for select to :app
  using (app_kind() = 'phone'::text and (exists ( select
     from police_booking b
    where b.slot_id = police_slot.id)));
create policy police_slot_read on police_slot for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (exists ( select 1
     from police_booking b
    where b.slot_id = police_slot.id)));
create policy police_slot_withdraw on police_slot for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and withdrawn_at is not null);
create policy police_slot_write on police_slot for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table readiness_triage (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  want text not null,
  answers bytea not null,
  door text not null,
  made_by uuid not null,
  at timestamptz not null,
  constraint readiness_triage_pkey primary key (id),
  constraint readiness_triage_door check (door = any (array['police-card'::text, 'telecom'::text, 'phone'::text, 'police-level-2'::text, 'police-child'::text, 'app-level-1'::text, 'activate'::text, 'account'::text])),
  constraint readiness_triage_want check (want = any (array['level-1'::text, 'level-2'::text, 'activate'::text, 'locked'::text, 'lost-phone'::text, 'new-phone'::text])),
  constraint readiness_triage_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint readiness_triage_made_by_fkey foreign key (made_by) references staff(id),
  constraint readiness_triage_person_id_fkey foreign key (person_id) references person(id)
);
create index readiness_triage_person on readiness_triage using btree (person_id, at desc);
grant insert, select, update (answers) on readiness_triage to :app;
alter table readiness_triage enable row level security;
create policy readiness_triage_empty on readiness_triage for update to :app
  using (app_kind() = 'system'::text and (person_id = any (app_same())));
create policy readiness_triage_phone on readiness_triage for all to :app
  using (in_areas(person_id))
  with check (app_at(centre_id) and in_areas(person_id));
create policy readiness_triage_read on readiness_triage for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy readiness_triage_read_system on readiness_triage for select to :app
  using (app_kind() = 'system'::text and (person_id = any (app_same())));
create policy readiness_triage_write on readiness_triage for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (exists ( select 1
     from person p
    where p.id = readiness_triage.person_id)));

create function kept_in_readiness(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'readiness_triage', (select jsonb_agg(to_jsonb(t) order by t.at) from readiness_triage t where t.person_id = any(ids)),
    'police_booking', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'starts', s.starts, 'place', s.place) order by t.made_at)
    from police_booking t join police_slot s on s.id = t.slot_id where t.person_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_readiness(ids uuid[]) from public;

create function police_stands_again(centre integer, bookings uuid[])
 returns table(person_id uuid, since timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(police_stands_again.centre) then return; end if;
  return query
    select b.person_id, c.made_at from police_booking b join police_call_off c on c.id = b.call_off_id
    where b.id = any(bookings) and b.centre_id = police_stands_again.centre and b.state = 'booked';
end
$function$;
revoke execute on function police_stands_again(centre integer, bookings uuid[]) from public;
grant execute on function police_stands_again(centre integer, bookings uuid[]) to :app;

-- ==== cases ===============================================================================================

create table case_answer (
  id bigint generated always as identity,
  case_id uuid not null,
  questions text[] not null,
  values_sealed bytea[] not null,
  provenance text not null,
  at timestamptz not null,
  typed_by uuid,
  typed_key uuid,
  constraint case_answer_pkey primary key (id),
  constraint case_answer_pairs check (cardinality(questions) > 0 and cardinality(questions) = cardinality(values_sealed)),
  constraint case_answer_program check (provenance <> 'program'::text or typed_key is not null),
  constraint case_answer_provenance check (provenance = any (array['resident'::text, 'guide'::text, 'card'::text, 'register'::text, 'program'::text])),
  constraint case_answer_case_id_fkey foreign key (case_id) references case_file(id),
  constraint case_answer_typed_by_fkey foreign key (typed_by) references staff(id),
  constraint case_answer_typed_key_fkey foreign key (typed_key) references api_key(id)
);
create index case_answer_case on case_answer using btree (case_id, id);
create index case_answer_typed_by on case_answer using btree (typed_by) where typed_by is not null;
create index case_answer_typed_key on case_answer using btree (typed_key) where typed_key is not null;
grant insert, select on case_answer to :app;
alter table case_answer enable row level security;
create policy case_answer_all on case_answer for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = case_answer.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = case_answer.case_id)));

create table case_claim (
  case_id uuid not null,
  person_id uuid not null,
  centre_id integer not null,
  answer text not null,
  at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  way text not null default 'own-page'::text,
  holder_id uuid,
  held_since timestamptz,
  found text,
  constraint case_claim_once primary key (case_id),
  constraint case_claim_answer check (answer = any (array['mine'::text, 'not-mine'::text])),
  constraint case_claim_found check (found = any (array['theirs'::text, 'mistaken'::text, 'misused'::text])),
  constraint case_claim_held check ((holder_id is null) = (held_since is null)),
  constraint case_claim_way check (way = any (array['own-page'::text, 'slip'::text, 'link'::text])),
  constraint case_claim_case_id_fkey foreign key (case_id) references case_file(id),
  constraint case_claim_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint case_claim_holder_id_fkey foreign key (holder_id) references staff(id),
  constraint case_claim_person_id_fkey foreign key (person_id) references person(id),
  constraint case_claim_settled_by_fkey foreign key (settled_by) references staff(id)
);
create index case_claim_open on case_claim using btree (centre_id, at) where answer = 'not-mine'::text and settled_at is null;
create index case_claim_person on case_claim using btree (person_id);
grant insert, select, update (answer, settled_by, settled_at, way, holder_id, held_since, found) on case_claim to :app;
alter table case_claim enable row level security;
create policy case_claim_by_slip on case_claim for insert to :app
  with check (app_kind() = 'slip'::text and case_id = app_row() and answer = 'not-mine'::text and (way = any (array['slip'::text, 'link'::text])) and settled_at is null and (exists ( select
     from case_file c
    where c.id = case_claim.case_id and c.owner_id = case_claim.person_id and c.receiving_centre_id = case_claim.centre_id)));
create policy case_claim_own_word on case_claim for update to :app
  using (app_kind() = 'resident'::text and (person_id = any (app_same())) and way <> 'own-page'::text and settled_at is null)
  with check (app_kind() = 'resident'::text and (person_id = any (app_same())) and way = 'own-page'::text and settled_at is null);
create policy case_claim_pass on case_claim for update to :app
  using (app_kind() = 'system'::text and app_id() = 'cases.pass-denials'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_id() = 'cases.pass-denials'::text and app_at(centre_id));
create policy case_claim_pass_read on case_claim for select to :app
  using (app_kind() = 'system'::text and app_id() = 'cases.pass-denials'::text and app_at(centre_id));
create policy case_claim_read on case_claim for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) or app_kind() = 'slip'::text and case_id = app_row());
create policy case_claim_settle on case_claim for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and answer = 'not-mine'::text);
create policy case_claim_write on case_claim for insert to :app
  with check (app_kind() = 'resident'::text and (person_id = any (app_same())) and (exists ( select
     from case_file c
    where c.id = case_claim.case_id and (c.owner_id = any (app_same())) and c.receiving_centre_id = case_claim.centre_id)));

create table case_file (
  id uuid not null,
  receiving_centre_id integer not null,
  responsible_centre_id integer not null,
  procedure_code text not null,
  catalogue_version text not null,
  helped_id uuid not null,
  submitter_id uuid not null,
  owner_id uuid not null,
  way text,
  way_reason text,
  receiver_id uuid,
  stage text not null default 'draft'::text,
  status integer,
  official_code text,
  portal_since timestamptz,
  slip_hash bytea,
  remarks_sealed bytea,
  made_by uuid,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  received_at timestamptz,
  filed_at timestamptz,
  due_on date,
  handed_over_at timestamptz,
  handed_over_against text,
  version integer not null default 1,
  owner_basis text,
  given_back_at timestamptz,
  given_back_by uuid,
  given_back_why text,
  delivery text,
  constraint case_file_pkey primary key (id),
  constraint case_official_code_once unique (official_code),
  constraint case_slip_once unique (slip_hash),
  constraint case_file_basis_said check (submitter_id = owner_id or owner_basis is not null),
  constraint case_file_delivery check (delivery = any (array['desk'::text, 'post'::text, 'electronic'::text])),
  constraint case_file_given_back check ((given_back_at is null) = (given_back_why is null) and (given_back_at is null) = (given_back_by is null)),
  constraint case_file_owner_basis check (owner_basis = any (array['guardian'::text, 'family'::text, 'authorised'::text])),
  constraint case_file_stage check (stage = any (array['draft'::text, 'confirmed'::text, 'received'::text, 'filed'::text, 'void'::text])),
  constraint case_file_status check (status >= 1 and status <= 10),
  constraint case_file_way check (way = any (array['ONLINE'::text, 'DIRECT'::text])),
  constraint case_file_given_back_by_fkey foreign key (given_back_by) references staff(id),
  constraint case_file_helped_id_fkey foreign key (helped_id) references person(id),
  constraint case_file_owner_id_fkey foreign key (owner_id) references person(id),
  constraint case_file_receiver_id_fkey foreign key (receiver_id) references staff(id),
  constraint case_file_receiving_centre_id_fkey foreign key (receiving_centre_id) references centre(id),
  constraint case_file_responsible_centre_id_fkey foreign key (responsible_centre_id) references centre(id),
  constraint case_file_submitter_id_fkey foreign key (submitter_id) references person(id)
);
create index case_file_centre on case_file using btree (receiving_centre_id, made_at desc);
create index case_file_helped on case_file using btree (helped_id);
create index case_file_in_hand on case_file using btree (receiving_centre_id) where stage <> 'void'::text and (stage <> 'filed'::text or status is null or (status <> all (array[3, 7, 10])));
create index case_file_open on case_file using btree (receiving_centre_id, stage, status);
create index case_file_over on case_file using btree (receiving_centre_id, made_at desc, id) where stage = 'filed'::text and (status = any (array[3, 7, 10]));
create index case_file_owner on case_file using btree (owner_id);
create index case_file_submitter on case_file using btree (submitter_id);
create trigger case_over_changed after update on case_file for each row when ((old.stage = 'filed'::text and (old.status = any (array[3, 7, 10])) or new.stage = 'filed'::text and (new.status = any (array[3, 7, 10]))) and (old.receiving_centre_id is distinct from new.receiving_centre_id or old.made_at is distinct from new.made_at or old.stage is distinct from new.stage or old.status is distinct from new.status)) execute function count_case_over();
create trigger case_over_gone after delete on case_file for each row when (old.stage = 'filed'::text and (old.status = any (array[3, 7, 10]))) execute function count_case_over();
create trigger case_over_made after insert on case_file for each row when (new.stage = 'filed'::text and (new.status = any (array[3, 7, 10]))) execute function count_case_over();
grant insert, select, update on case_file to :app;
alter table case_file enable row level security;
create policy case_file_change on case_file for update to :app
  using (case app_kind()
      when 'staff'::text then app_at(receiving_centre_id) or app_at(responsible_centre_id)
      when 'resident'::text then app_person() = owner_id or app_person() = submitter_id
      when 'system'::text then id = app_row()
      when 'device'::text then id = app_row()
      when 'slip'::text then id = app_row()
      else false
  end)
  with check (true);
create policy case_file_phone_change on case_file for update to :app
  using (written_at_door(id))
  with check (app_kind() = 'phone'::text);
create policy case_file_phone_read on case_file for select to :app
  using (written_at_door(id));
create policy case_file_phone_write on case_file for insert to :app
  with check (app_kind() = 'phone'::text and made_by::text = app_id() and app_at(receiving_centre_id) and lived_in_areas(helped_id) and lived_in_areas(owner_id));
create policy case_file_read on case_file for select to :app
  using (case app_kind()
      when 'staff'::text then app_at(receiving_centre_id) or app_at(responsible_centre_id)
      when 'resident'::text then (owner_id = any (app_same())) or (helped_id = any (app_same())) or (submitter_id = any (app_same())) or stands_for(owner_id)
      when 'system'::text then id = app_row() or owner_id = app_person()
      else id = app_row()
  end);
create policy case_file_write on case_file for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(receiving_centre_id) or app_kind() = 'resident'::text and submitter_id = app_person());

create table case_over_day (
  receiving_centre_id integer not null,
  made_on date not null,
  files integer not null,
  constraint case_over_day_receiving_centre_id_fkey foreign key (receiving_centre_id) references centre(id)
);
create index case_over_day_centre on case_over_day using btree (receiving_centre_id, made_on) include (files);
alter table case_over_day enable row level security;

create table case_paper (
  id uuid not null,
  case_id uuid not null,
  paper text not null,
  verdict text not null,
  reason text,
  sha256 text,
  bytes integer,
  mime text,
  at timestamptz not null,
  constraint case_paper_pkey primary key (id),
  constraint case_paper_verdict check (verdict = any (array['good'::text, 'seen'::text, 'not-needed'::text, 'unclear'::text, 'missing'::text, 'refused'::text, 'attached'::text])),
  constraint case_paper_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_paper_case on case_paper using btree (case_id, paper, at desc);
grant insert, select on case_paper to :app;
alter table case_paper enable row level security;
create policy case_paper_all on case_paper for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = case_paper.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = case_paper.case_id)));

create table case_paper_look (
  case_id uuid not null,
  paper text not null,
  by_id uuid not null,
  at timestamptz not null,
  constraint case_paper_look_pkey primary key (case_id, paper),
  constraint case_paper_look_by_id_fkey foreign key (by_id) references staff(id),
  constraint case_paper_look_case_id_fkey foreign key (case_id) references case_file(id)
);
grant insert, select on case_paper_look to :app;
alter table case_paper_look enable row level security;
create policy case_paper_look_all on case_paper_look for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = case_paper_look.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = case_paper_look.case_id)) and app_kind() = 'staff'::text and by_id::text = app_id());

create table case_photo_part (
  photo_id uuid not null,
  part integer not null,
  parts integer not null,
  case_id uuid not null,
  sealed bytea not null,
  at timestamptz not null,
  constraint case_photo_part_pkey primary key (photo_id, part),
  constraint case_photo_part_within check (part >= 0 and part < parts),
  constraint case_photo_part_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_photo_part_at on case_photo_part using btree (at);
create index case_photo_part_case on case_photo_part using btree (case_id);
grant delete, insert, select on case_photo_part to :app;
alter table case_photo_part enable row level security;
create policy case_photo_part_clear on case_photo_part for all to :app
  using (app_kind() = 'system'::text)
  with check (false);
create policy case_photo_part_phone on case_photo_part for all to :app
  using (written_at_door(case_id))
  with check (written_at_door(case_id));

create table case_status (
  id bigint generated always as identity,
  case_id uuid not null,
  status integer not null,
  source text not null,
  outside_at timestamptz not null,
  heard_at timestamptz not null,
  constraint case_status_pkey primary key (id),
  constraint case_status_once unique (case_id, status, outside_at),
  constraint case_status_range check (status >= 1 and status <= 10),
  constraint case_status_source check (source = any (array['portal'::text, 'by-hand'::text, 'counter'::text])),
  constraint case_status_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_status_at on case_status using btree (outside_at);
create index case_status_result on case_status using btree (outside_at, case_id) where status = 9;
grant insert, select on case_status to :app;
alter table case_status enable row level security;
create policy case_status_all on case_status for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = case_status.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = case_status.case_id)));

create table confirm_link (
  token_hash bytea not null,
  case_id uuid not null,
  content_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  proof_hash bytea,
  constraint confirm_link_pkey primary key (token_hash),
  constraint confirm_link_case_id_fkey foreign key (case_id) references case_file(id)
);
grant delete, insert, select, update on confirm_link to :app;
alter table confirm_link enable row level security;
create policy confirm_link_all on confirm_link for all to :app
  using (app_kind() = 'system'::text or (exists ( select 1
     from case_file c
    where c.id = confirm_link.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = confirm_link.case_id)));

create table confirmation (
  id uuid not null,
  case_id uuid not null,
  content_hash bytea not null,
  way text not null,
  device_id uuid,
  revoked_at timestamptz,
  at timestamptz not null,
  proof text,
  browser text,
  words_sealed bytea,
  constraint confirmation_pkey primary key (id),
  constraint confirmation_proof check (proof = any (array['card'::text, 'e-id'::text, 'device'::text, 'paper'::text])),
  constraint confirmation_way check (way = any (array['second-screen'::text, 'phone'::text, 'paper'::text, 'e-id'::text])),
  constraint confirmation_case_id_fkey foreign key (case_id) references case_file(id)
);
create index confirmation_case on confirmation using btree (case_id, at desc);
grant insert, select, update on confirmation to :app;
alter table confirmation enable row level security;
create policy confirmation_all on confirmation for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = confirmation.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = confirmation.case_id)));

create table door_case (
  case_id uuid not null,
  session_id uuid not null,
  phone_id uuid not null,
  said_at timestamptz not null,
  signed_hash bytea,
  not_yet text,
  photos integer not null,
  constraint door_case_pkey primary key (case_id),
  constraint door_case_not_yet check (not_yet = any (array['not-signed'::text, 'photo-missing'::text, 'changed-since'::text, 'answers-missing'::text, 'person-unverified'::text])),
  constraint door_case_photos check (photos >= 0 and photos <= 6),
  constraint door_case_signed check (signed_hash is not null or not_yet = 'not-signed'::text),
  constraint door_case_case_id_fkey foreign key (case_id) references case_file(id),
  constraint door_case_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index door_case_session on door_case using btree (session_id);
grant insert, select, update on door_case to :app;
alter table door_case enable row level security;
create policy door_case_change on door_case for update to :app
  using (written_at_door(case_id) or app_kind() = 'staff'::text and (exists ( select
     from case_file c
    where c.id = door_case.case_id)));
create policy door_case_read on door_case for select to :app
  using (written_at_door(case_id) or (exists ( select
     from case_file c
    where c.id = door_case.case_id)));
create policy door_case_write on door_case for insert to :app
  with check (app_kind() = 'phone'::text and (exists ( select
     from assisted_session s
    where s.id = door_case.session_id and s.helper_id::text = app_id() and s.channel = 'home'::text)));

create function add_case_over(centre integer, day date, more integer)
 returns void
 language plpgsql
 set search_path from current
as $function$
begin
  update case_over_day d set files = d.files + more
  where d.ctid = (select f.ctid from case_over_day f where f.receiving_centre_id = centre and f.made_on = day limit 1 for update skip locked);
  if not found then insert into case_over_day values (centre, day, more); end if;
end $function$;
revoke execute on function add_case_over(centre integer, day date, more integer) from public;

create function case_by_code(code text)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from case_file c where c.official_code = code);
end
$function$;
revoke execute on function case_by_code(code text) from public;
grant execute on function case_by_code(code text) to :app;

create function case_by_slip(hashes bytea[])
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from case_file c where c.slip_hash = any(hashes));
end
$function$;
revoke execute on function case_by_slip(hashes bytea[]) from public;
grant execute on function case_by_slip(hashes bytea[]) to :app;

create function case_centre(which uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select c.receiving_centre_id from case_file c where c.id = which);
end
$function$;
revoke execute on function case_centre(which uuid) from public;
grant execute on function case_centre(which uuid) to :app;

create function case_day(at timestamptz)
 returns date
 language sql
 immutable
as $function$ select (at at time zone 'Asia/Ho_Chi_Minh')::date $function$;

create function cases_over(centre integer, key uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  key_at timestamptz;
begin
  if coalesce(app_kind(), '') <> 'staff' or not app_at(centre) then return 0; end if;
  if key is null then
    return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = centre);
  end if;
  key_at := (select c.made_at from case_file c where c.id = key and c.receiving_centre_id = centre);
  return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = centre and d.made_on < case_day(key_at))
    + (select count(*)::int from case_file c where c.receiving_centre_id = centre and c.stage = 'filed' and c.status in (3, 7, 10)
      and c.made_at >= case_day(key_at)::timestamp at time zone 'Asia/Ho_Chi_Minh' and c.made_at <= key_at and (c.made_at < key_at or c.id > key));
end $function$;
revoke execute on function cases_over(centre integer, key uuid) from public;
grant execute on function cases_over(centre integer, key uuid) to :app;

create function count_case_over()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if tg_op <> 'INSERT' and old.stage = 'filed' and old.status in (3, 7, 10) then
    perform add_case_over(old.receiving_centre_id, case_day(old.made_at), -1);
  end if;
  if tg_op <> 'DELETE' and new.stage = 'filed' and new.status in (3, 7, 10) then
    perform add_case_over(new.receiving_centre_id, case_day(new.made_at), 1);
  end if;
  return null;
end $function$;
revoke execute on function count_case_over() from public;

create function ended_outside(centres integer[], begins timestamptz, ends timestamptz)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  mine int[] := array(select c from unnest(centres) c where app_at(c));
begin
  if coalesce(app_kind(), '') <> 'staff' then return 0; end if;
  return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = any(mine))
    + (select count(*)::int from case_file c where c.receiving_centre_id = any(mine) and c.stage not in ('draft', 'void')
      and (c.stage <> 'filed' or c.status is null or c.status not in (3, 7, 10)) and c.status in (3, 7, 8, 10))
    - (select count(*)::int from (select distinct s.case_id, s.status from case_status s where s.outside_at >= begins and s.outside_at < ends and s.status in (3, 7, 8, 10)) d
      cross join lateral (select f.status from case_file f where f.id = d.case_id and f.status = d.status and f.receiving_centre_id = any(mine) and f.stage not in ('draft', 'void') offset 0) e);
end $function$;
revoke execute on function ended_outside(centres integer[], begins timestamp with time zone, ends timestamp with time zone) from public;
grant execute on function ended_outside(centres integer[], begins timestamp with time zone, ends timestamp with time zone) to :app;

create function file_case(file uuid, centre integer, code text, catalogue text, person uuid, maker uuid, filed timestamptz, questions text[], sealed bytea[], provenance text, program uuid, paper_ids uuid[], papers text[], verdicts text[], hashes text[])
 returns void
 language plpgsql
as $function$
declare
  stays boolean;
  joined uuid;
begin
  select p.erased_at is null, p.merged_into into stays, joined from person p where p.id = person;
  if joined is not null then
    select p.erased_at is null into stays from person p where p.id = joined;
  end if;
  if stays is not true then raise exception 'nobody whom this scope sees' using errcode = 'TNPER'; end if;
  insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, made_by, made_at)
  values (file, centre, centre, code, catalogue, person, person, person, maker, filed);
  if cardinality(questions) > 0 then
    insert into case_answer (case_id, questions, values_sealed, provenance, at, typed_by, typed_key)
    values (file, questions, sealed, provenance, filed, maker, program);
  end if;
  insert into case_paper (id, case_id, paper, verdict, sha256, at)
  select p.id, file, p.paper, p.verdict, p.hash, filed from unnest(paper_ids, papers, verdicts, hashes) as p (id, paper, verdict, hash);
end $function$;

create function find_owners(centre integer, words jsonb, said text, but_one boolean)
 returns table(id uuid, nearness real)
 language plpgsql
 stable security definer rows 41
 set search_path from current
 set enable_seqscan to 'off'
as $function$
#variable_conflict use_column
declare
  communes int[] := array(select distinct p.parent_id from place p where p.id = any(app_centres()) and p.kind = 'centre');
  commune int;
  word jsonb;
  met text[];
  every text[] := '{}';
  flat text := plain_words(said);
begin
  if app_kind() is distinct from 'staff' or jsonb_typeof(words) <> 'array' or jsonb_array_length(words) not between 1 and 8 then return; end if;
  foreach commune in array communes loop
    met := '{}';
    for word in select * from jsonb_array_elements(words) loop
      met := met || any_of(commune, word);
    end loop;
    every := every || case
      when but_one and cardinality(met) > 1 then (
        select string_agg('(' || (select string_agg(m, '&') from unnest(met) with ordinality o(m, k) where k <> n) || ')', '|') from generate_series(1, cardinality(met)) n)
      else array_to_string(met, '&')
    end;
  end loop;
  return query
    with met as materialized (
      select coalesce(p.merged_into, p.id) as root, word_similarity(flat, p.name_plain) + case when position(lower(normalize(said, NFC)) in lower(p.name)) > 0 then 2 when position(flat in plain_words(p.name)) > 0 then 1 else 0 end as near
      from person p
      where p.search @@ array_to_string(every, '|')::tsquery and p.commune_id = any(communes) and p.erased_at is null
    ), same as (
      select o.id, o.birth_year, o.name, max(m.near)::real as near
      from met m cross join lateral (select * from person where id = m.root union all select * from person where merged_into = m.root) o
      group by o.id, o.birth_year, o.name
    )
    select o.id, o.near from same o
    where app_at(centre) and (exists (
        select from case_file c where c.owner_id = o.id and c.receiving_centre_id = centre and c.stage <> 'void'
          and (c.stage <> 'draft' or c.given_back_at is not null or exists (select from door_case d where d.case_id = c.id)))
      or exists (
        select from case_file c where c.helped_id = o.id and c.receiving_centre_id = centre and c.stage <> 'void'
          and (c.stage <> 'draft' or c.given_back_at is not null or exists (select from door_case d where d.case_id = c.id))))
    order by o.near desc nulls last, o.birth_year nulls last, o.name
    limit 41;
end $function$;
revoke execute on function find_owners(centre integer, words jsonb, said text, but_one boolean) from public;
grant execute on function find_owners(centre integer, words jsonb, said text, but_one boolean) to :app;

create function kept_in_cases(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'case_file', (
    select jsonb_agg(case when t.id = any(array(select c.id from case_file c where c.owner_id = any(ids))) then to_jsonb(t) - 'slip_hash' || jsonb_build_object('role', 'owner')
      else jsonb_build_object('id', t.id, 'procedure_code', t.procedure_code, 'made_at', t.made_at, 'stage', t.stage, 'status', t.status, 'handed_over_at', t.handed_over_at, 'role', case when t.submitter_id = any(ids) then 'submitter' else 'helped' end,
        'other_name', o.name) end order by t.made_at)
    from case_file t join person o on o.id = t.owner_id where t.owner_id = any(ids) or t.submitter_id = any(ids) or t.helped_id = any(ids)
    ),
    'case_answer', (select jsonb_agg(to_jsonb(t) - 'typed_by' - 'typed_key' - 'questions' - 'values_sealed' || jsonb_build_object('question', q.question,
        'value_sealed', q.value_sealed, 'owner_id', c.owner_id, 'typed_name', s.name, 'typed_program', k.name) order by t.id, q.nth)
      from case_answer t cross join lateral unnest(t.questions, t.values_sealed) with ordinality as q (question, value_sealed, nth)
        join case_file c on c.id = t.case_id left join staff s on s.id = t.typed_by left join api_key k on k.id = t.typed_key
      where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_paper', (select jsonb_agg(to_jsonb(t) - 'sha256' order by t.at) from case_paper t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_paper_look', (select jsonb_agg(to_jsonb(t) - 'by_id' || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at)
      from case_paper_look t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' - 'holder_id' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'door_case', (select jsonb_agg(to_jsonb(t) - 'phone_id' - 'session_id' - 'signed_hash' order by t.said_at) from door_case t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$function$;
revoke execute on function kept_in_cases(ids uuid[]) from public;

create function key_called(which uuid)
 returns table(name text, maker text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return; end if;
  return query select k.name, s.name from api_key k left join staff s on s.id = k.made_by and k.made_by <> k.staff_id where k.id = which;
end
$function$;
revoke execute on function key_called(which uuid) from public;
grant execute on function key_called(which uuid) to :app;

create function leader_to_ask(centre integer)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if not coalesce(app_kind() = 'system' and app_at(centre)
    or app_kind() = 'slip' and exists (select from case_file c where c.id = app_row() and c.receiving_centre_id = centre)
    or app_kind() = 'resident' and exists (select from case_file c where c.owner_id = any(app_same()) and c.receiving_centre_id = centre), false)
  then return null; end if;
  return (
    select s.id from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = centre and g.role = 'leader' and g.taken_at is null and s.closed_at is null
    order by (select count(*) from case_claim k where k.holder_id = s.id and k.answer = 'not-mine' and k.settled_at is null), g.given_at, s.id limit 1);
end
$function$;
revoke execute on function leader_to_ask(centre integer) from public;
grant execute on function leader_to_ask(centre integer) to :app;

create function results_since(centres integer[], since timestamptz)
 returns table(id uuid, centre integer, official_code text, procedure_code text, due_on date, done_at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'staff' then return; end if;
  return query
    select c.id, c.receiving_centre_id, c.official_code, c.procedure_code, c.due_on, r.at
    from (select s.case_id, min(s.outside_at) as at from case_status s where s.status = 9 and s.outside_at >= since group by s.case_id) r
    cross join lateral (select * from case_file f where f.id = r.case_id offset 0) c
    where c.receiving_centre_id = any(centres) and app_at(c.receiving_centre_id)
      and not exists (select from case_status b where b.case_id = r.case_id and b.status = 9 and b.outside_at < since);
end $function$;
revoke execute on function results_since(centres integer[], since timestamp with time zone) from public;
grant execute on function results_since(centres integer[], since timestamp with time zone) to :app;

create function stands_for(principal uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end
$function$;

create function stood_for()
 returns uuid[]
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'resident' then return '{}'; end if;
  return array(
    select distinct s.id from mandate m cross join lateral unnest(same_as(m.principal_id)) s (id)
    where m.agent_id = any(app_same()) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date));
end $function$;
revoke execute on function stood_for() from public;
grant execute on function stood_for() to :app;

create function submitter_compared(which uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return exists (select from case_file c join person p on p.id = any(same_as(c.submitter_id))
    where c.id = which and (written_at_door(c.id) or app_kind() = 'staff' and app_at(c.receiving_centre_id)) and p.verified and p.erased_at is null);
end
$function$;
revoke execute on function submitter_compared(which uuid) from public;
grant execute on function submitter_compared(which uuid) to :app;

create function written_at_door(which uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() is not distinct from 'phone' and exists (select from door_case d join assisted_session s on s.id = d.session_id
    where d.case_id = which and s.helper_id::text = app_id());
end
$function$;
revoke execute on function written_at_door(which uuid) from public;
grant execute on function written_at_door(which uuid) to :app;

-- ==== filing ==============================================================================================

-- up to where the portal was asked for what changed
create table portal_cursor (
  name text not null,
  cursor text not null,
  at timestamptz not null,
  constraint portal_cursor_pkey primary key (name)
);
grant insert, select, update on portal_cursor to :app;

create table portal_fault (
  id bigint generated always as identity,
  case_id uuid not null,
  centre_id integer not null,
  fault text not null,
  at timestamptz not null,
  constraint portal_fault_pkey primary key (id),
  constraint portal_fault_case_id_fkey foreign key (case_id) references case_file(id),
  constraint portal_fault_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index portal_fault_case on portal_fault using btree (case_id);
create index portal_fault_centre on portal_fault using btree (centre_id, at);
grant insert, select on portal_fault to :app;
alter table portal_fault enable row level security;
create policy portal_fault_read on portal_fault for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy portal_fault_write on portal_fault for insert to :app
  with check (app_kind() = 'system'::text);

-- a case that stands before the portal: how it goes there, since when, how often it was tried
create table portal_task (
  case_id uuid not null,
  centre_id integer not null,
  way text not null,
  since timestamptz not null,
  tries integer not null default 0,
  last_fault text,
  last_try_at timestamptz,
  done_at timestamptz,
  reason text,
  constraint portal_task_pkey primary key (case_id),
  constraint portal_task_way check (way = any (array['api'::text, 'by-hand'::text])),
  constraint portal_task_case_id_fkey foreign key (case_id) references case_file(id),
  constraint portal_task_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index portal_task_open on portal_task using btree (centre_id) where done_at is null;
grant insert, select, update on portal_task to :app;
alter table portal_task enable row level security;
create policy portal_task_all on portal_task for all to :app
  using (app_kind() = 'system'::text or (exists ( select 1
     from case_file c
    where c.id = portal_task.case_id)))
  with check (app_kind() = 'system'::text or (exists ( select 1
     from case_file c
    where c.id = portal_task.case_id)));

-- ==== payments ============================================================================================

create table bank_entry (
  id text not null,
  centre_id integer,
  amount integer not null,
  account text not null,
  purpose text not null,
  paid_at timestamptz not null,
  heard_at timestamptz not null,
  case_id uuid,
  state text not null,
  settled_by uuid,
  settled_how text,
  settled_at timestamptz,
  constraint bank_entry_pkey primary key (id),
  constraint bank_entry_state check (state = any (array['matched'::text, 'twice'::text, 'wrong-amount'::text, 'unknown'::text, 'late'::text, 'settled'::text, 'other-account'::text, 'other-currency'::text, 'outgoing'::text])),
  constraint bank_entry_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index bank_entry_waiting on bank_entry using btree (centre_id) where state <> all (array['matched'::text, 'settled'::text]);
grant insert, select, update on bank_entry to :app;
alter table bank_entry enable row level security;
create policy bank_entry_all on bank_entry for all to :app
  using (app_kind() = 'system'::text or app_kind() = 'staff'::text and (centre_id is null or app_at(centre_id)))
  with check (app_kind() = 'system'::text or app_kind() = 'staff'::text and (centre_id is null or app_at(centre_id)));
create policy bank_entry_of_case on bank_entry for select to :app
  using (case_id is not null and (exists ( select 1
     from case_file c
    where c.id = bank_entry.case_id)));

create table centre_account (
  id uuid not null,
  centre_id integer not null,
  bin text not null,
  bank text not null,
  number text not null,
  holder text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  was text,
  constraint centre_account_pkey primary key (id),
  constraint centre_account_by_two check (not coalesce(agreed, false) or decided_by <> asked_by),
  constraint centre_account_decided check ((decided_by is null) = (agreed is null) and (decided_by is null) = (decided_at is null)),
  constraint centre_account_asked_by_fkey foreign key (asked_by) references staff(id),
  constraint centre_account_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint centre_account_decided_by_fkey foreign key (decided_by) references staff(id)
);
create unique index centre_account_one_open on centre_account using btree (centre_id) where agreed is null;
create trigger centre_account_agreed before update on centre_account for each row execute function account_agreed();
grant insert, select, update (decided_by, decided_at, agreed) on centre_account to :app;
alter table centre_account enable row level security;
create policy centre_account_ask on centre_account for insert to :app
  with check (app_keeps(centre_id, '{administrator}'::text[]) and asked_by::text = app_id() and agreed is null);
create policy centre_account_decide on centre_account for update to :app
  using (agreed is null and app_keeps(centre_id, '{leader,administrator}'::text[]))
  with check (decided_by::text = app_id());
create policy centre_account_read on centre_account for select to :app
  using (app_keeps(centre_id, '{leader,administrator}'::text[]));

create table commune_fee (
  id uuid not null,
  commune_id integer not null,
  procedure_code text not null,
  way text not null,
  unit_amount integer not null,
  basis text not null,
  entered_by uuid not null,
  at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint commune_fee_pkey primary key (id),
  constraint commune_fee_amount check (unit_amount >= 0),
  constraint commune_fee_basis check (basis <> ''::text),
  constraint commune_fee_way check (way = any (array['DIRECT'::text, 'ONLINE'::text])),
  constraint commune_fee_commune_id_fkey foreign key (commune_id) references place(id),
  constraint commune_fee_ended_by_fkey foreign key (ended_by) references staff(id),
  constraint commune_fee_entered_by_fkey foreign key (entered_by) references staff(id)
);
create unique index commune_fee_once on commune_fee using btree (commune_id, procedure_code, way) where ended_at is null;
grant insert, select, update (ended_by, ended_at) on commune_fee to :app;
alter table commune_fee enable row level security;
create policy commune_fee_end on commune_fee for update to :app
  using (app_kind() = 'staff'::text and (exists ( select 1
     from place c
    where c.parent_id = commune_fee.commune_id and app_at(c.id))));
create policy commune_fee_read on commune_fee for select to :app
  using (true);
create policy commune_fee_write on commune_fee for insert to :app
  with check (app_kind() = 'staff'::text and (exists ( select 1
     from place c
    where c.parent_id = commune_fee.commune_id and app_at(c.id))));

create table fee_line (
  id uuid not null,
  case_id uuid not null,
  centre_id integer not null,
  what text not null,
  unit_amount integer not null,
  quantity integer not null,
  amount integer generated always as (unit_amount * quantity) stored,
  basis text not null,
  entered_by uuid,
  void_at timestamptz,
  at timestamptz not null,
  constraint fee_line_pkey primary key (id),
  constraint fee_quantity check (quantity >= 1 and quantity <= 999),
  constraint fee_unit_amount check (unit_amount >= 0),
  constraint fee_line_case_id_fkey foreign key (case_id) references case_file(id),
  constraint fee_line_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index fee_line_case on fee_line using btree (case_id) where void_at is null;
grant insert, select, update on fee_line to :app;
alter table fee_line enable row level security;
create policy fee_line_all on fee_line for all to :app
  using ((exists ( select 1
     from case_file c
    where c.id = fee_line.case_id)))
  with check ((exists ( select 1
     from case_file c
    where c.id = fee_line.case_id)));

create table payment (
  id uuid not null,
  case_id uuid,
  centre_id integer not null,
  way text not null,
  amount integer not null,
  bank_entry_id text,
  taken_by uuid,
  receipt_no text,
  at timestamptz not null,
  constraint payment_pkey primary key (id),
  constraint payment_bank_entry_once unique (bank_entry_id),
  constraint payment_amount check (amount <> 0),
  constraint payment_way check (way = any (array['transfer'::text, 'cash'::text])),
  constraint payment_case_id_fkey foreign key (case_id) references case_file(id),
  constraint payment_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index payment_case on payment using btree (case_id);
grant insert, select on payment to :app;
alter table payment enable row level security;
create policy payment_read on payment for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or case_id is not null and (exists ( select 1
     from case_file c
    where c.id = payment.case_id)));
create policy payment_write on payment for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'system'::text);

create table receipt_counter (
  centre_id integer not null,
  year integer not null,
  last integer not null,
  constraint receipt_counter_pkey primary key (centre_id, year)
);
grant insert, select, update on receipt_counter to :app;
alter table receipt_counter enable row level security;
create policy receipt_counter_all on receipt_counter for all to :app
  using (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id));

create function account_agreed()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if new.agreed and old.agreed is null then
    select c.bank_account into new.was from centre c where c.id = new.centre_id;
    update centre set bank_bin = new.bin, bank_name = new.bank, bank_account = new.number, bank_account_name = new.holder where id = new.centre_id;
  end if;
  return new;
end
$function$;

create function files_without_fee(fee uuid)
 returns setof uuid
 language plpgsql
 stable security definer rows 20
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_row() is distinct from fee then return; end if;
  return query
    select c.id from commune_fee f
      join place p on p.parent_id = f.commune_id and p.kind = 'centre'
      join case_file c on c.receiving_centre_id = p.id and c.procedure_code = f.procedure_code and coalesce(c.way, 'DIRECT') = f.way
    where f.id = fee and f.ended_at is null and c.stage in ('confirmed', 'received', 'filed')
      and not exists (select from fee_line l where l.case_id = c.id and l.void_at is null)
      and not exists (select from payment m where m.case_id = c.id)
    order by c.id;
end
$function$;
revoke execute on function files_without_fee(fee uuid) from public;
grant execute on function files_without_fee(fee uuid) to :app;

create function kept_in_payments(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'fee_line', (select jsonb_agg(to_jsonb(t) order by t.at) from fee_line t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'payment', (select jsonb_agg(to_jsonb(t) order by t.at) from payment t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'bank_entry', (select jsonb_agg(to_jsonb(t) order by t.heard_at) from bank_entry t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$function$;
revoke execute on function kept_in_payments(ids uuid[]) from public;

create function was_account(centre integer, account text)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return false; end if;
  return exists (select from centre_account a where a.centre_id = centre and a.agreed
    and regexp_replace(account, '\D', '', 'g') in (regexp_replace(a.was, '\D', '', 'g'), regexp_replace(a.number, '\D', '', 'g')));
end
$function$;
revoke execute on function was_account(centre integer, account text) from public;
grant execute on function was_account(centre integer, account text) to :app;

-- ==== counter =============================================================================================

create table desk (
  id uuid not null,
  centre_id integer not null,
  name text not null,
  kind text not null,
  skills text[] not null,
  closed_at timestamptz,
  constraint desk_pkey primary key (id),
  constraint desk_kind check (kind = any (array['guide'::text, 'counter'::text])),
  constraint desk_centre_id_fkey foreign key (centre_id) references centre(id)
);
create unique index desk_name_once on desk using btree (centre_id, name) where closed_at is null;
create trigger tell_doors after update on desk for each row when (old.* is distinct from new.*) execute function tell_doors();
grant insert, select, update on desk to :app;
alter table desk enable row level security;
create policy desk_change on desk for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy desk_read on desk for select to :app
  using (app_kind() is not null);
create policy desk_write on desk for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table help_call (
  id uuid not null,
  centre_id integer not null,
  from_where text not null,
  at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  desk_id uuid,
  constraint help_call_pkey primary key (id),
  constraint help_call_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint help_call_desk_id_fkey foreign key (desk_id) references desk(id)
);
grant insert, select, update on help_call to :app;
alter table help_call enable row level security;
create policy help_call_all on help_call for all to :app
  using (app_at(centre_id))
  with check (app_at(centre_id));

create table line (
  centre_id integer not null,
  day date not null,
  last_number integer not null default 0,
  learned jsonb,
  last_arrived_at timestamptz,
  constraint line_pkey primary key (centre_id, day),
  constraint line_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index line_used on line using btree (centre_id, day) where last_number > 0;
grant insert, select, update on line to :app;
alter table line enable row level security;
create policy line_all on line for all to :app
  using (app_at(centre_id))
  with check (app_at(centre_id));
create policy line_read on line for select to :app
  using (app_kind() is not null);

create table line_call (
  centre_id integer not null,
  day date not null,
  other_called boolean not null default false,
  constraint line_call_pkey primary key (centre_id, day),
  constraint line_call_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant insert, select, update on line_call to :app;
alter table line_call enable row level security;
create policy line_call_all on line_call for all to :app
  using (app_at(centre_id))
  with check (app_at(centre_id));

create table ticket (
  id uuid not null,
  centre_id integer not null,
  day date not null,
  number integer not null,
  matter text not null,
  procedure_code text,
  source text not null,
  priority text not null default 'none'::text,
  priority_confirmed boolean not null default false,
  head_start_min integer not null default 0,
  arrived_at timestamptz not null,
  state text not null,
  desk_id uuid,
  only_desk_id uuid,
  note text,
  called_at timestamptz,
  call_count integer not null default 0,
  ended_at timestamptz,
  promised_from integer,
  promised_to integer,
  version integer not null default 1,
  greeted_at timestamptz,
  greeted_by uuid,
  constraint ticket_pkey primary key (id),
  constraint ticket_number_once unique (centre_id, day, number),
  constraint ticket_greeted check ((greeted_at is null) = (greeted_by is null)),
  constraint ticket_source check (source = any (array['kiosk'::text, 'staff'::text, 'home'::text])),
  constraint ticket_state check (state = any (array['waiting'::text, 'called'::text, 'serving'::text, 'parked'::text, 'missed'::text, 'done'::text, 'left'::text])),
  constraint ticket_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint ticket_desk_id_fkey foreign key (desk_id) references desk(id),
  constraint ticket_greeted_by_fkey foreign key (greeted_by) references staff(id),
  constraint ticket_only_desk_id_fkey foreign key (only_desk_id) references desk(id)
);
create index ticket_arrived on ticket using btree (centre_id, day, arrived_at);
create index ticket_in_hall on ticket using btree (centre_id, day, state, number) where state <> all (array['done'::text, 'left'::text]);
grant insert, select, update on ticket to :app;
alter table ticket enable row level security;
create policy ticket_change on ticket for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'public'::text and id = app_row());
create policy ticket_read on ticket for select to :app
  using (app_kind() is not null);
create policy ticket_write on ticket for insert to :app
  with check (app_at(centre_id));

create table ticket_move (
  by_id uuid not null,
  id uuid not null,
  centre_id integer not null,
  day date not null,
  what text not null,
  at timestamptz not null,
  other_called boolean,
  before jsonb not null,
  after jsonb not null,
  constraint ticket_move_pkey primary key (by_id),
  constraint ticket_move_id_once unique (id),
  constraint ticket_move_what check (what = any (array['call'::text, 'call-in'::text, 'missed'::text, 'park'::text, 'transfer'::text, 'finish'::text, 'priority'::text, 'greet'::text])),
  constraint ticket_move_by_id_fkey foreign key (by_id) references staff(id),
  constraint ticket_move_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select, update on ticket_move to :app;
alter table ticket_move enable row level security;
create policy ticket_move_all on ticket_move for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table ticket_period (
  id bigint generated always as identity,
  ticket_id uuid not null,
  centre_id integer not null,
  day date not null,
  state text not null,
  desk_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  constraint ticket_period_pkey primary key (id),
  constraint ticket_period_ticket_id_fkey foreign key (ticket_id) references ticket(id)
);
create index ticket_period_learn on ticket_period using btree (centre_id, state, day);
create index ticket_period_ticket on ticket_period using btree (ticket_id, id);
grant insert, select, update on ticket_period to :app;
alter table ticket_period enable row level security;
create policy ticket_period_close on ticket_period for update to :app
  using (app_at(centre_id) or app_kind() = 'public'::text and ticket_id = app_row())
  with check (app_at(centre_id) or app_kind() = 'public'::text and ticket_id = app_row());
create policy ticket_period_read on ticket_period for select to :app
  using (app_kind() is not null);
create policy ticket_period_write on ticket_period for insert to :app
  with check (app_at(centre_id) or app_kind() = 'public'::text and ticket_id = app_row());

create function call_ticket(ticket uuid, desk uuid, called timestamptz, other boolean)
 returns boolean
 language plpgsql
 set search_path from current
as $function$
declare
  centre integer;
  on_day date;
begin
  update ticket t set state = 'called', desk_id = desk, called_at = called, call_count = 1, version = version + 1
  where t.id = ticket and t.state in ('waiting', 'parked', 'missed') returning t.centre_id, t.day into centre, on_day;
  if not found then return false; end if;
  update ticket_period p set to_at = called where p.ticket_id = ticket and p.to_at is null;
  insert into ticket_period (ticket_id, centre_id, day, state, desk_id, from_at) values (ticket, centre, on_day, 'called', desk, called);
  update line_call l set other_called = other where l.centre_id = centre and l.day = on_day and l.other_called <> other;
  return true;
end $function$;
revoke execute on function call_ticket(ticket uuid, desk uuid, called timestamp with time zone, other boolean) from public;
grant execute on function call_ticket(ticket uuid, desk uuid, called timestamp with time zone, other boolean) to :app;

create function desk_manned(desk uuid, at timestamptz)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return exists (select from staff_session s
    where s.desk_id = desk_manned.desk and s.level = 2 and s.revoked_at is null and s.expires_at > desk_manned.at);
end
$function$;
revoke execute on function desk_manned(desk uuid, at timestamp with time zone) from public;
grant execute on function desk_manned(desk uuid, at timestamp with time zone) to :app;

create function learn_service(centre integer, today date)
 returns jsonb
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('matter', l.matter, 'count', l.many, 'mean', l.mean) order by l.matter), '[]') from (
    select t.matter, count(*) as many, avg(extract(epoch from (p.to_at - p.from_at)) / 60)::float8 as mean
    from ticket_period p join ticket t on t.id = p.ticket_id
    where p.centre_id = centre and p.state in ('called', 'serving') and p.day >= today - 30 and p.day < today and p.to_at > p.from_at and p.to_at - p.from_at < interval '3 hours'
    group by t.matter) l);
end $function$;

create function move_ticket(ticket uuid, seen text, becomes text, desk uuid, moved_at timestamptz, said text)
 returns boolean
 language plpgsql
 set search_path from current
as $function$
begin
  update ticket t set state = becomes, note = coalesce(said, note), version = version + 1,
    ended_at = case when becomes in ('done', 'left') then moved_at end
  where t.id = ticket and t.state = seen;
  if not found then return false; end if;
  update ticket_period p set to_at = moved_at where p.ticket_id = ticket and p.to_at is null;
  insert into ticket_period (ticket_id, centre_id, day, state, desk_id, from_at)
  select t.id, t.centre_id, t.day, becomes, desk, moved_at from ticket t where t.id = ticket;
  return true;
end $function$;
revoke execute on function move_ticket(ticket uuid, seen text, becomes text, desk uuid, moved_at timestamp with time zone, said text) from public;
grant execute on function move_ticket(ticket uuid, seen text, becomes text, desk uuid, moved_at timestamp with time zone, said text) to :app;

-- ==== satisfaction ========================================================================================

create table rating (
  id uuid not null,
  centre_id integer not null,
  session_id uuid,
  case_id uuid,
  way text not null,
  score integer not null,
  comment text,
  at timestamptz not null,
  day date not null,
  reason text,
  constraint rating_pkey primary key (id),
  constraint rating_case_once unique (case_id),
  constraint rating_session_once unique (session_id),
  constraint rating_reason check (reason = any (array['wait'::text, 'unclear'::text, 'again'::text, 'manner'::text])),
  constraint rating_reason_low check (reason is null or score <= 2),
  constraint rating_score check (score >= 1 and score <= 4),
  constraint rating_way check (way = any (array['link'::text, 'second-screen'::text])),
  constraint rating_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index rating_day on rating using btree (centre_id, day);
grant insert, select, update (reason) on rating to :app;
alter table rating enable row level security;
create policy rating_door on rating for select to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy rating_read on rating for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy rating_why on rating for update to :app
  using (app_kind() = 'system'::text and reason is null)
  with check (app_kind() = 'system'::text and reason is not null);
create policy rating_write on rating for insert to :app
  with check (app_kind() = 'system'::text or app_kind() = 'device'::text and app_at(centre_id));

create table rating_chance (
  token_hash bytea not null,
  centre_id integer not null,
  session_id uuid,
  case_id uuid,
  device_id uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  called_at timestamptz,
  constraint rating_chance_pkey primary key (token_hash),
  constraint rating_chance_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select, update on rating_chance to :app;
alter table rating_chance enable row level security;
create policy rating_chance_all on rating_chance for all to :app
  using (app_kind() = 'system'::text or app_kind() = 'device'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text or app_kind() = 'device'::text and app_at(centre_id));

create function kept_in_satisfaction(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'rating', (select jsonb_agg(to_jsonb(t) order by t.at) from rating t where t.session_id = any(array(select s.id from assisted_session s where s.person_id = any(ids))) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$function$;
revoke execute on function kept_in_satisfaction(ids uuid[]) from public;

-- ==== visit-slips =========================================================================================

create table visit_slip (
  id uuid not null,
  centre_id integer not null,
  number integer not null,
  code_hash bytea not null,
  printed_by uuid not null,
  printed_at timestamptz not null,
  visit_id uuid,
  needs uuid[] not null default '{}'::uuid[],
  left_at timestamptz,
  asked text,
  asked_at timestamptz,
  settled_by uuid,
  settled_at timestamptz,
  constraint visit_slip_pkey primary key (id),
  constraint visit_slip_code_once unique (code_hash),
  constraint visit_slip_once unique (centre_id, number),
  constraint visit_slip_asked check (asked = any (array['see'::text, 'erase'::text])),
  constraint visit_slip_asks check ((asked is null) = (asked_at is null)),
  constraint visit_slip_left check ((visit_id is null) = (left_at is null)),
  constraint visit_slip_number check (number > 0),
  constraint visit_slip_settled check ((settled_by is null) = (settled_at is null) and (settled_at is null or asked is not null)),
  constraint visit_slip_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint visit_slip_printed_by_fkey foreign key (printed_by) references staff(id),
  constraint visit_slip_settled_by_fkey foreign key (settled_by) references staff(id),
  constraint visit_slip_visit_id_fkey foreign key (visit_id) references visit(id)
);
create index visit_slip_visit on visit_slip using btree (visit_id);
create index visit_slip_waits on visit_slip using btree (centre_id, asked_at) where asked is not null and settled_at is null;
grant insert, select, update on visit_slip to :app;
alter table visit_slip enable row level security;
create policy visit_slip_staff on visit_slip for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create function ask_by_slip(which uuid, what text, at timestamptz)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'public' then return false; end if;
  update visit_slip s set asked = what, asked_at = ask_by_slip.at, settled_by = null, settled_at = null
    where s.id = which and s.visit_id is not null and (s.asked is distinct from what or s.settled_at is not null);
  return exists (select from visit_slip s where s.id = which and s.asked = what);
end
$function$;
revoke execute on function ask_by_slip(which uuid, what text, at timestamp with time zone) from public;
grant execute on function ask_by_slip(which uuid, what text, at timestamp with time zone) to :app;

create function find_visit_slip(hash bytea)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select s.id from visit_slip s where s.code_hash = hash);
end
$function$;
revoke execute on function find_visit_slip(hash bytea) from public;
grant execute on function find_visit_slip(hash bytea) to :app;

create function leave_visit_slip(at_centre integer, which integer, of_visit uuid, with_needs uuid[], at timestamptz)
 returns text
 language plpgsql
 security definer
 set search_path from current
as $function$
declare slip visit_slip; here visit;
begin
  if app_kind() is distinct from 'phone' or not app_at(at_centre) then return 'unknown'; end if;
  select * into here from visit v where v.id = of_visit and v.helper_id::text = app_id() and v.centre_id = at_centre;
  select * into slip from visit_slip s where s.centre_id = at_centre and s.number = which for update;
  if here.id is null or slip.id is null then return 'unknown'; end if;
  if slip.visit_id is not null and slip.visit_id <> of_visit and not exists (
    select from visit v where v.id = slip.visit_id and v.taken_back_at is not null and v.helper_id = here.helper_id and v.household_id = here.household_id
  ) then return 'used'; end if;
  update visit_slip s set visit_id = of_visit, needs = with_needs, left_at = leave_visit_slip.at where s.id = slip.id;
  return 'left';
end
$function$;
revoke execute on function leave_visit_slip(at_centre integer, which integer, of_visit uuid, with_needs uuid[], at timestamp with time zone) from public;
grant execute on function leave_visit_slip(at_centre integer, which integer, of_visit uuid, with_needs uuid[], at timestamp with time zone) to :app;

create function visit_of_slip(which uuid)
 returns table(id uuid, number integer, centre_id integer, hamlet text, helper text, ended_at timestamptz, outcome text, taken_back boolean, met integer, topics text[], needs text[], promised_on date, yes integer, no integer, asked text, asked_at timestamptz, settled_at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query
    select s.id, s.number, s.centre_id, h.name, w.name, v.ended_at, v.outcome, v.taken_back_at is not null,
      (select count(*)::int from assisted_session a where a.visit_id = v.id),
      array(select distinct e.topic from encounter e join assisted_session a on a.id = e.session_id where a.visit_id = v.id order by 1),
      array(select distinct n.kind from need n where n.id = any(s.needs) order by 1),
      (select min(n.promised_on) from need n where n.id = any(s.needs) and n.outcome is null),
      (select count(*)::int from consent c join assisted_session a on a.id = c.session_id where a.visit_id = v.id and c.answer = 'given'),
      (select count(*)::int from consent c join assisted_session a on a.id = c.session_id where a.visit_id = v.id and c.answer <> 'given'),
      s.asked, s.asked_at, s.settled_at
    from visit_slip s left join visit v on v.id = s.visit_id left join staff w on w.id = v.helper_id
      left join household o on o.id = v.household_id left join dwelling d on d.id = o.dwelling_id left join place h on h.id = d.hamlet_id
    where s.id = which;
end
$function$;
revoke execute on function visit_of_slip(which uuid) from public;
grant execute on function visit_of_slip(which uuid) to :app;

-- ==== field ===============================================================================================

create table field_area (
  id uuid not null,
  centre_id integer not null,
  name text not null,
  epoch integer not null default 1,
  counter bigint not null default 0,
  opened_at timestamptz not null,
  hamlet_id integer,
  constraint field_area_pkey primary key (id),
  constraint field_area_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_area_hamlet_id_fkey foreign key (hamlet_id) references place(id)
);
create index field_area_centre on field_area using btree (centre_id);
create index field_area_hamlet on field_area using btree (hamlet_id);
grant insert, select, update on field_area to :app;
alter table field_area enable row level security;
create policy field_area_all on field_area for all to :app
  using (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'phone'::text and (id = any (app_areas())))
  with check (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id));

create table field_card_report (
  id uuid not null,
  centre_id integer not null,
  card text not null,
  version integer not null,
  words text,
  by_id uuid not null,
  at timestamptz not null,
  seen_by uuid,
  seen_at timestamptz,
  constraint field_card_report_pkey primary key (id),
  constraint field_card_report_seen check ((seen_by is null) = (seen_at is null)),
  constraint field_card_report_by_id_fkey foreign key (by_id) references staff(id),
  constraint field_card_report_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_card_report_seen_by_fkey foreign key (seen_by) references staff(id)
);
create index field_card_report_open on field_card_report using btree (centre_id) where seen_at is null;
grant insert, select, update on field_card_report to :app;
alter table field_card_report enable row level security;
create policy field_card_report_lead on field_card_report for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy field_card_report_write on field_card_report for insert to :app
  with check (app_kind() = 'phone'::text and app_at(centre_id) and by_id::text = app_id());

create table field_change (
  area_id uuid not null,
  kind text not null,
  about uuid not null,
  n bigint not null,
  at timestamptz not null,
  constraint field_change_once primary key (area_id, kind, about),
  constraint field_change_kind check (kind = any (array['household'::text, 'late'::text, 'erased'::text])),
  constraint field_change_area_id_fkey foreign key (area_id) references field_area(id)
);
create unique index field_change_order on field_change using btree (area_id, n);
grant delete, insert, select, update on field_change to :app;
alter table field_change enable row level security;
create policy field_change_all on field_change for all to :app
  using (app_is_field() or (app_kind() = any (array['staff'::text, 'phone'::text])) and (exists ( select
     from field_area a
    where a.id = field_change.area_id)))
  with check (app_is_field() or (app_kind() = any (array['staff'::text, 'phone'::text])) and (exists ( select
     from field_area a
    where a.id = field_change.area_id)));

create table field_forgetting (
  person_id uuid not null,
  phone_id uuid not null,
  asked_at timestamptz not null,
  gone_at timestamptz,
  constraint field_forgetting_once primary key (person_id, phone_id),
  constraint field_forgetting_phone_id_fkey foreign key (phone_id) references field_phone(id)
);
grant insert, select, update on field_forgetting to :app;
alter table field_forgetting enable row level security;
create policy field_forgetting_all on field_forgetting for all to :app
  using (app_is_field())
  with check (app_is_field());

create table field_greeting (
  id uuid not null,
  centre_id integer not null,
  words text not null,
  from_day date not null,
  until_day date not null,
  constraint field_greeting_pkey primary key (id),
  constraint field_greeting_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index field_greeting_centre on field_greeting using btree (centre_id, until_day);
grant delete, insert, select, update on field_greeting to :app;
alter table field_greeting enable row level security;
create policy field_greeting_all on field_greeting for all to :app
  using (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table field_handover (
  id uuid not null,
  centre_id integer not null,
  household_id uuid not null,
  from_area uuid,
  to_area uuid,
  at timestamptz not null,
  by_id uuid not null,
  received_at timestamptz,
  constraint field_handover_pkey primary key (id),
  constraint field_handover_by_id_fkey foreign key (by_id) references staff(id),
  constraint field_handover_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_handover_from_area_fkey foreign key (from_area) references field_area(id),
  constraint field_handover_to_area_fkey foreign key (to_area) references field_area(id)
);
create index field_handover_from on field_handover using btree (from_area);
create index field_handover_household on field_handover using btree (household_id, at);
grant insert, select, update on field_handover to :app;
alter table field_handover enable row level security;
create policy field_handover_all on field_handover for all to :app
  using (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id));

create table field_holding (
  household_id uuid not null,
  area_id uuid not null,
  since timestamptz not null,
  constraint field_holding_once primary key (household_id),
  constraint field_holding_area_id_fkey foreign key (area_id) references field_area(id)
);
create index field_holding_area on field_holding using btree (area_id);
grant delete, insert, select, update on field_holding to :app;
alter table field_holding enable row level security;
create policy field_holding_all on field_holding for all to :app
  using (app_is_field() or (exists ( select
     from field_area a
    where a.id = field_holding.area_id)) and (app_kind() = any (array['staff'::text, 'phone'::text])))
  with check (app_is_field() or (app_kind() = any (array['staff'::text, 'phone'::text])) and (exists ( select
     from field_area a
    where a.id = field_holding.area_id)));

create table field_leaving (
  handover_id uuid not null,
  phone_id uuid not null,
  gone_at timestamptz,
  constraint field_leaving_once primary key (handover_id, phone_id),
  constraint field_leaving_handover_id_fkey foreign key (handover_id) references field_handover(id),
  constraint field_leaving_phone_id_fkey foreign key (phone_id) references field_phone(id)
);
create index field_leaving_phone on field_leaving using btree (phone_id) where gone_at is null;
grant insert, select, update on field_leaving to :app;
alter table field_leaving enable row level security;
create policy field_leaving_all on field_leaving for all to :app
  using (app_is_field() or app_kind() = 'staff'::text and (exists ( select
     from field_handover h
    where h.id = field_leaving.handover_id)))
  with check (app_is_field() or app_kind() = 'staff'::text and (exists ( select
     from field_handover h
    where h.id = field_leaving.handover_id)));

create table field_operation (
  id uuid not null,
  phone_id uuid not null,
  seq bigint not null,
  author_id uuid not null,
  centre_id integer not null,
  area_id uuid,
  command text not null,
  household_id uuid,
  people uuid[] not null,
  said_at timestamptz not null,
  received_at timestamptz not null,
  result text not null,
  final boolean not null,
  code text,
  tries integer not null,
  answer jsonb,
  deps uuid[] not null,
  sealed text,
  signature text,
  settled_at timestamptz,
  settled_by uuid,
  constraint field_operation_pkey primary key (id),
  constraint field_operation_result check (result = any (array['applied'::text, 'merged'::text, 'conflict'::text, 'held'::text, 'rerouted'::text, 'rejected'::text, 'dropped'::text])),
  constraint field_operation_area_id_fkey foreign key (area_id) references field_area(id),
  constraint field_operation_author_id_fkey foreign key (author_id) references staff(id),
  constraint field_operation_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_operation_phone_id_fkey foreign key (phone_id) references field_phone(id),
  constraint field_operation_settled_by_fkey foreign key (settled_by) references staff(id)
);
create index field_operation_held on field_operation using gin (deps) where result = 'held'::text;
create index field_operation_open on field_operation using btree (centre_id, received_at) where settled_at is null and (result = any (array['conflict'::text, 'held'::text, 'rerouted'::text, 'rejected'::text]));
create index field_operation_people on field_operation using gin (people) where sealed is not null;
create index field_operation_seq on field_operation using btree (phone_id, seq);
grant insert, select, update on field_operation to :app;
alter table field_operation enable row level security;
create policy field_operation_all on field_operation for all to :app
  using (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'phone'::text and (area_id = any (app_areas())))
  with check (app_is_field() or app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'phone'::text and (area_id = any (app_areas())) and settled_at is not null);

create table field_outing (
  id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  with_id uuid,
  set_at timestamptz not null,
  until_at timestamptz not null,
  safe_at timestamptz,
  alarm_at timestamptz,
  settled_by uuid,
  settled_at timestamptz,
  constraint field_outing_pkey primary key (id),
  constraint field_outing_hours check (until_at >= set_at and until_at <= (set_at + '16:00:00'::interval)),
  constraint field_outing_settled check ((settled_by is null) = (settled_at is null)),
  constraint field_outing_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_outing_settled_by_fkey foreign key (settled_by) references staff(id),
  constraint field_outing_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint field_outing_with_id_fkey foreign key (with_id) references staff(id)
);
create index field_outing_open on field_outing using btree (centre_id, until_at) where safe_at is null and settled_at is null;
create index field_outing_set on field_outing using btree (set_at);
grant delete, insert, select, update on field_outing to :app;
alter table field_outing enable row level security;
create policy field_outing_clear on field_outing for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy field_outing_lead on field_outing for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy field_outing_own on field_outing for all to :app
  using (app_kind() = 'phone'::text and staff_id::text = app_id())
  with check (app_kind() = 'phone'::text and app_at(centre_id) and staff_id::text = app_id());

create table field_phone (
  id uuid not null,
  centre_id integer,
  staff_id uuid,
  public_key bytea not null,
  code text,
  code_until timestamptz,
  asked_at timestamptz not null,
  paired_at timestamptz,
  paired_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  wiped_at timestamptz,
  contacts bigint not null default 0,
  seen_at timestamptz,
  waiting integer not null default 0,
  constraint field_phone_pkey primary key (id),
  constraint field_phone_bound check ((paired_at is null) = (staff_id is null) and (paired_at is null) = (centre_id is null)),
  constraint field_phone_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_phone_paired_by_fkey foreign key (paired_by) references staff(id),
  constraint field_phone_revoked_by_fkey foreign key (revoked_by) references staff(id),
  constraint field_phone_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index field_phone_code on field_phone using btree (code) where staff_id is null;
create index field_phone_staff on field_phone using btree (staff_id);
grant delete, insert, select, update on field_phone to :app;
alter table field_phone enable row level security;
create policy field_phone_door on field_phone for all to :app
  using (app_is_field() or app_kind() = 'system'::text and (app_id() = any (array['door'::text, 'retention'::text])))
  with check (app_is_field() or app_kind() = 'system'::text and (app_id() = any (array['door'::text, 'retention'::text])));
create policy field_phone_lead on field_phone for update to :app
  using (app_kind() = 'staff'::text and (staff_id is null or app_at(centre_id)))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy field_phone_own on field_phone for select to :app
  using (app_kind() = 'phone'::text and staff_id::text = app_id());
create policy field_phone_seen on field_phone for select to :app
  using (app_kind() = 'staff'::text and (staff_id is null or app_at(centre_id)));

create table field_practice (
  staff_id uuid not null,
  centre_id integer not null,
  at timestamptz not null,
  constraint field_practice_pkey primary key (staff_id, centre_id),
  constraint field_practice_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint field_practice_staff_id_fkey foreign key (staff_id) references staff(id)
);
grant insert, select on field_practice to :app;
alter table field_practice enable row level security;
create policy field_practice_own on field_practice for insert to :app
  with check (app_kind() = 'phone'::text and app_at(centre_id) and staff_id::text = app_id());
create policy field_practice_read on field_practice for select to :app
  using (app_kind() = 'phone'::text and staff_id::text = app_id() or app_kind() = 'staff'::text and app_at(centre_id));

create table field_server (
  one boolean not null default true,
  epoch integer not null default 1,
  constraint field_server_one primary key (one),
  constraint field_server_only check (one)
);
grant select on field_server to :app;
alter table field_server enable row level security;
create policy field_server_read on field_server for select to :app
  using (app_is_field());

create table field_worker (
  area_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  constraint field_worker_once primary key (area_id, staff_id, since),
  constraint field_worker_area_id_fkey foreign key (area_id) references field_area(id),
  constraint field_worker_staff_id_fkey foreign key (staff_id) references staff(id)
);
create unique index field_worker_now on field_worker using btree (area_id, staff_id) where until is null;
create index field_worker_staff on field_worker using btree (staff_id);
grant insert, select, update on field_worker to :app;
alter table field_worker enable row level security;
create policy field_worker_all on field_worker for all to :app
  using (app_is_field() or (exists ( select
     from field_area a
    where a.id = field_worker.area_id)) and (app_kind() = any (array['staff'::text, 'phone'::text])))
  with check (app_kind() = 'staff'::text and (exists ( select
     from field_area a
    where a.id = field_worker.area_id)));

create function app_areas()
 returns uuid[]
 language sql
 stable
as $function$
  select string_to_array(nullif(current_setting('app.areas', true), ''), ',')::uuid[] $function$;

create function app_is_field()
 returns boolean
 language sql
 stable
as $function$
  select coalesce(app_kind() = 'system' and app_id() like 'field.%', false) $function$;

create function carriers(centre integer)
 returns table(id uuid, name text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(carriers.centre) then return; end if;
  return query
    select distinct s.id, s.name from staff_grant g join staff s on s.id = g.staff_id join place c on c.id = carriers.centre
    where g.taken_at is null and s.closed_at is null and g.role in ('volunteer', 'area-lead', 'guide') and whole_place(g.place_id) in (c.id, c.parent_id);
end
$function$;
revoke execute on function carriers(centre integer) from public;
grant execute on function carriers(centre integer) to :app;

create function door_in_areas(which uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'phone' and exists (select from field_holding h where h.household_id = which and h.area_id = any(app_areas()));
end
$function$;
revoke execute on function door_in_areas(which uuid) from public;
grant execute on function door_in_areas(which uuid) to :app;

create function field_of_people(who uuid[])
 returns table(person uuid, household uuid, area uuid, erased boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if not app_is_field() then return; end if;
  return query
    select w.id, m.household_id, h.area_id, coalesce(p.erased_at is not null, false)
    from unnest(who) w (id) left join person p on p.id = w.id
      left join lateral (select x.household_id from household_member x where x.person_id in (p.id, p.merged_into) and x.until is null limit 1) m on true
      left join field_holding h on h.household_id = m.household_id;
end
$function$;
revoke execute on function field_of_people(who uuid[]) from public;
grant execute on function field_of_people(who uuid[]) to :app;

create function field_work_of(who uuid[])
 returns table(staff_id uuid, area_id uuid, name text, epoch integer, now boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if not app_is_field() then return; end if;
  return query
    -- whoever left the house goes nowhere any more
    select w.staff_id, w.area_id, a.name, a.epoch, bool_or(w.until is null and s.closed_at is null
      and exists (select from staff_grant g where g.staff_id = s.id and g.taken_at is null))
    from field_worker w join field_area a on a.id = w.area_id join staff s on s.id = w.staff_id where w.staff_id = any(who) group by 1, 2, 3, 4 order by a.name, w.area_id;
end
$function$;
revoke execute on function field_work_of(who uuid[]) from public;
grant execute on function field_work_of(who uuid[]) to :app;

create function in_areas(who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  ids uuid[];
begin
  if app_kind() is distinct from 'phone' then return false; end if;
  if exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = who and m.until is null and h.area_id = any(app_areas())) then return true; end if;
  ids := same_as(who);
  if exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = any(ids) and m.until is null and h.area_id = any(app_areas())) then return true; end if;
  return not exists (select from household_member m where m.person_id = any(ids) and m.until is null)
    and exists (select from journal j where j.about = who and j.command = 'residents.record-unverified' and j.actor_kind = 'phone' and j.actor_id = app_id());
end
$function$;
revoke execute on function in_areas(who uuid) from public;
grant execute on function in_areas(who uuid) to :app;

create function lived_in_areas(who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'phone' then return false; end if;
  return in_areas(who) or exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = any(same_as(who)) and h.area_id = any(app_areas()));
end
$function$;
revoke execute on function lived_in_areas(who uuid) from public;
grant execute on function lived_in_areas(who uuid) to :app;

create function raise_field_epoch(to_epoch integer)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if not app_is_field() then raise insufficient_privilege; end if;
  update field_server set epoch = to_epoch where epoch < to_epoch;
  return (select epoch from field_server);
end
$function$;
revoke execute on function raise_field_epoch(to_epoch integer) from public;
grant execute on function raise_field_epoch(to_epoch integer) to :app;

create function staff_in_hamlets(hamlets integer[])
 returns table(staff_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select g.staff_id from staff_grant g join place p on p.id = g.place_id
    where g.taken_at is null and (p.id = any(hamlets) or p.kind = 'lane' and p.parent_id = any(hamlets))
    union select w.staff_id from field_worker w join field_area a on a.id = w.area_id where w.until is null and a.hamlet_id = any(hamlets);
end
$function$;
revoke execute on function staff_in_hamlets(hamlets integer[]) from public;
grant execute on function staff_in_hamlets(hamlets integer[]) to :app;

create function taken_along(which uuid[])
 returns table(id uuid, book text, hamlet text, lane text, floor integer, point jsonb, address text, visited jsonb, last_by text, visits integer, people jsonb)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'phone' then return; end if;
  return query
    with doors as (
      select h.id, h.book, h.dwelling_id from household h join field_holding f on f.household_id = h.id
      where h.id = any(which) and f.area_id = any(app_areas()) and h.ended_at is null
    ), members as (
      select m.household_id, m.relation, m.since, p.id, p.name, p.birth_year, p.gender, p.needs, p.verified, p.sources, without_name(p.id) as hidden,
        array(select p.id union select o.id from person o where o.merged_into = p.id) as ids
      from household_member m join person p on p.id = m.person_id
      where m.household_id in (select d.id from doors d) and m.until is null and p.erased_at is null and p.merged_into is null
    ), stood as (
      select v.household_id, v.outcome, v.helper_id, v.ended_at, row_number() over (partition by v.household_id order by v.ended_at desc, v.id desc) as n,
        count(*) over (partition by v.household_id)::int as times
      from visit v where v.household_id in (select d.id from doors d) and v.taken_back_at is null
    )
    select d.id, d.book, l.name, g.name, w.floor, case when w.lon is not null then jsonb_build_array(w.lon, w.lat) end, w.address,
      case when s.outcome is not null then jsonb_build_array(to_char(s.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), s.outcome) end, actor_name('staff', s.helper_id::text), coalesce(s.times, 0),
      coalesce((
        select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'year', m.birth_year, 'gender', m.gender, 'relation', m.relation, 'needs', m.needs,
          'verified', m.verified,
          'said', (select coalesce(jsonb_object_agg(e.key, case when e.value = 'card' then 'card' else 'said' end), '{}') from jsonb_each_text(m.sources) e), 'since', m.since, 'hidden', m.hidden,
          'step', (select t.door from readiness_triage t where t.person_id = any(m.ids) order by t.at desc, t.id desc limit 1),
          'open', coalesce((
            select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'urgency', n.urgency, 'plan', n.plan, 'promisedOn', n.promised_on,
              'owner', actor_name('staff', n.owner_id::text)) order by n.made_at, n.id)
            from need n where n.person_id = any(m.ids) and n.outcome is null), '[]'),
          'again', coalesce((
            select jsonb_agg(jsonb_build_array(e.topic, e.ask_again_on) order by e.ask_again_on, e.topic) from (
              select distinct on (x.topic) x.topic, x.ask_again_on from encounter x where x.person_id = any(m.ids) order by x.topic, x.at desc, x.id desc) e
            where e.ask_again_on is not null), '[]'),
          'consents', said.answers, 'versions', said.versions
        ) order by m.since, m.id)
        from members m cross join lateral (
          select coalesce(jsonb_object_agg(c.purpose, jsonb_build_array(c.answer, c.id)), '{}') as answers, coalesce(jsonb_object_agg(c.purpose, c.text_version), '{}') as versions
          from (select distinct on (x.purpose) x.purpose, x.answer, x.id, x.text_version from consent x where x.person_id = any(m.ids)
            order by x.purpose, x.counts_at desc, x.id desc) c) said
        where m.household_id = d.id), '[]')
    from doors d join dwelling w on w.id = d.dwelling_id left join place l on l.id = w.hamlet_id left join place g on g.id = w.lane_id
      left join stood s on s.household_id = d.id and s.n = 1;
end
$function$;
revoke execute on function taken_along(which uuid[]) from public;
grant execute on function taken_along(which uuid[]) to :app;

create function works_near(centre integer, who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and app_at(centre) and exists (
    select from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id left join place up on up.id = p.parent_id
      join place c on c.id = works_near.centre
    where g.staff_id = who and g.taken_at is null and s.closed_at is null
      and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id));
end
$function$;
revoke execute on function works_near(centre integer, who uuid) from public;
grant execute on function works_near(centre integer, who uuid) to :app;

-- ==== badges ==============================================================================================

create table badge (
  id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  picture bytea not null,
  valid_until date not null,
  turn integer not null default 0,
  given_by uuid not null,
  given_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint badge_pkey primary key (id),
  constraint badge_days check (valid_until <= ((given_at at time zone 'Asia/Ho_Chi_Minh'::text)::date + 366)),
  constraint badge_ended check (ended_by is null or ended_at is not null),
  constraint badge_picture check (octet_length(picture) >= 100 and octet_length(picture) <= 40000),
  constraint badge_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint badge_ended_by_fkey foreign key (ended_by) references staff(id),
  constraint badge_given_by_fkey foreign key (given_by) references staff(id),
  constraint badge_staff_id_fkey foreign key (staff_id) references staff(id)
);
create unique index badge_one on badge using btree (centre_id, staff_id) where ended_at is null;
grant delete, insert, select, update on badge to :app;
alter table badge enable row level security;
create policy badge_change on badge for update to :app
  using (badge_led(centre_id, staff_id))
  with check (badge_led(centre_id, staff_id));
create policy badge_clear on badge for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy badge_give on badge for insert to :app
  with check (badge_led(centre_id, staff_id) and given_by::text = app_id());
create policy badge_read on badge for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy badge_turn on badge for all to :app
  using (app_kind() = 'system'::text and app_id() = 'badges.parted'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_id() = 'badges.parted'::text);

create function badge_bearers(centre integer)
 returns table(id uuid, name text, roles text[], hamlets text[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(badge_bearers.centre) then return; end if;
  return query
    select s.id, s.name, array_agg(distinct g.role),
      array_agg(distinct case p.kind when 'lane' then up.name else p.name end) filter (where p.kind in ('hamlet', 'lane'))
    from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id left join place up on up.id = p.parent_id
      join place c on c.id = badge_bearers.centre
    where g.taken_at is null and s.closed_at is null
      and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id)
      and badge_led(badge_bearers.centre, s.id)
    group by s.id, s.name;
end
$function$;
revoke execute on function badge_bearers(centre integer) from public;
grant execute on function badge_bearers(centre integer) to :app;

create function badge_holder_of(phone uuid)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' then return null; end if;
  return (select p.staff_id from field_phone p where p.id = phone);
end
$function$;
revoke execute on function badge_holder_of(phone uuid) from public;
grant execute on function badge_holder_of(phone uuid) to :app;

create function badge_led(centre integer, who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and app_at(centre) and exists (
    select from led_hamlets(nullif(app_id(), '')::uuid, centre) mine
    where case when mine is null then works_near(centre, who) else exists (select from staff_in_hamlets(mine) s where s.staff_id = who) end);
end
$function$;
revoke execute on function badge_led(centre integer, who uuid) from public;
grant execute on function badge_led(centre integer, who uuid) to :app;

create function badge_picture(which uuid)
 returns bytea
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select b.picture from badge b where b.id = which and b.ended_at is null);
end
$function$;
revoke execute on function badge_picture(which uuid) from public;
grant execute on function badge_picture(which uuid) to :app;

create function badges_standing(centre integer, on_day date, only_of uuid)
 returns table(id uuid, staff_id uuid, turn integer, name text, valid_until date, roles text[], hamlets text[], areas text[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query
    select b.id, b.staff_id, b.turn, s.name, b.valid_until, g.roles, g.hamlets,
      array(select distinct a.name from field_worker w join field_area a on a.id = w.area_id
        where w.staff_id = b.staff_id and w.until is null and a.centre_id = badges_standing.centre order by a.name)
    from badge b join staff s on s.id = b.staff_id join place c on c.id = b.centre_id
      cross join lateral (
        select array_agg(distinct g.role) as roles,
          array_agg(distinct case p.kind when 'lane' then up.name else p.name end) filter (where p.kind in ('hamlet', 'lane')) as hamlets
        from staff_grant g join place p on p.id = g.place_id left join place up on up.id = p.parent_id
        where g.staff_id = b.staff_id and g.taken_at is null
          and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id)
      ) g
    where b.centre_id = badges_standing.centre and b.ended_at is null and b.valid_until >= on_day and s.closed_at is null
      and g.roles is not null and (only_of is null or b.staff_id = only_of)
    order by s.name, b.id;
end
$function$;
revoke execute on function badges_standing(centre integer, on_day date, only_of uuid) from public;
grant execute on function badges_standing(centre integer, on_day date, only_of uuid) to :app;

-- ==== campaigns ===========================================================================================

create table campaign (
  id uuid not null,
  centre_id integer not null,
  name text not null,
  from_day date not null,
  to_day date not null,
  greeting text not null,
  rev integer not null default 1,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint campaign_pkey primary key (id),
  constraint campaign_days check (to_day >= from_day and to_day <= (from_day + 366)),
  constraint campaign_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint campaign_made_by_fkey foreign key (made_by) references staff(id)
);
create index campaign_centre on campaign using btree (centre_id, from_day);
grant insert, select, update on campaign to :app;
alter table campaign enable row level security;
create policy campaign_all on campaign for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table campaign_topic (
  campaign_id uuid not null,
  topic text not null,
  whom text not null,
  constraint campaign_topic_once primary key (campaign_id, topic),
  constraint campaign_topic_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint campaign_topic_whom check (whom = any (array['everyone'::text, 'sixty'::text, 'seventy-five'::text, 'alone'::text, 'in-need'::text])),
  constraint campaign_topic_campaign_id_fkey foreign key (campaign_id) references campaign(id)
);
grant delete, insert, select on campaign_topic to :app;
alter table campaign_topic enable row level security;
create policy campaign_topic_all on campaign_topic for all to :app
  using ((exists ( select
     from campaign c
    where c.id = campaign_topic.campaign_id)))
  with check ((exists ( select
     from campaign c
    where c.id = campaign_topic.campaign_id)));

create table division (
  id uuid not null,
  centre_id integer not null,
  hamlet_id integer not null,
  rev integer not null default 1,
  state jsonb not null,
  steps jsonb not null default '[]'::jsonb,
  made_by uuid not null,
  made_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  handed_at timestamptz,
  dropped_at timestamptz,
  constraint division_pkey primary key (id),
  constraint division_ended check (handed_at is null or dropped_at is null),
  constraint division_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint division_changed_by_fkey foreign key (changed_by) references staff(id),
  constraint division_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint division_made_by_fkey foreign key (made_by) references staff(id)
);
create unique index division_open_once on division using btree (hamlet_id, centre_id) where handed_at is null and dropped_at is null;
grant insert, select, update on division to :app;
alter table division enable row level security;
create policy division_all on division for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create function goers(centre integer, hamlet integer)
 returns table(id uuid, name text, near boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(goers.centre) then return; end if;
  return query
    select s.id, s.name, bool_or(p.id = goers.hamlet or p.parent_id = goers.hamlet)
    from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id join place c on c.id = goers.centre
    where g.taken_at is null and s.closed_at is null and (
      g.role in ('volunteer', 'area-lead') and (p.id in (c.id, c.parent_id, goers.hamlet) or p.kind = 'lane' and p.parent_id = goers.hamlet)
      or g.role = 'guide' and p.id in (c.id, c.parent_id))
    group by s.id, s.name order by 3 desc, s.name;
end
$function$;
revoke execute on function goers(centre integer, hamlet integer) from public;
grant execute on function goers(centre integer, hamlet integer) to :app;

-- ==== home-visits =========================================================================================

create table home_calendar (
  id uuid not null,
  staff_id uuid not null,
  centre_id integer not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint home_calendar_pkey primary key (id),
  constraint home_calendar_token_once unique (token_hash),
  constraint home_calendar_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint home_calendar_staff_id_fkey foreign key (staff_id) references staff(id)
);
create unique index home_calendar_one on home_calendar using btree (staff_id, centre_id) where ended_at is null;
grant insert, select, update on home_calendar to :app;
alter table home_calendar enable row level security;
create policy home_calendar_own on home_calendar for all to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id))
  with check (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id));

create table home_helper (
  centre_id integer not null,
  staff_id uuid not null,
  woman boolean not null,
  languages text[] not null default '{}'::text[],
  constraint home_helper_pkey primary key (centre_id, staff_id),
  constraint home_helper_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint home_helper_staff_id_fkey foreign key (staff_id) references staff(id)
);
grant insert, select, update on home_helper to :app;
alter table home_helper enable row level security;
create policy home_helper_all on home_helper for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table home_road (
  id uuid not null,
  centre_id integer not null,
  hamlet_id integer not null,
  extra integer,
  from_day date not null,
  until_day date not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  dropped_at timestamptz,
  constraint home_road_pkey primary key (id),
  constraint home_road_days check (until_day >= from_day and until_day <= (from_day + 184)),
  constraint home_road_extra check (extra >= 5 and extra <= 180),
  constraint home_road_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint home_road_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint home_road_noted_by_fkey foreign key (noted_by) references staff(id)
);
create index home_road_open on home_road using btree (centre_id, until_day) where dropped_at is null;
grant insert, select, update on home_road to :app;
alter table home_road enable row level security;
create policy home_road_all on home_road for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table home_shift (
  id uuid not null,
  centre_id integer not null,
  day date not null,
  helpers uuid[] not null,
  from_at time without time zone not null,
  until_at time without time zone not null,
  mode text not null,
  hamlet_id integer,
  made_by uuid not null,
  made_at timestamptz not null,
  dropped_at timestamptz,
  constraint home_shift_pkey primary key (id),
  constraint home_shift_helpers check (cardinality(helpers) >= 1 and cardinality(helpers) <= 4),
  constraint home_shift_hours check (until_at > from_at),
  constraint home_shift_mode check (mode = any (array['walk'::text, 'bicycle'::text, 'motorbike'::text])),
  constraint home_shift_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint home_shift_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint home_shift_made_by_fkey foreign key (made_by) references staff(id)
);
create index home_shift_day on home_shift using btree (centre_id, day) where dropped_at is null;
grant insert, select, update on home_shift to :app;
alter table home_shift enable row level security;
create policy home_shift_all on home_shift for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table home_visit (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  need_id uuid,
  kind text not null,
  source text not null,
  urgency text not null,
  woman boolean not null default false,
  two boolean not null default false,
  language text,
  parts text[] not null,
  minutes integer not null,
  asked_at timestamptz not null,
  tries integer not null default 0,
  tried_at timestamptz,
  told_day date,
  told_from time without time zone,
  told_until time without time zone,
  told_shifts uuid[],
  told_by uuid,
  told_at timestamptz,
  ended text,
  ended_at timestamptz,
  constraint home_visit_pkey primary key (id),
  constraint home_visit_ended check (ended = any (array['done'::text, 'not-wanted'::text, 'called-off'::text])),
  constraint home_visit_ends check ((ended is null) = (ended_at is null)),
  constraint home_visit_language check (length(language) >= 1 and length(language) <= 40),
  constraint home_visit_minutes check (minutes >= 10 and minutes <= 240),
  constraint home_visit_parts check (parts <@ '{morning,afternoon}'::text[] and cardinality(parts) > 0),
  constraint home_visit_source check (source = any (array['need'::text, 'police'::text])),
  constraint home_visit_told check (num_nulls(told_day, told_from, told_until, told_shifts, told_by, told_at) = any (array[0, 6])),
  constraint home_visit_urgency check (urgency = any (array['today'::text, 'this-week'::text, 'this-month'::text])),
  constraint home_visit_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint home_visit_need_id_fkey foreign key (need_id) references need(id),
  constraint home_visit_person_id_fkey foreign key (person_id) references person(id),
  constraint home_visit_told_by_fkey foreign key (told_by) references staff(id)
);
create unique index home_visit_once on home_visit using btree (need_id) where ended is null;
create index home_visit_open on home_visit using btree (centre_id) where ended is null;
create index home_visit_person on home_visit using btree (person_id);
grant insert, select, update on home_visit to :app;
alter table home_visit enable row level security;
create policy home_visit_all on home_visit for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create function home_calendar_of(hash bytea, since date)
 returns table(id uuid, what text, day date, from_at time without time zone, until_at time without time zone, hamlet text, more integer, at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
declare
  mine home_calendar;
begin
  if app_kind() is distinct from 'public' then return; end if;
  select c.* into mine from home_calendar c join staff s on s.id = c.staff_id
    where c.token_hash = home_calendar_of.hash and c.ended_at is null and s.closed_at is null
      and exists (select from staff_grant g join place p on p.id = c.centre_id where g.staff_id = s.id and g.taken_at is null
        and whole_place(g.place_id) in (p.id, p.parent_id));
  if not found then return; end if;
  return query
    select s.id, 'out'::text, s.day, s.from_at, s.until_at, p.name, cardinality(s.helpers) - 1, s.made_at
    from home_shift s left join place p on p.id = s.hamlet_id
    where s.centre_id = mine.centre_id and mine.staff_id = any(s.helpers) and s.dropped_at is null and s.day >= home_calendar_of.since
    union all
    select v.id, 'visit', v.told_day, v.told_from, v.told_until, h.hamlet, 0, v.told_at
    from home_visit v join person h on h.id = v.person_id
    where v.centre_id = mine.centre_id and v.ended is null and v.told_day >= home_calendar_of.since
      and exists (select from home_shift s where s.id = any(v.told_shifts) and mine.staff_id = any(s.helpers) and s.dropped_at is null)
    order by 3, 4, 1;
end
$function$;
revoke execute on function home_calendar_of(hash bytea, since date) from public;
grant execute on function home_calendar_of(hash bytea, since date) to :app;

create function home_helpers(centre integer)
 returns table(id uuid, name text, police boolean, woman boolean, languages text[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(home_helpers.centre) then return; end if;
  return query
    select s.id, s.name, bool_or(g.role = 'police'), coalesce(bool_or(h.woman), false), coalesce(min(h.languages), '{}')
    from staff_grant g join staff s on s.id = g.staff_id join place c on c.id = home_helpers.centre
      left join home_helper h on h.staff_id = s.id and h.centre_id = home_helpers.centre
    where g.taken_at is null and s.closed_at is null and g.role in ('volunteer', 'area-lead', 'guide', 'receiving-officer', 'police')
      and whole_place(g.place_id) in (c.id, c.parent_id)
    group by s.id, s.name order by s.name, s.id;
end
$function$;
revoke execute on function home_helpers(centre integer) from public;
grant execute on function home_helpers(centre integer) to :app;

create function home_visit_is_open(v home_visit)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
begin
  return app_kind() in ('staff', 'system') and app_at(v.centre_id) and v.ended is null
    and not exists (select from need n where n.id = v.need_id and n.outcome is not null)
    and not (v.told_day is not null and exists (select from visit x join assisted_session a on a.visit_id = x.id
      where x.centre_id = v.centre_id and x.outcome = 'met' and x.taken_back_at is null and a.person_id = any(same_as(v.person_id))
        and x.ended_at >= v.told_day::timestamp at time zone 'Asia/Ho_Chi_Minh' and x.ended_at < (v.told_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'))
    and not (v.source = 'police' and exists (select from police_booking b
      where b.person_id = any(same_as(v.person_id)) and b.made_at > v.asked_at and b.outcome <> 'not'));
end $function$;
revoke execute on function home_visit_is_open(v home_visit) from public;
grant execute on function home_visit_is_open(v home_visit) to :app;

create function kept_in_home_visits(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'home_visit', (select jsonb_agg(to_jsonb(t) order by t.asked_at) from home_visit t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_home_visits(ids uuid[]) from public;

create function police_called_off(centre integer, bookings uuid[])
 returns table(person_id uuid, purpose text, need_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(police_called_off.centre) then return; end if;
  return query
    select distinct on (b.person_id) b.person_id, b.purpose,
      (select n.id from need n where n.person_id = b.person_id and n.kind = 'e-id' and n.outcome is null limit 1)
    from police_booking b where b.id = any(bookings) and b.centre_id = police_called_off.centre and b.state = 'called-off'
      and not exists (select from home_visit v where v.person_id = b.person_id and v.source = 'police' and home_visit_is_open(v))
    order by b.person_id;
end
$function$;
revoke execute on function police_called_off(centre integer, bookings uuid[]) from public;
grant execute on function police_called_off(centre integer, bookings uuid[]) to :app;

-- ==== walk-lists ==========================================================================================

create table walk_keying (
  row_id uuid not null,
  by_id uuid not null,
  at timestamptz not null,
  said jsonb not null,
  people uuid[] not null,
  constraint walk_keying_pkey primary key (row_id, by_id),
  constraint walk_keying_by_id_fkey foreign key (by_id) references staff(id),
  constraint walk_keying_row_id_fkey foreign key (row_id) references walk_row(id) on delete cascade
);
grant delete, insert, select, update on walk_keying to :app;
alter table walk_keying enable row level security;
create policy walk_keying_again on walk_keying for update to :app
  using (by_id::text = app_id())
  with check ((exists ( select
     from walk_row r
    where r.id = walk_keying.row_id)) and by_id::text = app_id());
create policy walk_keying_drop on walk_keying for delete to :app
  using ((exists ( select
     from walk_row r
    where r.id = walk_keying.row_id)));
create policy walk_keying_key on walk_keying for insert to :app
  with check ((exists ( select
     from walk_row r
    where r.id = walk_keying.row_id)) and by_id::text = app_id());
create policy walk_keying_read on walk_keying for select to :app
  using ((exists ( select
     from walk_row r
    where r.id = walk_keying.row_id)));

create table walk_list (
  id uuid not null,
  centre_id integer not null,
  area_id uuid not null,
  walker_id uuid not null,
  number integer not null,
  people integer not null,
  printed_by uuid not null,
  printed_at timestamptz not null,
  ended text,
  ended_by uuid,
  ended_at timestamptz,
  constraint walk_list_pkey primary key (id),
  constraint walk_list_once unique (centre_id, number),
  constraint walk_list_end check (ended = any (array['put-away'::text, 'lost'::text])),
  constraint walk_list_ended check (num_nulls(ended, ended_by, ended_at) = any (array[0, 3])),
  constraint walk_list_number check (number > 0),
  constraint walk_list_area_id_fkey foreign key (area_id) references field_area(id),
  constraint walk_list_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint walk_list_ended_by_fkey foreign key (ended_by) references staff(id),
  constraint walk_list_printed_by_fkey foreign key (printed_by) references staff(id),
  constraint walk_list_walker_id_fkey foreign key (walker_id) references staff(id)
);
create index walk_list_area on walk_list using btree (area_id);
grant delete, insert, select, update on walk_list to :app;
alter table walk_list enable row level security;
create policy walk_list_clear on walk_list for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy walk_list_staff on walk_list for all to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table walk_row (
  id uuid not null,
  list_id uuid not null,
  n integer not null,
  household_id uuid not null,
  people uuid[] not null,
  visit_id uuid,
  done text,
  done_at timestamptz,
  keyed_by uuid[],
  constraint walk_row_pkey primary key (id),
  constraint walk_row_once unique (list_id, n),
  constraint walk_row_done check (num_nulls(done, done_at, keyed_by) = any (array[0, 3])),
  constraint walk_row_how check (done = any (array['written'::text, 'on-phone'::text])),
  constraint walk_row_n check (n > 0),
  constraint walk_row_two check (keyed_by is null or cardinality(keyed_by) = 2 and keyed_by[1] <> keyed_by[2]),
  constraint walk_row_list_id_fkey foreign key (list_id) references walk_list(id) on delete cascade
);
create index walk_row_visit on walk_row using btree (visit_id) where visit_id is not null;
grant delete, insert, select, update on walk_row to :app;
alter table walk_row enable row level security;
create policy walk_row_all on walk_row for all to :app
  using ((exists ( select
     from walk_list l
    where l.id = walk_row.list_id)))
  with check ((exists ( select
     from walk_list l
    where l.id = walk_row.list_id)));

create function forget_walk_keyings(who uuid)
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  update walk_row r set people = array(select case when p.id = any(same_as(who)) then null else p.id end from unnest(r.people) with ordinality p (id, n) order by p.n)
    where r.people && same_as(who) and (app_kind() = 'system' or app_kind() = 'staff' and exists (select from walk_list l where l.id = r.list_id and app_at(l.centre_id)));
  delete from walk_keying k where k.people && same_as(who) and exists (
    select from walk_row r join walk_list l on l.id = r.list_id
    where r.id = k.row_id and (app_kind() = 'system' or app_kind() = 'staff' and app_at(l.centre_id)));
end
$function$;
revoke execute on function forget_walk_keyings(who uuid) from public;
grant execute on function forget_walk_keyings(who uuid) to :app;

create function phone_has_visit(who uuid, door uuid, how text, from_at timestamptz, until_at timestamptz, met uuid[], taught jsonb)
 returns boolean
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return exists (
    select from visit v where v.household_id = door and v.helper_id = who and v.outcome = how and v.taken_back_at is null
      and v.began_at < until_at + interval '30 minutes' and v.ended_at > from_at - interval '30 minutes'
      and not exists (select from walk_list l where l.id = v.phone_id)
      and array(select a.person_id from assisted_session a where a.visit_id = v.id order by 1) = array(select m from unnest(met) m order by 1)
      and not exists (
        select from jsonb_to_recordset(taught) as t (person uuid, topic text) where not exists (
          select from encounter e join assisted_session a on a.id = e.session_id
          where a.visit_id = v.id and e.person_id = t.person and e.topic = t.topic)));
end
$function$;
revoke execute on function phone_has_visit(who uuid, door uuid, how text, from_at timestamp with time zone, until_at timestamp with time zone, met uuid[], taught jsonb) from public;
grant execute on function phone_has_visit(who uuid, door uuid, how text, from_at timestamp with time zone, until_at timestamp with time zone, met uuid[], taught jsonb) to :app;

create function supersede_paper_visits(since timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  paper uuid;
  many int := 0;
begin
  if app_kind() is distinct from 'system' then return 0; end if;
  for paper in
    select p.id from walk_row r join visit p on p.id = r.visit_id
    where r.done_at >= supersede_paper_visits.since and phone_has_visit(p.helper_id, p.household_id, p.outcome, p.began_at, p.ended_at,
      array(select a.person_id from assisted_session a where a.visit_id = p.id),
      coalesce((select jsonb_agg(jsonb_build_object('person', e.person_id, 'topic', e.topic)) from encounter e join assisted_session a on a.id = e.session_id where a.visit_id = p.id), '[]'))
  loop
    delete from encounter e using assisted_session a where a.visit_id = paper and e.session_id = a.id;
    delete from assisted_session a where a.visit_id = paper;
    delete from visit x where x.id = paper;
    update walk_row r set done = 'on-phone', visit_id = null where r.visit_id = paper;
    many := many + 1;
  end loop;
  return many;
end
$function$;
revoke execute on function supersede_paper_visits(since timestamp with time zone) from public;
grant execute on function supersede_paper_visits(since timestamp with time zone) to :app;

-- ==== lead-board ==========================================================================================

create table visit_pattern (
  id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  day date not null,
  kind text not null,
  visits uuid[] not null,
  stood uuid[] not null default '{}'::uuid[],
  hamlets integer[] not null,
  from_at timestamptz not null,
  minutes integer not null,
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  opened_at timestamptz,
  verdict text,
  why text,
  reason text,
  settled_by uuid,
  settled_at timestamptz,
  constraint visit_pattern_pkey primary key (id),
  constraint visit_pattern_once unique (centre_id, staff_id, day, kind),
  constraint visit_pattern_answered check (answered_at is null or answer is not null and opened_at is not null),
  constraint visit_pattern_kind check (kind = any (array['fast'::text, 'night'::text, 'same'::text, 'nobody-home'::text, 'no-needs'::text])),
  constraint visit_pattern_minutes check (minutes >= 0 and minutes <= 1440),
  constraint visit_pattern_not_own check (settled_by <> staff_id),
  constraint visit_pattern_reasoned check ((why is not null) = (not verdict is distinct from 'not-counted'::text)),
  constraint visit_pattern_settled check ((settled_by is null) = (verdict is null) and (settled_by is null) = (settled_at is null)),
  constraint visit_pattern_somewhere check (cardinality(hamlets) > 0),
  constraint visit_pattern_verdict check (verdict = any (array['stands'::text, 'not-counted'::text])),
  constraint visit_pattern_why check (why = any (array['not-met'::text, 'wrong-door'::text, 'twice'::text, 'practice'::text, 'unanswered'::text, 'other'::text])),
  constraint visit_pattern_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint visit_pattern_settled_by_fkey foreign key (settled_by) references staff(id),
  constraint visit_pattern_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index visit_pattern_open on visit_pattern using btree (centre_id, asked_at) where settled_at is null;
create index visit_pattern_staff on visit_pattern using btree (staff_id, asked_at);
grant delete, select, update (answer, answered_at, opened_at, verdict, why, reason, settled_by, settled_at) on visit_pattern to :app;
alter table visit_pattern enable row level security;
create policy visit_pattern_answer on visit_pattern for update to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id) and settled_at is null)
  with check (app_kind() = 'staff'::text and staff_id::text = app_id() and settled_at is null);
create policy visit_pattern_chore on visit_pattern for select to :app
  using (app_kind() = 'system'::text and app_id() = 'lead-board.patterns'::text and app_at(centre_id));
create policy visit_pattern_chore_opens on visit_pattern for update to :app
  using (app_kind() = 'system'::text and app_id() = 'lead-board.patterns'::text and app_at(centre_id) and settled_at is null)
  with check (app_kind() = 'system'::text and settled_at is null);
create policy visit_pattern_clear on visit_pattern for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy visit_pattern_lead on visit_pattern for select to :app
  using (opened_at is not null and staff_id::text <> app_id() and leads_hamlets(centre_id, hamlets));
create policy visit_pattern_own on visit_pattern for select to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id));
create policy visit_pattern_settle on visit_pattern for update to :app
  using (opened_at is not null and settled_at is null and staff_id::text <> app_id() and leads_hamlets(centre_id, hamlets))
  with check (app_kind() = 'staff'::text and settled_by::text = app_id() and staff_id::text <> app_id());

create function ask_visit_pattern(which uuid, at_centre integer, who uuid, on_day date, what text, of_visits uuid[], at_hamlets integer[], began timestamptz, spent integer, at timestamptz)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'lead-board.patterns' or not app_at(at_centre) then raise insufficient_privilege; end if;
  insert into visit_pattern as p (id, centre_id, staff_id, day, kind, visits, hamlets, from_at, minutes, asked_at)
  values (which, at_centre, who, on_day, what, of_visits, at_hamlets, began, spent, ask_visit_pattern.at)
  on conflict on constraint visit_pattern_once do update set
    visits = array(select distinct one from unnest(p.visits || excluded.visits) one order by one),
    hamlets = array(select distinct one from unnest(p.hamlets || excluded.hamlets) one order by one),
    from_at = least(p.from_at, excluded.from_at), minutes = greatest(p.minutes, excluded.minutes),
    stood = case when p.verdict = 'stands' then p.visits else p.stood end,
    asked_at = case when p.answered_at is null and p.settled_at is null then p.asked_at else excluded.asked_at end,
    opened_at = case when p.answered_at is null and p.settled_at is null then p.opened_at end,
    answered_at = null, verdict = null, why = null, reason = null, settled_by = null, settled_at = null
  where not (excluded.visits <@ p.visits);
  return found;
end
$function$;
revoke execute on function ask_visit_pattern(which uuid, at_centre integer, who uuid, on_day date, what text, of_visits uuid[], at_hamlets integer[], began timestamp with time zone, spent integer, at timestamp with time zone) from public;
grant execute on function ask_visit_pattern(which uuid, at_centre integer, who uuid, on_day date, what text, of_visits uuid[], at_hamlets integer[], began timestamp with time zone, spent integer, at timestamp with time zone) to :app;

create function asked_patterns(at_centre integer)
 returns table(asked integer, since timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select count(*)::int, min(p.asked_at) from visit_pattern p
    where p.centre_id = at_centre and p.opened_at is null and p.settled_at is null and p.staff_id::text <> app_id() and leads_hamlets(p.centre_id, p.hamlets);
end
$function$;
revoke execute on function asked_patterns(at_centre integer) from public;
grant execute on function asked_patterns(at_centre integer) to :app;

create function leads_hamlets(at_centre integer, which integer[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return false; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return led is null or which <@ led;
end
$function$;
revoke execute on function leads_hamlets(at_centre integer, which integer[]) from public;
grant execute on function leads_hamlets(at_centre integer, which integer[]) to :app;

create function taken_back_visits(at_centre integer, since timestamptz, until timestamptz)
 returns table(household_id uuid, ended_at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return query
    select v.household_id, v.ended_at from visit v join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
    where v.centre_id = at_centre and v.taken_back_at is not null and v.ended_at >= taken_back_visits.since and v.ended_at < taken_back_visits.until
      and (led is null or d.hamlet_id = any(led));
end
$function$;
revoke execute on function taken_back_visits(at_centre integer, since timestamp with time zone, until timestamp with time zone) from public;
grant execute on function taken_back_visits(at_centre integer, since timestamp with time zone, until timestamp with time zone) to :app;

create function uncounted_visits(at_centre integer)
 returns table(visit_id uuid, why text, open boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return query
    select v.id, case when bool_or(p.verdict is not null) then 'not-counted' else 'asked' end, bool_and(p.opened_at is not null)
    from visit_pattern p cross join unnest(p.visits) one (id) join visit v on v.id = one.id
      join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
    where p.centre_id = at_centre and (p.verdict = 'not-counted' or p.answered_at is null and p.settled_at is null) and one.id <> all(p.stood)
      and (led is null or d.hamlet_id = any(led))
    group by v.id;
end
$function$;
revoke execute on function uncounted_visits(at_centre integer) from public;
grant execute on function uncounted_visits(at_centre integer) to :app;

create function visit_facts(at_centre integer, since timestamptz, until timestamptz)
 returns table(visit uuid, helper uuid, household uuid, outcome text, ended_at timestamptz, hamlet integer, lane integer, lane_doors integer, shown text, needs boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'lead-board.patterns' or not app_at(at_centre) then return; end if;
  return query
    with of_day as materialized (
      select v.id, v.helper_id, v.household_id, v.outcome, v.ended_at, coalesce(d.hamlet_id, 0) as hamlet, d.lane_id
      from visit v join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
      where v.centre_id = at_centre and v.ended_at >= visit_facts.since and v.ended_at < visit_facts.until and v.taken_back_at is null
    ), of_lane as (
      select d.lane_id, count(*)::int as doors from household h join dwelling d on d.id = h.dwelling_id
      where h.ended_at is null and d.lane_id in (select o.lane_id from of_day o) group by 1
    ), of_shown as (
      select s.visit_id, string_agg(e.topic || ':' || e.how, ' ' order by e.topic, e.how) as shown
      from encounter e join assisted_session s on s.id = e.session_id
      where e.centre_id = at_centre and e.day = (visit_facts.since at time zone 'Asia/Ho_Chi_Minh')::date and s.visit_id is not null group by 1
    ), of_needs as (
      select distinct s.visit_id from of_day o join assisted_session s on s.visit_id = o.id join need n on n.person_id = s.person_id
      where n.outcome is null or n.made_at >= visit_facts.since and n.made_at < visit_facts.until
    )
    select o.id, o.helper_id, o.household_id, o.outcome, o.ended_at, o.hamlet, o.lane_id, coalesce(l.doors, 0), coalesce(w.shown, ''), n.visit_id is not null
    from of_day o left join of_lane l on l.lane_id = o.lane_id left join of_shown w on w.visit_id = o.id left join of_needs n on n.visit_id = o.id
    order by o.helper_id, o.ended_at, o.id;
end
$function$;
revoke execute on function visit_facts(at_centre integer, since timestamp with time zone, until timestamp with time zone) from public;
grant execute on function visit_facts(at_centre integer, since timestamp with time zone, until timestamp with time zone) to :app;

-- ==== learning ============================================================================================

create table item_counted (
  centre_id integer not null,
  since timestamptz not null,
  until timestamptz not null,
  constraint item_counted_pkey primary key (centre_id),
  constraint item_counted_centre_id_fkey foreign key (centre_id) references centre(id)
);
alter table item_counted enable row level security;

create table item_figure (
  centre_id integer not null,
  item text not null,
  people integer not null,
  correct integer not null,
  fits double precision,
  constraint item_figure_pkey primary key (centre_id, item),
  constraint item_figure_centre_id_fkey foreign key (centre_id) references item_counted(centre_id)
);
alter table item_figure enable row level security;

create table own_statement (
  id uuid not null,
  centre_id integer not null,
  topic text not null,
  critical boolean not null,
  levels text[] not null,
  asks text not null,
  trouble text not null,
  steps text[] not null,
  safe integer[] not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint own_statement_pkey primary key (id),
  constraint own_statement_levels check (cardinality(levels) = 3),
  constraint own_statement_steps check (cardinality(steps) >= 2 and cardinality(steps) <= 6),
  constraint own_statement_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint own_statement_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint own_statement_made_by_fkey foreign key (made_by) references staff(id)
);
create index own_statement_centre on own_statement using btree (centre_id);
create index own_statement_made_by on own_statement using btree (made_by);
grant insert, select, update (ended_at) on own_statement to :app;
alter table own_statement enable row level security;
create policy own_statement_end on own_statement for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy own_statement_learner_read on own_statement for select to :app
  using (app_kind() = 'learner'::text and app_at(centre_id));
create policy own_statement_read on own_statement for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (exists ( select
     from person p
       join place c on c.parent_id = p.commune_id
    where (p.id = any (app_same())) and c.id = own_statement.centre_id)));
create policy own_statement_write on own_statement for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table skill_evidence (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  statement text not null,
  frame integer not null,
  kind text not null,
  item text not null,
  level smallint,
  choice text,
  correct boolean,
  hints smallint not null default 0,
  points smallint not null default 0,
  doings smallint not null default 0,
  steps text[] not null default '{}'::text[],
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  taken_back_at timestamptz,
  constraint skill_evidence_pkey primary key (id),
  constraint skill_evidence_choice check (choice = any (array['a'::text, 'b'::text, 'c'::text])),
  constraint skill_evidence_doings check (doings >= 0 and doings <= 99),
  constraint skill_evidence_frame check (frame > 0),
  constraint skill_evidence_hints check (hints >= 0 and hints <= 99),
  constraint skill_evidence_item check (item ~ '^[A-Za-z0-9.-]{1,60}$'::text),
  constraint skill_evidence_judged check ((kind = 'judged'::text) = (choice is not null) and (kind = 'judged'::text) = (correct is not null)),
  constraint skill_evidence_kind check (kind = any (array['task'::text, 'judged'::text, 'felt'::text])),
  constraint skill_evidence_level check (level >= 0 and level <= 3),
  constraint skill_evidence_levelled check ((kind = 'judged'::text) = (level is null)),
  constraint skill_evidence_points check (points >= 0 and points <= 99),
  constraint skill_evidence_seen check (kind <> 'task'::text or by_staff is not null),
  constraint skill_evidence_statement check (statement ~ '^(T[0-5]\.[1-9]|[0-9a-f-]{36})$'::text),
  constraint skill_evidence_steps check (steps <@ array['self'::text, 'hint'::text, 'not'::text]),
  constraint skill_evidence_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint skill_evidence_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint skill_evidence_person_id_fkey foreign key (person_id) references person(id),
  constraint skill_evidence_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index skill_evidence_person on skill_evidence using btree (person_id, at);
create index skill_evidence_session on skill_evidence using btree (session_id);
create index skill_evidence_since on skill_evidence using btree (centre_id, kind, at);
create index skill_evidence_staff on skill_evidence using btree (by_staff);
grant insert, select, update (taken_back_at) on skill_evidence to :app;
alter table skill_evidence enable row level security;
create policy skill_evidence_in_class_read on skill_evidence for select to :app
  using (app_kind() = 'staff'::text and kind = 'task'::text and session_id is null and by_staff::text = app_id() and looks_on_in_class(null::uuid, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh'::text)::date));
create policy skill_evidence_in_class_take_back on skill_evidence for update to :app
  using (app_kind() = 'staff'::text and kind = 'task'::text and session_id is null and by_staff::text = app_id())
  with check (app_kind() = 'staff'::text and kind = 'task'::text and session_id is null and by_staff::text = app_id() and looks_on_in_class(null::uuid, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh'::text)::date));
create policy skill_evidence_in_class_write on skill_evidence for insert to :app
  with check (app_kind() = 'staff'::text and kind = 'task'::text and session_id is null and by_staff::text = app_id() and looks_on_in_class(null::uuid, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh'::text)::date));
create policy skill_evidence_learner_read on skill_evidence for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy skill_evidence_learner_write on skill_evidence for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and (kind = any (array['judged'::text, 'felt'::text])) and by_staff is null and session_id is null);
create policy skill_evidence_read on skill_evidence for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy skill_evidence_take_back on skill_evidence for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and kind = 'task'::text and (person_id = any (app_same())))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id());
create policy skill_evidence_write on skill_evidence for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = skill_evidence.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and (kind = any (array['judged'::text, 'felt'::text])) and by_staff is null and session_id is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = skill_evidence.person_id and c.id = skill_evidence.centre_id))
      else false
  end);

create function forget_skills(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from skill_evidence where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_skills(who uuid) from public;
grant execute on function forget_skills(who uuid) to :app;

create function item_answers(begun timestamptz, ended timestamptz)
 returns table(item text, people integer, "right" integer, fits double precision)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  mine int[];
begin
  if app_kind() is distinct from 'staff' then return; end if;
  mine := array(select c.id from centre c where app_at(c.id));
  if cardinality(mine) = 1 and exists (select from item_counted k where k.centre_id = mine[1] and k.since = begun and k.until = ended) then
    return query select f.item, f.people, f.correct, f.fits from item_figure f where f.centre_id = mine[1] order by f.item;
  else
    return query select f.item, f.people, f.correct, f.fits from item_figures_of(mine, begun, ended) f order by f.item;
  end if;
end $function$;
revoke execute on function item_answers(begun timestamp with time zone, ended timestamp with time zone) from public;
grant execute on function item_answers(begun timestamp with time zone, ended timestamp with time zone) to :app;

create function item_figures_of(centres integer[], begun timestamptz, ended timestamptz)
 returns table(item text, people integer, correct integer, fits double precision)
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return query
    with last as (
      -- Somebody who was joined is that other by now. What was answered last is the greater of two moments; whether it was right is its last digit.
      select coalesce(p.merged_into, p.id) as who, e.item, (max((extract(epoch from e.at) * 1000000)::bigint * 2 + e.correct::int) & 1)::int as correct
      from skill_evidence e join person p on p.id = e.person_id
      where e.kind = 'judged' and e.centre_id = any(centres) and e.at >= begun and e.at < ended and e.taken_back_at is null group by 1, 2
    ), score as (
      select l.who, sum(l.correct) as correct, count(*) as answers from last l group by l.who
    ), beside as (
      -- Null for whoever judged nothing else: they are no part of how the item goes with all else.
      select l.item, l.correct, case when s.answers > 1 then (s.correct - l.correct)::float8 / (s.answers - 1) end as rest from last l join score s using (who)
    )
    -- Where all are alike nothing goes with anything; what is left of such a sum is rounding.
    select b.item, count(*)::int, sum(b.correct)::int,
      case when regr_sxx(b.rest, b.correct) > 1e-9 and regr_syy(b.rest, b.correct) > 1e-9 then corr(b.rest, b.correct) end
    from beside b group by b.item;
end $function$;
revoke execute on function item_figures_of(centres integer[], begun timestamp with time zone, ended timestamp with time zone) from public;

create function keep_item_figures(centre integer, begun timestamptz, ended timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  kept int;
begin
  if app_kind() is distinct from 'system' or not coalesce(app_at(centre), false) then raise insufficient_privilege; end if;
  insert into item_counted (centre_id, since, until) values (centre, begun, ended)
    on conflict (centre_id) do update set since = excluded.since, until = excluded.until;
  delete from item_figure f where f.centre_id = centre;
  insert into item_figure select centre, c.* from item_figures_of(array[centre], begun, ended) c;
  get diagnostics kept = row_count;
  return kept;
end $function$;
revoke execute on function keep_item_figures(centre integer, begun timestamp with time zone, ended timestamp with time zone) from public;
grant execute on function keep_item_figures(centre integer, begun timestamp with time zone, ended timestamp with time zone) to :app;

create function kept_in_learning(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'skill_evidence', (select jsonb_agg(to_jsonb(t) order by t.at) from skill_evidence t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_learning(ids uuid[]) from public;

-- ==== practice ============================================================================================

create table practice_answer (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  set_no integer not null,
  item text not null,
  act text not null,
  turn smallint not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint practice_answer_pkey primary key (id),
  constraint practice_answer_once unique (centre_id, person_id, set_no, item),
  constraint practice_answer_act check (act = any (array['hang-up'::text, 'leave'::text, 'check'::text, 'follow'::text])),
  constraint practice_answer_beside check ((by_staff is null) = (session_id is null)),
  constraint practice_answer_item check (item ~ '^F[1-8]-[a-e]$'::text),
  constraint practice_answer_set_no check (set_no > 0),
  constraint practice_answer_turn check (turn >= 1 and turn <= 5),
  constraint practice_answer_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint practice_answer_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint practice_answer_person_id_fkey foreign key (person_id) references person(id),
  constraint practice_answer_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index practice_answer_person on practice_answer using btree (person_id, at);
create index practice_answer_session on practice_answer using btree (session_id);
create index practice_answer_staff on practice_answer using btree (by_staff);
create index practice_answer_when on practice_answer using btree (centre_id, at);
create trigger practice_answered after insert on practice_answer referencing new table as added for each statement execute function practice_answered();
grant insert, select on practice_answer to :app;
alter table practice_answer enable row level security;
create policy practice_answer_learner_read on practice_answer for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy practice_answer_learner_write on practice_answer for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and by_staff is null and session_id is null);
create policy practice_answer_read on practice_answer for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy practice_answer_write on practice_answer for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = practice_answer.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = practice_answer.person_id and c.id = practice_answer.centre_id))
      else false
  end);

create table practice_set (
  centre_id integer not null,
  person_id uuid not null,
  set_no integer not null,
  at timestamptz not null,
  told text[] not null,
  first_told text[],
  constraint practice_set_pkey primary key (centre_id, person_id, set_no),
  constraint practice_set_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint practice_set_person_id_fkey foreign key (person_id) references person(id)
);
create index practice_set_person on practice_set using btree (person_id);
create index practice_set_when on practice_set using btree (centre_id, at);
alter table practice_set enable row level security;

create function forget_practice(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function forget_practice(who uuid) from public;
grant execute on function forget_practice(who uuid) to :app;

create function hold_practice(who uuid[])
 returns void
 language plpgsql
 set search_path from current
as $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('practice', key)) from (select distinct hashtextextended(one::text, 0) as key from unnest(who) one order by 1) k;
end $function$;
revoke execute on function hold_practice(who uuid[]) from public;

create function keep_practice_sets(who uuid[])
 returns void
 language plpgsql
 set search_path from current
as $function$
begin
  insert into practice_set (centre_id, person_id, set_no, at, told, first_told)
    select s.centre_id, s.person_id, s.set_no, s.at, s.told, case when row_number() over theirs > 1 then first_value(s.told) over theirs end
    from (select a.centre_id, a.person_id, a.set_no, max(a.at) as at, array_agg(a.item || ' ' || a.act order by a.item) as told
      from practice_answer a where a.person_id = any(who) group by 1, 2, 3 having count(*) >= 5) s
    window theirs as (partition by s.centre_id, s.person_id order by s.set_no)
    on conflict do nothing;
end $function$;
revoke execute on function keep_practice_sets(who uuid[]) from public;

create function kept_in_practice(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'practice_answer', (select jsonb_agg(to_jsonb(t) order by t.at) from practice_answer t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_practice(ids uuid[]) from public;

create function practice_answered()
 returns trigger
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  theirs uuid[] := array(select distinct person_id from added);
begin
  perform hold_practice(theirs);
  perform keep_practice_sets(theirs);
  return null;
end $function$;

-- ==== picture-keys ========================================================================================

create table learner_session (
  token_hash bytea not null,
  id uuid not null,
  key_id uuid not null,
  device_id uuid,
  ticket_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  constraint learner_session_pkey primary key (token_hash),
  constraint learner_session_id_key unique (id),
  constraint learner_session_hall check ((device_id is null) = (ticket_id is null)),
  constraint learner_session_device_id_fkey foreign key (device_id) references device(id),
  constraint learner_session_key_id_fkey foreign key (key_id) references picture_key(id) on delete cascade
);
create index learner_session_device on learner_session using btree (device_id);
create index learner_session_key on learner_session using btree (key_id);
grant delete, insert, select, update (closed_at) on learner_session to :app;
alter table learner_session enable row level security;
create policy learner_session_clear on learner_session for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and expires_at < now());
create policy learner_session_cleared on learner_session for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy learner_session_close on learner_session for update to :app
  using (app_kind() = 'learner'::text and key_id = app_row())
  with check (app_kind() = 'learner'::text and key_id = app_row());
create policy learner_session_door on learner_session for all to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy learner_session_own on learner_session for select to :app
  using (app_kind() = 'learner'::text and key_id = app_row());

create table picture_key (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  card_hash bytea not null,
  pictures_hash bytea not null,
  given_by uuid not null,
  given_at timestamptz not null,
  own_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz,
  constraint picture_key_pkey primary key (id),
  constraint picture_key_card_once unique (card_hash),
  constraint picture_key_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint picture_key_given_by_fkey foreign key (given_by) references staff(id),
  constraint picture_key_person_id_fkey foreign key (person_id) references person(id)
);
create index picture_key_given_by on picture_key using btree (given_by);
create index picture_key_of on picture_key using btree (person_id);
create unique index picture_key_person on picture_key using btree (person_id) where ended_at is null;
create unique index picture_key_pictures on picture_key using btree (centre_id, pictures_hash) where ended_at is null;
grant delete, insert, select, update (pictures_hash, own_at, used_at, ended_at) on picture_key to :app;
alter table picture_key enable row level security;
create policy picture_key_beside on picture_key for select to :app
  using (app_kind() = 'staff'::text and (person_id = any (app_same())));
create policy picture_key_clear on picture_key for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text and ended_at is not null);
create policy picture_key_cleared on picture_key for select to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy picture_key_door on picture_key for select to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text);
create policy picture_key_end on picture_key for update to :app
  using (app_kind() = 'staff'::text and (person_id = any (app_same())))
  with check (app_kind() = 'staff'::text and ended_at is not null);
create policy picture_key_give on picture_key for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (person_id = any (app_same())) and given_by::text = app_id() and (exists ( select
     from assisted_session a
    where a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null)));
create policy picture_key_other on picture_key for update to :app
  using (app_kind() = 'learner'::text and id = app_row() and ended_at is null)
  with check (app_kind() = 'learner'::text and id = app_row() and ended_at is null);
create policy picture_key_own on picture_key for select to :app
  using (app_kind() = 'learner'::text and id = app_row());
create policy picture_key_used on picture_key for update to :app
  using (app_kind() = 'system'::text and app_id() = 'door'::text and ended_at is null)
  with check (app_kind() = 'system'::text and app_id() = 'door'::text and ended_at is null);

create function forget_picture_keys(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from picture_key where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_picture_keys(who uuid) from public;
grant execute on function forget_picture_keys(who uuid) to :app;

create function kept_in_picture_keys(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'picture_key', (select jsonb_agg(jsonb_build_object('given_at', t.given_at, 'given_by', t.given_by, 'own_at', t.own_at, 'used_at', t.used_at, 'ended_at', t.ended_at) order by t.given_at)
      from picture_key t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_picture_keys(ids uuid[]) from public;

create function pictures_taken(centre integer, hashes bytea[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'learner') or not app_at(centre) then return true; end if;
  return exists (select from picture_key k where k.centre_id = pictures_taken.centre and k.ended_at is null and k.pictures_hash = any(hashes));
end $function$;
revoke execute on function pictures_taken(centre integer, hashes bytea[]) from public;
grant execute on function pictures_taken(centre integer, hashes bytea[]) to :app;

-- ==== errands =============================================================================================

create table errand_press (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  errand text not null,
  run_no integer not null,
  screen smallint not null,
  nth smallint not null,
  choice text not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint errand_press_pkey primary key (id),
  constraint errand_press_once unique (person_id, centre_id, errand, run_no, screen, nth),
  constraint errand_press_beside check ((by_staff is null) = (session_id is null)),
  constraint errand_press_choice check (choice = any (array['a'::text, 'b'::text, 'c'::text])),
  constraint errand_press_errand check (errand = any (array['file'::text, 'pay'::text, 'book'::text, 'look-up'::text, 'vneid'::text])),
  constraint errand_press_nth check (nth >= 1 and nth <= 20),
  constraint errand_press_run check (run_no > 0),
  constraint errand_press_screen check (screen >= 1 and screen <= 8),
  constraint errand_press_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint errand_press_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint errand_press_person_id_fkey foreign key (person_id) references person(id),
  constraint errand_press_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index errand_press_centre on errand_press using btree (centre_id);
create index errand_press_person on errand_press using btree (person_id, at);
create index errand_press_session on errand_press using btree (session_id);
create index errand_press_staff on errand_press using btree (by_staff);
grant insert, select on errand_press to :app;
alter table errand_press enable row level security;
create policy errand_press_learner_read on errand_press for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy errand_press_learner_write on errand_press for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and by_staff is null and session_id is null);
create policy errand_press_read on errand_press for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy errand_press_write on errand_press for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = errand_press.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = errand_press.person_id and c.id = errand_press.centre_id))
      else false
  end);

create table errand_told (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  errand text not null,
  run_no integer not null,
  how text not null,
  said smallint[] not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint errand_told_pkey primary key (id),
  constraint errand_told_once unique (person_id, centre_id, errand, run_no),
  constraint errand_told_beside check ((how = 'beside'::text) = (by_staff is not null) and (by_staff is null) = (session_id is null)),
  constraint errand_told_errand check (errand = any (array['file'::text, 'pay'::text, 'book'::text, 'look-up'::text, 'vneid'::text])),
  constraint errand_told_how check (how = any (array['order'::text, 'beside'::text])),
  constraint errand_told_run check (run_no > 0),
  constraint errand_told_said check (cardinality(said) = 3 and said <@ array[0::smallint, 1::smallint, 2::smallint, 3::smallint]),
  constraint errand_told_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint errand_told_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint errand_told_person_id_fkey foreign key (person_id) references person(id),
  constraint errand_told_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index errand_told_centre on errand_told using btree (centre_id);
create index errand_told_session on errand_told using btree (session_id);
create index errand_told_staff on errand_told using btree (by_staff);
grant insert, select on errand_told to :app;
alter table errand_told enable row level security;
create policy errand_told_learner_read on errand_told for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy errand_told_learner_write on errand_told for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and by_staff is null and session_id is null);
create policy errand_told_read on errand_told for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy errand_told_write on errand_told for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = errand_told.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = errand_told.person_id and c.id = errand_told.centre_id))
      else false
  end);

create function forget_errands(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
  more int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from errand_press where person_id = any(ids);
  get diagnostics gone = row_count;
  delete from errand_told where person_id = any(ids);
  get diagnostics more = row_count;
  return gone + more;
end $function$;
revoke execute on function forget_errands(who uuid) from public;
grant execute on function forget_errands(who uuid) to :app;

create function kept_in_errands(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'errand_press', (select jsonb_agg(to_jsonb(t) order by t.at) from errand_press t where t.person_id = any(ids)),
    'errand_told', (select jsonb_agg(to_jsonb(t) order by t.at) from errand_told t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_errands(ids uuid[]) from public;

-- ==== health-places =======================================================================================

create table health_place (
  id uuid not null,
  centre_id integer not null,
  name text not null,
  kind text not null,
  sees text[] not null,
  address text not null,
  hours text not null,
  channel text not null,
  step_free boolean not null,
  checked_until date not null,
  version integer not null default 1,
  by_staff uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  constraint health_place_pkey primary key (id),
  constraint health_place_address check (length(address) >= 1 and length(address) <= 120),
  constraint health_place_channel check (length(channel) >= 1 and length(channel) <= 200),
  constraint health_place_hours check (length(hours) >= 1 and length(hours) <= 120),
  constraint health_place_kind check (kind = any (array['station'::text, 'hospital'::text, 'clinic'::text])),
  constraint health_place_name check (length(name) >= 1 and length(name) <= 80),
  constraint health_place_sees check (cardinality(sees) >= 1 and cardinality(sees) <= 6 and sees <@ array['general'::text, 'heart'::text, 'bones'::text, 'eyes'::text, 'teeth'::text, 'children'::text]),
  constraint health_place_version check (version > 0),
  constraint health_place_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint health_place_centre_id_fkey foreign key (centre_id) references centre(id)
);
create unique index health_place_named on health_place using btree (centre_id, lower(name)) where ended_at is null;
create index health_place_staff on health_place using btree (by_staff);
grant insert, select, update (name, kind, sees, address, hours, channel, step_free, checked_until, version, by_staff, at, ended_at) on health_place to :app;
alter table health_place enable row level security;
create policy health_place_change on health_place for update to :app
  using (app_keeps(centre_id, '{leader,administrator}'::text[]) and ended_at is null)
  with check (app_keeps(centre_id, '{leader,administrator}'::text[]) and by_staff::text = app_id());
create policy health_place_read on health_place for select to :app
  using (true);
create policy health_place_write on health_place for insert to :app
  with check (app_keeps(centre_id, '{leader,administrator}'::text[]) and by_staff::text = app_id());

-- ==== classes =============================================================================================

create table class_avoid (
  id uuid not null,
  centre_id integer not null,
  hamlet_id integer,
  kind text not null,
  lunar_days integer[] not null default '{}'::integer[],
  weekdays integer[] not null default '{}'::integer[],
  from_day date,
  until_day date,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint class_avoid_pkey primary key (id),
  constraint class_avoid_harvest check ((kind = 'harvest'::text) = (from_day is not null and until_day is not null) and from_day <= until_day),
  constraint class_avoid_kind check (kind = any (array['market'::text, 'harvest'::text])),
  constraint class_avoid_lunar check ((1 <= all (lunar_days)) and (30 >= all (lunar_days))),
  constraint class_avoid_market check (kind <> 'market'::text or (cardinality(lunar_days) + cardinality(weekdays)) > 0),
  constraint class_avoid_weekdays check ((0 <= all (weekdays)) and (6 >= all (weekdays))),
  constraint class_avoid_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_avoid_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint class_avoid_made_by_fkey foreign key (made_by) references staff(id)
);
create index class_avoid_centre on class_avoid using btree (centre_id);
create index class_avoid_hamlet on class_avoid using btree (hamlet_id);
create index class_avoid_made_by on class_avoid using btree (made_by);
grant delete, insert, select on class_avoid to :app;
alter table class_avoid enable row level security;
create policy class_avoid_all on class_avoid for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table class_guest (
  id uuid not null,
  run_id uuid not null,
  no smallint not null,
  person_id uuid not null,
  centre_id integer not null,
  missed_run uuid not null,
  missed_no smallint not null,
  number smallint not null,
  state text not null,
  made_at timestamptz not null,
  by_staff uuid,
  constraint class_guest_pkey primary key (id),
  constraint class_guest_once unique (run_id, no, person_id),
  constraint class_guest_other check (run_id <> missed_run),
  constraint class_guest_state check (state = any (array['taken'::text, 'left'::text])),
  constraint class_guest_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint class_guest_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_guest_lesson foreign key (run_id, no) references class_session(run_id, no),
  constraint class_guest_missed foreign key (missed_run, missed_no) references class_session(run_id, no),
  constraint class_guest_person_id_fkey foreign key (person_id) references person(id)
);
create index class_guest_by_staff on class_guest using btree (by_staff);
create index class_guest_centre on class_guest using btree (centre_id);
create index class_guest_of on class_guest using btree (missed_run, missed_no);
create index class_guest_person on class_guest using btree (person_id);
create trigger class_guest_left before update on class_guest for each row when (new.state = 'left'::text) execute function class_guest_left();
grant insert, select, update (missed_run, missed_no, state, made_at, by_staff) on class_guest to :app;
alter table class_guest enable row level security;
create policy class_guest_change on class_guest for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())))
  with check (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) and (state = 'left'::text or by_staff is null and (exists ( select
     from class_mark m
    where m.run_id = class_guest.missed_run and m.no = class_guest.missed_no and m.centre_id = class_guest.centre_id and m.person_id = class_guest.person_id and (m.how = any (array['away'::text, 'excused'::text]))))));
create policy class_guest_read on class_guest for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) or helps_in_class(run_id));
create policy class_guest_write on class_guest for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and by_staff::text = app_id()
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null
      else false
  end and state = 'taken'::text and (exists ( select
     from class_run r
    where r.id = class_guest.run_id and r.centre_id = class_guest.centre_id)) and (exists ( select
     from class_mark m
    where m.run_id = class_guest.missed_run and m.no = class_guest.missed_no and m.centre_id = class_guest.centre_id and m.person_id = class_guest.person_id and (m.how = any (array['away'::text, 'excused'::text])))));

create table class_hand (
  run_id uuid not null,
  staff_id uuid not null,
  centre_id integer not null,
  part text not null,
  organisation text not null,
  name text not null,
  named_by uuid not null,
  named_at timestamptz not null,
  constraint class_hand_pkey primary key (run_id, staff_id),
  constraint class_hand_organisation check (organisation = any (array['centre'::text, 'police'::text, 'youth'::text, 'farmers'::text, 'veterans'::text, 'women'::text, 'elders'::text, 'front'::text, 'health'::text])),
  constraint class_hand_part check (part = any (array['helper'::text, 'assessor'::text, 'host'::text])),
  constraint class_hand_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_hand_named_by_fkey foreign key (named_by) references staff(id),
  constraint class_hand_run_id_fkey foreign key (run_id) references class_run(id),
  constraint class_hand_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index class_hand_centre on class_hand using btree (centre_id);
create index class_hand_named_by on class_hand using btree (named_by);
create index class_hand_staff on class_hand using btree (staff_id);
grant delete, insert, select on class_hand to :app;
alter table class_hand enable row level security;
create policy class_hand_drop on class_hand for delete to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy class_hand_read on class_hand for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or helps_in_class(run_id));
create policy class_hand_write on class_hand for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and named_by::text = app_id() and (exists ( select
     from class_run r
    where r.id = class_hand.run_id and r.centre_id = class_hand.centre_id)));

create table class_host (
  run_id uuid not null,
  organisation text not null,
  centre_id integer not null,
  added_by uuid not null,
  added_at timestamptz not null,
  signed_at timestamptz,
  signed_by uuid,
  on_paper boolean not null default false,
  constraint class_host_pkey primary key (run_id, organisation),
  constraint class_host_organisation check (organisation = any (array['centre'::text, 'police'::text, 'youth'::text, 'farmers'::text, 'veterans'::text, 'women'::text, 'elders'::text, 'front'::text, 'health'::text])),
  constraint class_host_signed check ((signed_at is null) = (signed_by is null)),
  constraint class_host_added_by_fkey foreign key (added_by) references staff(id),
  constraint class_host_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_host_run_id_fkey foreign key (run_id) references class_run(id),
  constraint class_host_signed_by_fkey foreign key (signed_by) references staff(id)
);
create index class_host_added_by on class_host using btree (added_by);
create index class_host_centre on class_host using btree (centre_id);
create index class_host_signed_by on class_host using btree (signed_by);
create index class_host_unsigned on class_host using btree (run_id, organisation) where signed_at is null;
grant delete, insert, select, update (signed_at, signed_by, on_paper) on class_host to :app;
alter table class_host enable row level security;
create policy class_host_drop on class_host for delete to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and signed_at is null);
create policy class_host_read on class_host for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or helps_in_class(run_id));
create policy class_host_sign on class_host for update to :app
  using (app_kind() = 'staff'::text and (app_at(centre_id) or helps_in_class(run_id)))
  with check (app_kind() = 'staff'::text and signed_by::text = app_id() and (on_paper and app_at(centre_id) or not on_paper and (exists ( select
     from class_hand h
    where h.run_id = class_host.run_id and h.staff_id::text = app_id() and h.organisation = class_host.organisation and h.named_by <> h.staff_id))));
create policy class_host_write on class_host for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and added_by::text = app_id() and signed_at is null and (exists ( select
     from class_run r
    where r.id = class_host.run_id and r.centre_id = class_host.centre_id)));

create table class_mark (
  run_id uuid not null,
  no smallint not null,
  person_id uuid not null,
  centre_id integer not null,
  how text not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint class_mark_pkey primary key (run_id, no, person_id),
  constraint class_mark_how check (how = any (array['here'::text, 'late'::text, 'early'::text, 'excused'::text, 'away'::text])),
  constraint class_mark_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint class_mark_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_mark_person_id_fkey foreign key (person_id) references person(id),
  constraint class_mark_session foreign key (run_id, no) references class_session(run_id, no)
);
create index class_mark_by_staff on class_mark using btree (by_staff);
create index class_mark_centre on class_mark using btree (centre_id);
create index class_mark_person on class_mark using btree (person_id);
grant insert, select, update (how, by_staff, at) on class_mark to :app;
alter table class_mark enable row level security;
create policy class_mark_change on class_mark for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or helps_in_class(run_id))
  with check ((app_kind() = 'staff'::text and app_at(centre_id) or helps_in_class(run_id)) and by_staff::text = app_id());
create policy class_mark_read on class_mark for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) or helps_in_class(run_id));
create policy class_mark_write on class_mark for insert to :app
  with check ((app_kind() = 'staff'::text and app_at(centre_id) or helps_in_class(run_id)) and by_staff::text = app_id() and ((exists ( select
     from class_seat s
    where s.run_id = class_mark.run_id and s.person_id = class_mark.person_id and s.centre_id = class_mark.centre_id)) or (exists ( select
     from class_guest g
    where g.run_id = class_mark.run_id and g.no = class_mark.no and g.person_id = class_mark.person_id and g.centre_id = class_mark.centre_id))));

create table class_pair (
  seat_id uuid not null,
  run_id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  companion_id uuid,
  relation text not null,
  made_at timestamptz not null,
  by_staff uuid,
  constraint class_pair_pkey primary key (seat_id),
  constraint class_pair_relation check (relation = any (array['family'::text, 'youth'::text, 'friend'::text])),
  constraint class_pair_two check (person_id <> companion_id),
  constraint class_pair_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint class_pair_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_pair_companion_id_fkey foreign key (companion_id) references person(id),
  constraint class_pair_person_id_fkey foreign key (person_id) references person(id),
  constraint class_pair_run_id_fkey foreign key (run_id) references class_run(id),
  constraint class_pair_seat_id_fkey foreign key (seat_id) references class_seat(id)
);
create index class_pair_by_staff on class_pair using btree (by_staff);
create index class_pair_centre on class_pair using btree (centre_id);
create index class_pair_companion on class_pair using btree (companion_id);
create index class_pair_person on class_pair using btree (person_id);
create index class_pair_run on class_pair using btree (run_id);
grant delete, insert, select on class_pair to :app;
alter table class_pair enable row level security;
create policy class_pair_drop on class_pair for delete to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy class_pair_read on class_pair for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())) or helps_in_class(run_id));
create policy class_pair_write on class_pair for insert to :app
  with check ((exists ( select
     from class_seat s
    where s.id = class_pair.seat_id and s.run_id = class_pair.run_id and s.centre_id = class_pair.centre_id and s.person_id = class_pair.person_id)) and
  case app_kind()
      when 'staff'::text then app_at(centre_id) and by_staff::text = app_id()
      when 'resident'::text then (person_id = any (app_same())) and companion_id is null and by_staff is null
      else false
  end);

create table class_run (
  id uuid not null,
  centre_id integer not null,
  hamlet_id integer,
  template text not null,
  venue text not null,
  step_free boolean not null,
  power boolean not null,
  capacity smallint not null,
  helpers smallint not null,
  trainer_id uuid not null,
  trainer_name text not null,
  starts text not null,
  minutes smallint not null,
  given_up jsonb not null,
  dropped_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  gaps_at timestamptz,
  constraint class_run_pkey primary key (id),
  constraint class_run_capacity check (capacity >= 4 and capacity <= 60),
  constraint class_run_helpers check ((helpers * 5) >= capacity),
  constraint class_run_minutes check (minutes >= 45 and minutes <= 120),
  constraint class_run_starts check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text),
  constraint class_run_template check (template ~ '^[a-z-]{1,40}$'::text),
  constraint class_run_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_run_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint class_run_made_by_fkey foreign key (made_by) references staff(id),
  constraint class_run_trainer_id_fkey foreign key (trainer_id) references staff(id)
);
create index class_run_centre on class_run using btree (centre_id, made_at);
create index class_run_hamlet on class_run using btree (hamlet_id);
create index class_run_made_by on class_run using btree (made_by);
create index class_run_trainer on class_run using btree (trainer_id);
grant insert, select, update (dropped_at, gaps_at) on class_run to :app;
alter table class_run enable row level security;
create policy class_run_drop on class_run for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy class_run_gaps on class_run for update to :app
  using (app_kind() = 'system'::text and app_id() = 'classes.gaps'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_id() = 'classes.gaps'::text and app_at(centre_id));
create policy class_run_read on class_run for select to :app
  using (true);
create policy class_run_write on class_run for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table class_seat (
  id uuid not null,
  run_id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  number smallint not null,
  source text not null,
  state text not null,
  asked_at timestamptz not null,
  offered_until timestamptz,
  by_staff uuid,
  constraint class_seat_pkey primary key (id),
  constraint class_seat_number unique (run_id, number),
  constraint class_seat_once unique (run_id, person_id),
  constraint class_seat_offered check ((state = 'offered'::text) = (offered_until is not null)),
  constraint class_seat_source check (source = any (array['self'::text, 'phone'::text, 'beside'::text, 'ticket'::text, 'paper'::text, 'proxy'::text, 'need'::text])),
  constraint class_seat_state check (state = any (array['taken'::text, 'waiting'::text, 'offered'::text, 'left'::text])),
  constraint class_seat_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint class_seat_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_seat_person_id_fkey foreign key (person_id) references person(id),
  constraint class_seat_run_id_fkey foreign key (run_id) references class_run(id)
);
create index class_seat_by_staff on class_seat using btree (by_staff);
create index class_seat_centre on class_seat using btree (centre_id);
create index class_seat_offers on class_seat using btree (offered_until) where state = 'offered'::text;
create index class_seat_person on class_seat using btree (person_id);
grant insert, select, update (source, state, asked_at, offered_until, by_staff) on class_seat to :app;
alter table class_seat enable row level security;
create policy class_seat_change on class_seat for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or state = 'left'::text and enrols_for(person_id)))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or source = 'proxy'::text and enrols_for(person_id)));
create policy class_seat_read on class_seat for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or enrols_for(person_id)) or helps_in_class(run_id));
create policy class_seat_write on class_seat for insert to :app
  with check ((exists ( select
     from class_run r
    where r.id = class_seat.run_id and r.centre_id = class_seat.centre_id)) and
  case app_kind()
      when 'staff'::text then app_at(centre_id) and by_staff::text = app_id() and (source <> all (array['self'::text, 'proxy'::text]))
      when 'resident'::text then by_staff is null and ((person_id = any (app_same())) and source = 'self'::text or enrols_for(person_id) and source = 'proxy'::text) and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id
        where p.id = class_seat.person_id and c.id = class_seat.centre_id))
      else false
  end);

create table class_session (
  run_id uuid not null,
  no smallint not null,
  day date not null,
  closed_at timestamptz,
  closed_by uuid,
  reminded_at timestamptz,
  constraint class_session_pkey primary key (run_id, no),
  constraint class_session_day unique (run_id, day),
  constraint class_session_closed check ((closed_at is null) = (closed_by is null)),
  constraint class_session_no check (no >= 1 and no <= 12),
  constraint class_session_closed_by_fkey foreign key (closed_by) references staff(id),
  constraint class_session_run_id_fkey foreign key (run_id) references class_run(id)
);
create index class_session_closed_by on class_session using btree (closed_by);
create index class_session_on on class_session using btree (day, run_id);
grant insert, select, update (closed_at, closed_by, reminded_at) on class_session to :app;
alter table class_session enable row level security;
create policy class_session_close on class_session for update to :app
  using (app_kind() = 'staff'::text and (exists ( select
     from class_run r
    where r.id = class_session.run_id and app_at(r.centre_id))) or helps_in_class(run_id))
  with check ((app_kind() = any (array['staff'::text, 'phone'::text])) and closed_by::text = app_id());
create policy class_session_read on class_session for select to :app
  using (true);
create policy class_session_remind on class_session for update to :app
  using (app_kind() = 'system'::text and app_id() = 'classes.remind'::text)
  with check (app_kind() = 'system'::text and app_id() = 'classes.remind'::text);
create policy class_session_write on class_session for insert to :app
  with check (app_kind() = 'staff'::text and (exists ( select
     from class_run r
    where r.id = class_session.run_id and app_at(r.centre_id))));

create table class_task (
  id uuid not null,
  run_id uuid not null,
  organisation text not null,
  centre_id integer not null,
  what text not null,
  due date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  constraint class_task_pkey primary key (id),
  constraint class_task_done check ((done_at is null) = (done_by is null)),
  constraint class_task_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_task_done_by_fkey foreign key (done_by) references staff(id),
  constraint class_task_host foreign key (run_id, organisation) references class_host(run_id, organisation),
  constraint class_task_made_by_fkey foreign key (made_by) references staff(id)
);
create index class_task_centre on class_task using btree (centre_id);
create index class_task_done_by on class_task using btree (done_by);
create index class_task_host on class_task using btree (run_id, organisation);
create index class_task_made_by on class_task using btree (made_by);
grant delete, insert, select, update (done_at, done_by) on class_task to :app;
alter table class_task enable row level security;
create policy class_task_done on class_task for update to :app
  using (app_kind() = 'staff'::text and (app_at(centre_id) or helps_in_class(run_id)))
  with check (app_kind() = 'staff'::text and (done_by is null or done_by::text = app_id()));
create policy class_task_drop on class_task for delete to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and done_at is null);
create policy class_task_read on class_task for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or helps_in_class(run_id));
create policy class_task_write on class_task for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id() and (exists ( select
     from class_run r
    where r.id = class_task.run_id and r.centre_id = class_task.centre_id)));

create table class_teacher (
  centre_id integer not null,
  staff_id uuid not null,
  organisation text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint class_teacher_pkey primary key (centre_id, staff_id),
  constraint class_teacher_organisation check (organisation = any (array['centre'::text, 'police'::text, 'youth'::text, 'farmers'::text, 'veterans'::text, 'women'::text, 'elders'::text, 'front'::text, 'health'::text])),
  constraint class_teacher_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_teacher_made_by_fkey foreign key (made_by) references staff(id),
  constraint class_teacher_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index class_teacher_made_by on class_teacher using btree (made_by);
create index class_teacher_staff on class_teacher using btree (staff_id);
grant delete, insert, select on class_teacher to :app;
alter table class_teacher enable row level security;
create policy class_teacher_all on class_teacher for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table class_term (
  id uuid not null,
  centre_id integer not null,
  from_day date not null,
  until_day date not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  plan jsonb,
  planned_at timestamptz,
  opened_at timestamptz,
  constraint class_term_pkey primary key (id),
  constraint class_term_days check (until_day > from_day),
  constraint class_term_planned check ((plan is null) = (planned_at is null)),
  constraint class_term_asked_by_fkey foreign key (asked_by) references staff(id),
  constraint class_term_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index class_term_asked_by on class_term using btree (asked_by);
create index class_term_centre on class_term using btree (centre_id, asked_at);
grant insert, select, update (plan, planned_at, opened_at) on class_term to :app;
alter table class_term enable row level security;
create policy class_term_ask on class_term for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and asked_by::text = app_id() and plan is null);
create policy class_term_plan on class_term for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy class_term_read on class_term for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table class_venue (
  id uuid not null,
  centre_id integer not null,
  name text not null,
  capacity smallint not null,
  step_free boolean not null,
  power boolean not null,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint class_venue_pkey primary key (id),
  constraint class_venue_capacity check (capacity >= 4 and capacity <= 200),
  constraint class_venue_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_venue_made_by_fkey foreign key (made_by) references staff(id)
);
create index class_venue_centre on class_venue using btree (centre_id);
create index class_venue_made_by on class_venue using btree (made_by);
grant delete, insert, select on class_venue to :app;
alter table class_venue enable row level security;
create policy class_venue_all on class_venue for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table class_wish (
  id uuid not null,
  centre_id integer not null,
  template text not null,
  hamlet_id integer,
  learners smallint not null,
  per_week smallint not null,
  weekdays integer[] not null,
  starts text[] not null,
  minutes smallint not null,
  step_free boolean not null,
  power boolean not null,
  since date not null,
  run_id uuid,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint class_wish_pkey primary key (id),
  constraint class_wish_learners check (learners >= 4 and learners <= 60),
  constraint class_wish_minutes check (minutes >= 45 and minutes <= 120),
  constraint class_wish_per_week check (per_week >= 1 and per_week <= 3),
  constraint class_wish_starts check (cardinality(starts) > 0),
  constraint class_wish_template check (template ~ '^[a-z-]{1,40}$'::text),
  constraint class_wish_weekdays check (cardinality(weekdays) > 0 and (0 <= all (weekdays)) and (6 >= all (weekdays))),
  constraint class_wish_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint class_wish_hamlet_id_fkey foreign key (hamlet_id) references place(id),
  constraint class_wish_made_by_fkey foreign key (made_by) references staff(id),
  constraint class_wish_run_id_fkey foreign key (run_id) references class_run(id)
);
create index class_wish_centre on class_wish using btree (centre_id) where run_id is null;
create index class_wish_hamlet on class_wish using btree (hamlet_id);
create index class_wish_made_by on class_wish using btree (made_by);
create index class_wish_run on class_wish using btree (run_id);
grant delete, insert, select, update (run_id) on class_wish to :app;
alter table class_wish enable row level security;
create policy class_wish_drop on class_wish for delete to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and run_id is null);
create policy class_wish_open on class_wish for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_kind() = 'staff'::text and app_at(centre_id));
create policy class_wish_read on class_wish for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy class_wish_write on class_wish for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create function chairs_beside(which uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_pair p where p.run_id = which
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(p.companion_id)) and s.state in ('taken', 'offered')));
end $function$;
revoke execute on function chairs_beside(which uuid) from public;
grant execute on function chairs_beside(which uuid) to :app;

create function chairs_over(which uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  many int;
begin
  if app_kind() is null then return 0; end if;
  select count(*) into many from class_pair p where p.run_id = which
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(p.companion_id)) and s.state <> 'left');
  if many = 0 then return 0; end if;
  return (select coalesce(max(least(many, greatest(0, r.capacity + many - v.capacity))), 0)
    from class_run r join class_venue v on v.centre_id = r.centre_id and plain_words(v.name) = plain_words(r.venue) where r.id = which);
end $function$;
revoke execute on function chairs_over(which uuid) from public;
grant execute on function chairs_over(which uuid) to :app;

create function class_fill(which uuid)
 returns table(taken integer, waiting integer, next_number integer)
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return; end if;
  return query
    select count(*) filter (where s.state in ('taken', 'offered'))::int, count(*) filter (where s.state = 'waiting')::int,
      greatest(coalesce(max(s.number), 0), (select coalesce(max(g.number), 0) from class_guest g where g.run_id = which))::int + 1
    from class_seat s where s.run_id = which;
end $function$;
revoke execute on function class_fill(which uuid) from public;
grant execute on function class_fill(which uuid) to :app;

create function class_guest_left()
 returns trigger
 language plpgsql
as $function$
begin
  if (new.missed_run, new.missed_no, new.made_at, new.by_staff) is distinct from (old.missed_run, old.missed_no, old.made_at, old.by_staff) then
    raise exception 'a place that is given back says what it said' using errcode = 'check_violation';
  end if;
  return new;
end $function$;

create function class_roll(which uuid)
 returns table(person_id uuid, name text, needs text[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select s.person_id, p.name, p.needs
    from (select e.person_id, e.centre_id, e.state from class_seat e where e.run_id = which
        union select g.person_id, g.centre_id, g.state from class_guest g where g.run_id = which) s
      join place c on c.id = s.centre_id join person o on o.id = s.person_id
      join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
    where app_kind() = 'staff' and app_at(s.centre_id) or helps_in_class(which)
      and (s.state = 'taken' or exists (select from class_mark m where m.run_id = which and m.person_id = s.person_id))
    group by s.person_id, p.name, p.needs;
end $function$;
revoke execute on function class_roll(which uuid) from public;
grant execute on function class_roll(which uuid) to :app;

create function class_unsigned(which uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_host h where h.run_id = which and h.signed_at is null);
end $function$;
revoke execute on function class_unsigned(which uuid) from public;
grant execute on function class_unsigned(which uuid) to :app;

create function classes_lent(who uuid, from_day date, until_day date)
 returns table(run_id uuid, template text, venue text, starts text, minutes smallint, no smallint, day date, closed boolean, roll jsonb)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'field.door' then return; end if;
  return query
    select r.id, r.template, r.venue, r.starts, r.minutes, e.no, e.day, e.closed_at is not null,
      (select coalesce(jsonb_agg(jsonb_build_object('person', s.person_id, 'number', s.number, 'name', coalesce(p.name, ''), 'needs', coalesce(p.needs, '{}'), 'guest', s.guest,
          'relation', b.relation, 'beside', b.companion_id,
          'how', (select m.how from class_mark m where m.run_id = r.id and m.no = e.no and m.person_id = s.person_id)) order by s.number), '[]')
        from (select t.person_id, t.number, t.centre_id, false as guest from class_seat t where t.run_id = r.id and t.state = 'taken'
            union all select g.person_id, g.number, g.centre_id, true from class_guest g where g.run_id = r.id and g.no = e.no and g.state = 'taken'
              and not exists (select from class_seat t where t.run_id = r.id and t.person_id = g.person_id and t.state = 'taken')) s
          join place c on c.id = s.centre_id join person o on o.id = s.person_id
          left join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
          left join class_pair b on b.run_id = r.id and b.person_id = s.person_id and not s.guest)
    from class_run r join class_session e on e.run_id = r.id
    where r.dropped_at is null and e.day between from_day and until_day
      and (r.trainer_id = who or exists (select from class_hand h where h.run_id = r.id and h.staff_id = who))
      and exists (select from staff_grant g join place c on c.id = r.centre_id
        where g.staff_id = who and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id))
    order by e.day, r.starts, r.id;
end $function$;
revoke execute on function classes_lent(who uuid, from_day date, until_day date) from public;
grant execute on function classes_lent(who uuid, from_day date, until_day date) to :app;

create function classes_of_hand()
 returns setof uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  me uuid;
begin
  if app_kind() is distinct from 'staff' then return; end if;
  me := app_id();
  return query
    select r.id from class_run r where r.trainer_id = me
    union select h.run_id from class_hand h where h.staff_id = me;
end $function$;
revoke execute on function classes_of_hand() from public;
grant execute on function classes_of_hand() to :app;

create function classes_to_look_at(since date, until date)
 returns table(run_id uuid, centre_id integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.gaps' then return; end if;
  return query
    select r.id, r.centre_id from class_session s join class_run r on r.id = s.run_id
    where s.day between since and until and r.dropped_at is null and r.gaps_at is null
      and not exists (select from class_session l where l.run_id = s.run_id and l.day > s.day);
end $function$;
revoke execute on function classes_to_look_at(since date, until date) from public;
grant execute on function classes_to_look_at(since date, until date) to :app;

create function duties_of(who uuid[], centre integer, from_day date)
 returns table(day date, starts text, minutes integer, trainer uuid, venue text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not coalesce(app_at(centre), false) then return; end if;
  return query
    select s.day, r.starts, r.minutes::int, r.trainer_id, case when r.centre_id = centre then r.venue end
      from class_session s join class_run r on r.id = s.run_id
      where (r.centre_id = centre or r.trainer_id = any(who)) and r.dropped_at is null and s.day >= from_day
    union all
    select s.day, r.starts, r.minutes::int, h.staff_id, null
      from class_session s join class_run r on r.id = s.run_id join class_hand h on h.run_id = r.id
      where h.staff_id = any(who) and h.part = 'helper' and r.dropped_at is null and s.day >= from_day
    union all
    select d.day, to_char(d.from_at, 'HH24:MI'), (extract(epoch from d.until_at - d.from_at) / 60)::int, w, null
      from home_shift d cross join unnest(d.helpers) w
      where w = any(who) and d.dropped_at is null and d.day >= from_day;
end $function$;
revoke execute on function duties_of(who uuid[], centre integer, from_day date) from public;
grant execute on function duties_of(who uuid[], centre integer, from_day date) to :app;

create function forget_classes(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from class_pair where person_id = any(ids) or companion_id = any(ids);
  delete from class_mark where person_id = any(ids);
  delete from class_guest where person_id = any(ids);
  delete from class_seat where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_classes(who uuid) from public;
grant execute on function forget_classes(who uuid) to :app;

create function guests_ahead(which uuid, at timestamptz)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return 0; end if;
  return chairs_over(which) + (select coalesce(max(guests_in(s.run_id, s.no)), 0) from class_session s join class_run r on r.id = s.run_id
    where s.run_id = which and s.closed_at is null and (s.day + r.starts::time) at time zone 'Asia/Ho_Chi_Minh' > at);
end $function$;
revoke execute on function guests_ahead(which uuid, at timestamp with time zone) from public;
grant execute on function guests_ahead(which uuid, at timestamp with time zone) to :app;

create function guests_in(which uuid, lesson integer)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_guest g where g.run_id = which and g.no = lesson and g.state = 'taken'
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(g.person_id)) and s.state in ('taken', 'offered')));
end $function$;
revoke execute on function guests_in(which uuid, lesson integer) from public;
grant execute on function guests_in(which uuid, lesson integer) to :app;

create function halls_of_class(which uuid)
 returns table(name text, capacity smallint)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return; end if;
  return query select v.name, v.capacity from class_venue v join class_run r on r.centre_id = v.centre_id where r.id = which;
end $function$;
revoke execute on function halls_of_class(which uuid) from public;
grant execute on function halls_of_class(which uuid) to :app;

create function hands_at(which integer)
 returns table(id uuid, name text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select distinct s.id, s.name
    from place c join staff_grant g on whole_place(g.place_id) in (c.id, c.parent_id) join staff s on s.id = g.staff_id
    where c.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null
      and g.role not in ('administrator', 'province', 'engineer');
end $function$;
revoke execute on function hands_at(which integer) from public;
grant execute on function hands_at(which integer) to :app;

create function helps_in_class(which uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return coalesce(app_kind(), '') in ('staff', 'phone') and exists (
    select from class_run r join place c on c.id = r.centre_id
    where r.id = which and r.dropped_at is null
      and (r.trainer_id::text = app_id() or exists (select from class_hand h where h.run_id = r.id and h.staff_id::text = app_id()))
      and exists (select from staff_grant g where g.staff_id::text = app_id() and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id)));
end $function$;
revoke execute on function helps_in_class(which uuid) from public;
grant execute on function helps_in_class(which uuid) to :app;

create function hold_class(which uuid)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system', 'phone') then return false; end if;
  perform from class_run r where r.id = which for update;
  return found;
end $function$;
revoke execute on function hold_class(which uuid) from public;
grant execute on function hold_class(which uuid) to :app;

create function hours_taken(who uuid[], today date)
 returns table(person_id uuid, run_id uuid, no smallint, day date, starts text, minutes smallint)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident') then return; end if;
  return query
    select w.id, e.run_id, e.no, e.day, r.starts, r.minutes
    from unnest(who) w (id) join person p on p.id = w.id cross join lateral (select same_as(w.id) as ids offset 0) s
      cross join lateral (
        select l.run_id, l.no, l.day from class_seat c join class_session l on l.run_id = c.run_id
          where c.person_id = any(s.ids) and c.state in ('taken', 'offered') and l.closed_at is null and l.day >= today
        union select l.run_id, l.no, l.day from class_guest g join class_session l on l.run_id = g.run_id and l.no = g.no
          where g.person_id = any(s.ids) and g.state = 'taken' and l.closed_at is null and l.day >= today) e
      join class_run r on r.id = e.run_id and r.dropped_at is null
    where case app_kind() when 'staff' then app_near(p.commune_id) or app_at(r.centre_id) else w.id = any(app_same()) or enrols_for(w.id) end
    order by e.day, r.starts, e.run_id;
end $function$;
revoke execute on function hours_taken(who uuid[], today date) from public;
grant execute on function hours_taken(who uuid[], today date) to :app;

create function kept_in_classes(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'class_seat', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('venue', r.venue) order by t.asked_at)
      from class_seat t join class_run r on r.id = t.run_id where t.person_id = any(ids)),
    'class_guest', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.made_at)
      from class_guest t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids)),
    -- Whoever comes along reads that they do, and not with whom.
    'class_pair', (select jsonb_agg(jsonb_build_object('made_at', t.made_at, 'venue', r.venue, 'relation', t.relation,
        'part', case when t.person_id = any(ids) then 'learner' else 'companion' end) order by t.made_at)
      from class_pair t join class_run r on r.id = t.run_id where t.person_id = any(ids) or t.companion_id = any(ids)),
    'class_mark', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.at)
      from class_mark t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_classes(ids uuid[]) from public;

create function lapsed_offers(at timestamptz)
 returns table(run_id uuid, centre_id integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.offer' then return; end if;
  return query
    select distinct s.run_id, s.centre_id from class_seat s where s.state = 'offered' and s.offered_until <= at
    union
    select r.id, r.centre_id from class_run r
      where r.dropped_at is null
        and exists (select from class_session c where c.run_id = r.id and c.closed_at is null and c.day > at at time zone 'Asia/Ho_Chi_Minh')
        and exists (select from class_seat w where w.run_id = r.id and w.state = 'waiting')
        and (select count(*) from class_seat t where t.run_id = r.id and t.state in ('taken', 'offered')) + guests_ahead(r.id, at) < r.capacity;
end $function$;
revoke execute on function lapsed_offers(at timestamp with time zone) from public;
grant execute on function lapsed_offers(at timestamp with time zone) to :app;

create function last_form_in_class(which uuid, who uuid, of_statement text, on_day date)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') <> 'staff' or not coalesce((select looks_on_in_class(r.id, who, r.centre_id, on_day) from class_run r where r.id = which), false)
  then return null; end if;
  return (select e.item from skill_evidence e
    where e.person_id = any(same_as(who)) and e.kind = 'task' and e.statement = of_statement and e.taken_back_at is null
    order by e.at desc, e.id desc limit 1);
end $function$;
revoke execute on function last_form_in_class(which uuid, who uuid, of_statement text, on_day date) from public;
grant execute on function last_form_in_class(which uuid, who uuid, of_statement text, on_day date) to :app;

create function learners_by_hamlet(centre integer, today date)
 returns table(hamlet_id integer, hamlet text, template text, learners integer, since date)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query
    select h.id, h.name, a.template, count(distinct p.id)::int, min((n.made_at at time zone 'Asia/Ho_Chi_Minh')::date)
    from need n join person o on o.id = n.person_id join person p on p.id = coalesce(o.merged_into, o.id)
      join place h on h.parent_id = p.commune_id and h.kind = 'hamlet' and case when p.hamlet_id is null then h.name = p.hamlet else h.id = p.hamlet_id end
      join (values ('learn', 'beginners'), ('safety-online', 'self-protection')) a (kind, template) on a.kind = n.kind
    where n.centre_id = centre and n.outcome is null
      and not exists (select from class_seat s where s.person_id = p.id and s.state in ('taken', 'waiting', 'offered'))
      and not exists (select from class_run r join class_session e on e.run_id = r.id
        where r.centre_id = centre and r.hamlet_id = h.id and r.template = a.template and r.dropped_at is null and e.closed_at is null and e.day >= today)
    group by h.id, h.name, a.template having count(distinct p.id) >= 3
    order by 4 desc, h.name, a.template;
end $function$;
revoke execute on function learners_by_hamlet(centre integer, today date) from public;
grant execute on function learners_by_hamlet(centre integer, today date) to :app;

create function learners_in_class(which uuid)
 returns table(person_id uuid, nos smallint[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.gaps' then return; end if;
  return query
    select w.id, array_agg(distinct t.no)
    from class_run r join place c on c.id = r.centre_id cross join lateral there_in_classes(array[r.id]) t
      join person p on p.id = t.person_id join person w on w.id = row_of(p.merged_into, p.id)
    where r.id = which and app_at(r.centre_id) and w.commune_id = c.parent_id and w.erased_at is null and not w.elsewhere
    group by w.id;
end $function$;
revoke execute on function learners_in_class(which uuid) from public;
grant execute on function learners_in_class(which uuid) to :app;

create function lessons_on(which date)
 returns table(run_id uuid, no smallint, centre_id integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.remind' then return; end if;
  return query
    select s.run_id, s.no, r.centre_id from class_session s join class_run r on r.id = s.run_id
    where s.day = which and s.closed_at is null and s.reminded_at is null and r.dropped_at is null;
end $function$;
revoke execute on function lessons_on(which date) from public;
grant execute on function lessons_on(which date) to :app;

create function looks_on_in_class(which uuid, who uuid, centre integer, on_day date)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  ids uuid[];
  me uuid;
  runs uuid[];
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  me := nullif(app_id(), '')::uuid;
  ids := same_as(who);
  runs := case when which is not null then array[which] else array(select h.run_id from class_hand h where h.staff_id = me and h.part = 'assessor') end;
  return exists (
    select from class_hand h join class_run r on r.id = h.run_id
    where h.staff_id = me and h.part = 'assessor' and h.run_id = any(runs) and r.centre_id = centre
      -- Whoever teaches it looks on at none of it; whoever is named no more, or holds no role there, helps in it no more.
      and r.trainer_id <> h.staff_id and helps_in_class(r.id)
      -- Of whoever has a place and was there once: a name on a list is nobody who does a task.
      and exists (select from class_seat s where s.run_id = r.id and s.state = 'taken' and s.person_id = any(ids))
      and exists (select from class_mark m where m.run_id = r.id and m.how in ('here', 'late', 'early') and m.person_id = any(ids))
      and on_day between (select min(e.day) from class_session e where e.run_id = r.id)
        and (select max(e.day) + 14 from class_session e where e.run_id = r.id));
end
$function$;
revoke execute on function looks_on_in_class(which uuid, who uuid, centre integer, on_day date) from public;
grant execute on function looks_on_in_class(which uuid, who uuid, centre integer, on_day date) to :app;

create function made_up_in_class(which uuid)
 returns table(no smallint, person_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = which and g.state = 'taken' and m.how in ('here', 'late', 'early')
        and (app_kind() in ('staff', 'system') and app_at(g.centre_id) or helps_in_class(which));
end $function$;
revoke execute on function made_up_in_class(which uuid) from public;
grant execute on function made_up_in_class(which uuid) to :app;

create function offer_seats(which uuid, until timestamptz, at timestamptz)
 returns setof uuid
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  free int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system') then return; end if;
  select r.capacity - (select count(*) from class_seat s where s.run_id = which and s.state in ('taken', 'offered')) - guests_ahead(which, at) into free
    from class_run r where r.id = which and r.dropped_at is null
      and (coalesce(app_at(r.centre_id), false) or app_kind() = 'resident'
        and (exists (select from class_seat o where o.run_id = which and o.person_id = any(app_same()))
          or exists (select from class_guest o where o.run_id = which and o.person_id = any(app_same()))))
      and not exists (select from class_host h where h.run_id = which and h.signed_at is null);
  if coalesce(free, 0) <= 0 then return; end if;
  return query
    update class_seat s set state = 'offered', offered_until = until
      where s.id in (select w.id from class_seat w where w.run_id = which and w.state = 'waiting' order by w.asked_at, w.number limit free)
      returning s.id;
end $function$;
revoke execute on function offer_seats(which uuid, until timestamp with time zone, at timestamp with time zone) from public;
grant execute on function offer_seats(which uuid, until timestamp with time zone, at timestamp with time zone) to :app;

create function there_in_classes(which uuid[])
 returns table(run_id uuid, no smallint, person_id uuid)
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return query
    select m.run_id, m.no, m.person_id from class_mark m
      where m.run_id = any(which) and m.how in ('here', 'late', 'early')
        and not exists (select from class_guest g where g.run_id = m.run_id and g.no = m.no and g.person_id = m.person_id
          and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken')))
    union
    -- A lesson that was made up for counts where it was missed.
    select g.missed_run, g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = any(which) and m.how in ('here', 'late', 'early')
        and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken'));
end $function$;
revoke execute on function there_in_classes(which uuid[]) from public;
grant execute on function there_in_classes(which uuid[]) to :app;

create function unmeet_in_class(which uuid[])
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  delete from encounter e where e.id = any(which) and e.channel = 'class' and app_kind() in ('staff', 'system') and app_at(e.centre_id);
end $function$;
revoke execute on function unmeet_in_class(which uuid[]) from public;
grant execute on function unmeet_in_class(which uuid[]) to :app;

-- ==== certificates ========================================================================================

create table certificate (
  id uuid not null,
  number text not null,
  centre_id integer not null,
  person_id uuid not null,
  topic text not null,
  given_on date not null,
  given_at timestamptz not null,
  assessor_id uuid not null,
  assessor_name text not null,
  organisation text not null,
  session_id uuid,
  run_id uuid,
  class jsonb,
  frame integer not null,
  levels jsonb not null,
  seen_on date not null,
  refresh_from date not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  taken_back_why text,
  constraint certificate_pkey primary key (id),
  constraint certificate_number_once unique (number),
  constraint certificate_class check ((run_id is null) = (class is null)),
  constraint certificate_frame check (frame > 0),
  constraint certificate_levels check (jsonb_typeof(levels) = 'array'::text),
  constraint certificate_number check (number ~ '^[0-9]{9}$'::text),
  constraint certificate_organisation check (organisation = any (array['centre'::text, 'police'::text, 'youth'::text, 'farmers'::text, 'veterans'::text, 'women'::text, 'elders'::text, 'front'::text, 'health'::text])),
  constraint certificate_taken_back check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_why is null)),
  constraint certificate_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint certificate_assessor_id_fkey foreign key (assessor_id) references staff(id),
  constraint certificate_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint certificate_person_id_fkey foreign key (person_id) references person(id),
  constraint certificate_run_id_fkey foreign key (run_id) references class_run(id),
  constraint certificate_session_id_fkey foreign key (session_id) references assisted_session(id),
  constraint certificate_taken_back_by_fkey foreign key (taken_back_by) references staff(id)
);
create index certificate_assessor on certificate using btree (assessor_id, given_at);
create index certificate_centre on certificate using btree (centre_id, given_on);
create index certificate_given on certificate using btree (centre_id, given_at desc, id desc);
create unique index certificate_once on certificate using btree (person_id, topic) where taken_back_at is null;
create index certificate_person on certificate using btree (person_id);
create index certificate_run on certificate using btree (run_id);
create index certificate_session on certificate using btree (session_id);
create index certificate_taken_back_by on certificate using btree (taken_back_by);
grant insert, select, update (seen_on, refresh_from, taken_back_at, taken_back_by, taken_back_why) on certificate to :app;
alter table certificate enable row level security;
create policy certificate_follow on certificate for update to :app
  using (app_kind() = 'system'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_at(centre_id) and taken_back_at is null);
create policy certificate_give on certificate for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (person_id = any (app_same())) and assessor_id::text = app_id() and taken_back_at is null and (exists ( select
     from assisted_session a
    where a.id = certificate.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null)) and (run_id is null or (exists ( select
     from class_run r
    where r.id = certificate.run_id and r.centre_id = certificate.centre_id and r.trainer_id <> certificate.assessor_id))));
create policy certificate_read on certificate for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy certificate_take_back on certificate for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and taken_back_at is null)
  with check (app_kind() = 'staff'::text and app_at(centre_id) and taken_back_by::text = app_id());

create table recheck (
  certificate_id uuid not null,
  month text not null,
  centre_id integer not null,
  drawn_at timestamptz not null,
  outcome text,
  by_staff uuid,
  at timestamptz,
  constraint recheck_pkey primary key (certificate_id, month),
  constraint recheck_outcome check (outcome = any (array['still'::text, 'lost'::text, 'not-reached'::text])),
  constraint recheck_said check ((outcome is null) = (by_staff is null) and (outcome is null) = (at is null)),
  constraint recheck_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint recheck_certificate_id_fkey foreign key (certificate_id) references certificate(id),
  constraint recheck_of_draw foreign key (centre_id, month) references recheck_draw(centre_id, month)
);
create index recheck_by_staff on recheck using btree (by_staff);
create index recheck_draw_of on recheck using btree (centre_id, month);
grant insert, select, update (outcome, by_staff, at) on recheck to :app;
alter table recheck enable row level security;
create policy recheck_read on recheck for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (exists ( select
     from certificate c
    where c.id = recheck.certificate_id and (c.person_id = any (app_same())))));
create policy recheck_say on recheck for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and (outcome is null or outcome = 'not-reached'::text))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and not (exists ( select
     from certificate c
    where c.id = recheck.certificate_id and c.assessor_id::text = app_id())));
create policy recheck_write on recheck for insert to :app
  with check (app_kind() = 'system'::text and app_at(centre_id) and outcome is null and (exists ( select
     from certificate c
    where c.id = recheck.certificate_id and c.centre_id = recheck.centre_id)));

create table recheck_draw (
  centre_id integer not null,
  month text not null,
  fingerprint text not null,
  published_at timestamptz not null,
  seed text,
  drawn_at timestamptz,
  out_of text[] not null default '{}'::text[],
  drawn smallint,
  constraint recheck_draw_pkey primary key (centre_id, month),
  constraint recheck_draw_drawn check ((seed is null) = (drawn_at is null) and (seed is null) = (drawn is null)),
  constraint recheck_draw_fingerprint check (fingerprint ~ '^[0-9a-f]{64}$'::text),
  constraint recheck_draw_month check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text),
  constraint recheck_draw_seed check (seed ~ '^[0-9a-f]{64}$'::text),
  constraint recheck_draw_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant insert, select, update (seed, drawn_at, out_of, drawn) on recheck_draw to :app;
alter table recheck_draw enable row level security;
create policy recheck_draw_draw on recheck_draw for update to :app
  using (app_kind() = 'system'::text and app_at(centre_id) and seed is null)
  with check (app_kind() = 'system'::text and app_at(centre_id));
create policy recheck_draw_read on recheck_draw for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy recheck_draw_write on recheck_draw for insert to :app
  with check (app_kind() = 'system'::text and app_at(centre_id) and seed is null);

create function assessors_of_class(which uuid)
 returns table(staff_id uuid, name text, organisation text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select h.staff_id, h.name, h.organisation
    from class_hand h join staff s on s.id = h.staff_id join place c on c.id = h.centre_id
    where h.run_id = which and h.part = 'assessor' and s.closed_at is null and app_kind() = 'staff' and app_at(h.centre_id)
      and exists (select from staff_grant g where g.staff_id = h.staff_id and g.taken_at is null and g.role in ('guide', 'receiving-officer')
        and whole_place(g.place_id) in (c.id, c.parent_id))
    order by h.named_at, h.name;
end $function$;
revoke execute on function assessors_of_class(which uuid) from public;
grant execute on function assessors_of_class(which uuid) to :app;

create function certificate_facts(which uuid)
 returns table(number text, centre_id integer, topic text, given_on date, seen_on date, refresh_from date, taken_back boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return; end if;
  return query
    select c.number, c.centre_id, c.topic, c.given_on, c.seen_on, c.refresh_from, c.taken_back_at is not null from certificate c where c.id = which;
end $function$;
revoke execute on function certificate_facts(which uuid) from public;
grant execute on function certificate_facts(which uuid) to :app;

create function draws_of_centre(which integer)
 returns table(month text, fingerprint text, published_at timestamptz, seed text, out_of integer, drawn integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return; end if;
  return query
    select d.month, d.fingerprint, d.published_at, d.seed, cardinality(d.out_of), d.drawn::int
    from recheck_draw d where d.centre_id = which order by d.month desc limit 3;
end $function$;
revoke execute on function draws_of_centre(which integer) from public;
grant execute on function draws_of_centre(which integer) to :app;

create function find_certificate(which text)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from certificate c where c.number = which);
end $function$;
revoke execute on function find_certificate(which text) from public;
grant execute on function find_certificate(which text) to :app;

create function forget_certificates(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from recheck r using certificate c where c.id = r.certificate_id and c.person_id = any(ids);
  delete from certificate where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_certificates(who uuid) from public;
grant execute on function forget_certificates(who uuid) to :app;

create function kept_in_certificates(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'certificate', (select jsonb_agg(to_jsonb(t) order by t.given_at) from certificate t where t.person_id = any(ids)),
    'recheck', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('number', c.number) order by t.drawn_at)
      from recheck t join certificate c on c.id = t.certificate_id where c.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_certificates(ids uuid[]) from public;

-- ==== support =============================================================================================

create table support_event (
  id uuid not null,
  ticket_id uuid not null,
  centre_id integer not null,
  kind text not null,
  words bytea,
  until timestamptz,
  by_staff uuid,
  at timestamptz not null,
  constraint support_event_pkey primary key (id),
  constraint support_event_kind check (kind = any (array['said'::text, 'answered'::text, 'note'::text, 'waits'::text, 'solved'::text, 'handed'::text, 'confirmed'::text, 'back'::text])),
  constraint support_event_theirs check (by_staff is not null or (kind = any (array['said'::text, 'confirmed'::text, 'back'::text]))),
  constraint support_event_until check (until is null or (kind = any (array['answered'::text, 'waits'::text])) and until > at),
  constraint support_event_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint support_event_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_event_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index support_event_by on support_event using btree (by_staff);
create index support_event_ticket on support_event using btree (ticket_id, at);
grant insert, select on support_event to :app;
alter table support_event enable row level security;
create policy support_event_ask on support_event for insert to :app
  with check (by_staff is null and
  case app_kind()
      when 'public'::text then kind = 'said'::text and support_fresh(ticket_id, centre_id)
      when 'resident'::text then (kind = any (array['said'::text, 'confirmed'::text, 'back'::text])) and (exists ( select
         from support_ticket t
        where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and ((t.person_id = any (app_same())) or support_stands(t.business_id, t.person_id, t.asked_by, 'ask'::text))))
      when 'system'::text then app_id() = 'messages'::text and kind = 'said'::text and app_at(centre_id) and (exists ( select
         from support_ticket t
        where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and t.source = 'message'::text))
      else false
  end);
create policy support_event_at_door on support_event for insert to :app
  with check (app_kind() = 'phone'::text and kind = 'said'::text and by_staff::text = app_id() and support_at_door(ticket_id, centre_id, 0));
create policy support_event_mend on support_event for insert to :app
  with check (app_kind() = 'staff'::text and by_staff::text = app_id() and (kind = any (array['answered'::text, 'note'::text, 'waits'::text, 'solved'::text])) and support_mends(ticket_id, centre_id));
create policy support_event_read on support_event for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and kind <> 'note'::text and (exists ( select
     from support_ticket t
    where t.id = support_event.ticket_id and ((t.person_id = any (app_same())) or support_stands(t.business_id, t.person_id, t.asked_by, 'follow'::text)))));
create policy support_event_write on support_event for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from support_ticket t
    where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id)));

create table support_hotline (
  centre_id integer not null,
  kind text not null,
  phone text,
  by_staff uuid not null,
  at timestamptz not null,
  id bigint generated always as identity,
  confirmed_at timestamptz,
  confirmed_by uuid,
  dropped_at timestamptz,
  dropped_by uuid,
  constraint support_hotline_pkey primary key (id),
  constraint support_hotline_dropped check ((dropped_at is null) = (dropped_by is null) and (dropped_at is null or confirmed_at is null)),
  constraint support_hotline_kind check (kind = any (array['centre'::text, 'police'::text])),
  constraint support_hotline_phone check (phone ~ '^\+?[0-9]{3,11}$'::text),
  constraint support_hotline_two check (confirmed_by <> by_staff and (confirmed_by is null or confirmed_at is not null)),
  constraint support_hotline_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint support_hotline_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_hotline_confirmed_by_fkey foreign key (confirmed_by) references staff(id),
  constraint support_hotline_dropped_by_fkey foreign key (dropped_by) references staff(id)
);
create index support_hotline_by on support_hotline using btree (by_staff);
create index support_hotline_confirmed_by on support_hotline using btree (confirmed_by) where confirmed_by is not null;
create index support_hotline_dropped_by on support_hotline using btree (dropped_by) where dropped_by is not null;
create index support_hotline_latest on support_hotline using btree (centre_id, kind, id desc);
create index support_hotline_stands on support_hotline using btree (centre_id, kind, id desc) where confirmed_at is not null;
grant insert, select, update (confirmed_at, confirmed_by, dropped_at, dropped_by) on support_hotline to :app;
alter table support_hotline enable row level security;
create policy support_hotline_read on support_hotline for select to :app
  using (kind = 'centre'::text and confirmed_at is not null or (app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy support_hotline_second on support_hotline for update to :app
  using (app_at(centre_id) and confirmed_at is null and dropped_at is null and app_keeps(centre_id, '{guide,receiving-officer,leader}'::text[]))
  with check (confirmed_by::text = app_id() and by_staff::text <> app_id() and dropped_at is null or dropped_by::text = app_id() and confirmed_at is null);
create policy support_hotline_write on support_hotline for insert to :app
  with check (app_keeps(centre_id, '{leader,administrator}'::text[]) and by_staff::text = app_id() and confirmed_by is null and dropped_at is null and (confirmed_at is null or phone is null));

create table support_loss (
  ticket_id uuid not null,
  centre_id integer not null,
  way text,
  beside text,
  handed_at timestamptz,
  handed_to uuid,
  handed_by uuid,
  day_call_at timestamptz not null,
  day_called_at timestamptz,
  week_call_at timestamptz not null,
  week_called_at timestamptz,
  begun_by uuid not null,
  begun_at timestamptz not null,
  constraint support_loss_pkey primary key (ticket_id),
  constraint support_loss_beside check (beside = any (array['family'::text, 'neighbour'::text, 'nobody'::text])),
  constraint support_loss_handed check ((handed_at is null) = (handed_by is null) and (handed_to is null or handed_at is not null)),
  constraint support_loss_way check (way = any (array['transfer'::text, 'link'::text, 'app'::text, 'code'::text, 'cash'::text])),
  constraint support_loss_begun_by_fkey foreign key (begun_by) references staff(id),
  constraint support_loss_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_loss_handed_by_fkey foreign key (handed_by) references staff(id),
  constraint support_loss_handed_to_fkey foreign key (handed_to) references staff(id),
  constraint support_loss_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index support_loss_begun_by on support_loss using btree (begun_by);
create index support_loss_centre on support_loss using btree (centre_id, begun_at);
create index support_loss_handed_by on support_loss using btree (handed_by);
create index support_loss_handed_to on support_loss using btree (handed_to);
grant insert, select, update (way, beside, handed_at, handed_to, handed_by, day_call_at, day_called_at, week_call_at, week_called_at) on support_loss to :app;
alter table support_loss enable row level security;
create policy support_loss_at_door on support_loss for insert to :app
  with check (app_kind() = 'phone'::text and begun_by::text = app_id() and num_nonnulls(way, beside, handed_at, day_called_at, week_called_at) = 0 and support_at_door(ticket_id, centre_id, 1));
create policy support_loss_move on support_loss for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_at(centre_id));
create policy support_loss_read on support_loss for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (exists ( select
     from support_ticket t
    where t.id = support_loss.ticket_id and (t.person_id = any (app_same())))));
create policy support_loss_write on support_loss for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and begun_by::text = app_id() and (exists ( select
     from support_ticket t
    where t.id = support_loss.ticket_id and t.centre_id = support_loss.centre_id)));

create table support_loss_event (
  id uuid not null,
  ticket_id uuid not null,
  centre_id integer not null,
  kind text not null,
  step integer,
  outcome text,
  by_staff uuid not null,
  at timestamptz not null,
  constraint support_loss_event_pkey primary key (id),
  constraint support_loss_event_kind check (kind = any (array['step'::text, 'step-back'::text, 'day'::text, 'week'::text])),
  constraint support_loss_event_of check ((kind = any (array['step'::text, 'step-back'::text])) = (step is not null) and (kind = any (array['day'::text, 'week'::text])) = (outcome is not null)),
  constraint support_loss_event_outcome check (outcome = any (array['well'::text, 'trouble'::text, 'not-reached'::text])),
  constraint support_loss_event_step check (step >= 1 and step <= 6),
  constraint support_loss_event_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint support_loss_event_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_loss_event_ticket_id_fkey foreign key (ticket_id) references support_loss(ticket_id)
);
create index support_loss_event_by on support_loss_event using btree (by_staff);
create index support_loss_event_ticket on support_loss_event using btree (ticket_id, at);
grant insert, select on support_loss_event to :app;
alter table support_loss_event enable row level security;
create policy support_loss_event_read on support_loss_event for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy support_loss_event_write on support_loss_event for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from support_loss l
    where l.ticket_id = support_loss_event.ticket_id and l.centre_id = support_loss_event.centre_id)));

create table support_open (
  ticket_id uuid not null,
  staff_id uuid not null,
  centre_id integer not null,
  at timestamptz not null,
  constraint support_open_pkey primary key (ticket_id, staff_id),
  constraint support_open_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_open_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint support_open_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index support_open_centre on support_open using btree (centre_id, at);
create index support_open_staff on support_open using btree (staff_id);
grant insert, select, update (at) on support_open to :app;
alter table support_open enable row level security;
create policy support_open_read on support_open for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy support_open_touch on support_open for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and staff_id::text = app_id())
  with check (app_at(centre_id) and staff_id::text = app_id());
create policy support_open_write on support_open for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and staff_id::text = app_id() and (exists ( select
     from support_ticket t
    where t.id = support_open.ticket_id and t.centre_id = support_open.centre_id)));

create table support_ring (
  ticket_id uuid not null,
  centre_id integer not null,
  clock text not null,
  rung text not null,
  due timestamptz not null,
  at timestamptz not null,
  constraint support_ring_pkey primary key (ticket_id, clock, rung, due),
  constraint support_ring_clock check (clock = any (array['first'::text, 'next'::text, 'solved'::text])),
  constraint support_ring_rung check (rung = any (array['team'::text, 'leader'::text, 'province'::text])),
  constraint support_ring_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_ring_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index support_ring_centre on support_ring using btree (centre_id, at);
grant delete, insert, select on support_ring to :app;
alter table support_ring enable row level security;
create policy support_ring_drill_over on support_ring for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and app_at(centre_id) and (exists ( select
     from support_ticket t
    where t.id = support_ring.ticket_id and t.number = 0)));
create policy support_ring_read on support_ring for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy support_ring_write on support_ring for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'support.ring'::text and app_at(centre_id) and (exists ( select
     from support_ticket t
    where t.id = support_ring.ticket_id and t.centre_id = support_ring.centre_id)));

create table support_ticket (
  id uuid not null,
  centre_id integer not null,
  number integer not null,
  system text not null,
  source text not null,
  urgency text not null,
  person_id uuid,
  staff_id uuid,
  caller bytea,
  phone bytea,
  fault text,
  owner_id uuid,
  next_step text not null,
  next_on date not null,
  version integer not null default 1,
  state text not null default 'open'::text,
  made_by uuid,
  made_at timestamptz not null,
  rings_at timestamptz default '-infinity'::timestamptz,
  merged_into uuid,
  rung text,
  business_id uuid,
  asked_by uuid,
  given_at timestamptz,
  device text,
  machine_id uuid,
  arrived_at timestamptz,
  moved_by uuid,
  moved_at timestamptz,
  constraint support_ticket_pkey primary key (id),
  constraint support_ticket_at unique (id, centre_id),
  constraint support_ticket_numbered unique (centre_id, number),
  constraint support_ticket_arrived check ((arrived_at is not null) = (source = 'field'::text) and arrived_at >= made_at),
  constraint support_ticket_asked check (asked_by is null or num_nonnulls(business_id, person_id) = 1 and caller is null),
  constraint support_ticket_business check (business_id is null or num_nonnulls(person_id, staff_id) = 0),
  constraint support_ticket_device check (device = any (array['own-phone'::text, 'own-computer'::text, 'none'::text, 'counter-computer'::text, 'printer'::text, 'scanner'::text, 'kiosk'::text, 'display'::text, 'second-screen'::text, 'network'::text, 'field-phone'::text])),
  constraint support_ticket_fault check (fault ~ '^[0-9a-f]{8}(-[0-9a-f-]{27})?$'::text),
  constraint support_ticket_given check (given_at is null or owner_id is not null),
  constraint support_ticket_machine check (machine_id is null or device is not null and (device = any (array['kiosk'::text, 'display'::text, 'second-screen'::text]))),
  constraint support_ticket_made check ((made_by is null) = (source = any (array['web'::text, 'message'::text, 'drill'::text]))),
  constraint support_ticket_merged check (merged_into <> id),
  constraint support_ticket_moved check ((moved_by is null) = (moved_at is null)),
  constraint support_ticket_next check (next_step = any (array['answer'::text, 'call'::text, 'ask-outside'::text, 'try'::text, 'visit'::text, 'wait'::text, 'check'::text])),
  constraint support_ticket_number check (number >= 0 and (number = 0) = (source = 'drill'::text)),
  constraint support_ticket_of check (num_nonnulls(person_id, staff_id, caller) <= 1),
  constraint support_ticket_rung check (rung = any (array['team'::text, 'leader'::text, 'province'::text])),
  constraint support_ticket_source check (source = any (array['phone'::text, 'counter'::text, 'door'::text, 'field'::text, 'staff'::text, 'web'::text, 'message'::text, 'drill'::text])),
  constraint support_ticket_state check (state = any (array['open'::text, 'waits'::text, 'solved'::text, 'over'::text])),
  constraint support_ticket_system check (system = any (array['portal'::text, 'e-id'::text, 'signature'::text, 'payment'::text, 'health'::text, 'message'::text, 'phone'::text, 'computer'::text, 'printer'::text, 'network'::text, 'this-house'::text, 'other'::text])),
  constraint support_ticket_urgency check (urgency = any (array['now'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint support_ticket_whose_device check (device is null or (device = any (array['own-phone'::text, 'own-computer'::text, 'none'::text])) = (staff_id is null)),
  constraint support_ticket_asked_by_fkey foreign key (asked_by) references person(id),
  constraint support_ticket_business_id_fkey foreign key (business_id) references business(id),
  constraint support_ticket_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint support_ticket_machine_fkey foreign key (machine_id, centre_id) references device(id, centre_id),
  constraint support_ticket_made_by_fkey foreign key (made_by) references staff(id),
  constraint support_ticket_merged_fkey foreign key (merged_into, centre_id) references support_ticket(id, centre_id),
  constraint support_ticket_moved_by_fkey foreign key (moved_by) references staff(id),
  constraint support_ticket_owner_id_fkey foreign key (owner_id) references staff(id),
  constraint support_ticket_person_id_fkey foreign key (person_id) references person(id),
  constraint support_ticket_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index support_ticket_asked on support_ticket using btree (asked_by) where asked_by is not null;
create index support_ticket_business on support_ticket using btree (business_id) where business_id is not null;
create index support_ticket_climbed on support_ticket using btree (centre_id, rung) where rung is not null;
create index support_ticket_given on support_ticket using btree (owner_id, next_on) where given_at is not null and state <> 'over'::text and merged_into is null;
create index support_ticket_machine on support_ticket using btree (machine_id, centre_id) where machine_id is not null;
create index support_ticket_made_by on support_ticket using btree (made_by);
create index support_ticket_merged on support_ticket using btree (merged_into, centre_id) where merged_into is not null;
create index support_ticket_moved_by on support_ticket using btree (moved_by) where moved_by is not null;
create index support_ticket_open on support_ticket using btree (centre_id, (
case
    when urgency = 'now'::text and state <> 'solved'::text then 0
    else 1
end), next_on, made_at, id) include (owner_id, state, number) where state <> 'over'::text and merged_into is null;
create index support_ticket_open_of on support_ticket using btree (centre_id, owner_id, (
case
    when urgency = 'now'::text and state <> 'solved'::text then 0
    else 1
end), next_on, made_at, id) include (state, number) where state <> 'over'::text and merged_into is null;
create index support_ticket_open_state on support_ticket using btree (centre_id, state, (
case
    when urgency = 'now'::text and state <> 'solved'::text then 0
    else 1
end), next_on, made_at, id) include (owner_id, number) where (state = any (array['waits'::text, 'solved'::text])) and merged_into is null;
create index support_ticket_over on support_ticket using btree (centre_id, number desc) where state = 'over'::text and merged_into is null;
create index support_ticket_owner on support_ticket using btree (owner_id);
create index support_ticket_person on support_ticket using btree (person_id);
create index support_ticket_rings on support_ticket using btree (centre_id, rings_at) where rings_at is not null;
create index support_ticket_staff on support_ticket using btree (staff_id);
create trigger support_ticket_moved before update of version on support_ticket for each row when (new.version <> old.version) execute function support_moved();
grant delete, insert, select, update (urgency, person_id, caller, phone, owner_id, next_step, next_on, version, state, rings_at, merged_into, rung, given_at, moved_by, moved_at) on support_ticket to :app;
alter table support_ticket enable row level security;
create policy support_ticket_ask on support_ticket for insert to :app
  with check (owner_id is null and staff_id is null and (exists ( select
     from centre c
    where c.id = support_ticket.centre_id)) and
  case app_kind()
      when 'public'::text then source = 'web'::text and person_id is null and business_id is null
      when 'resident'::text then source = 'web'::text and caller is null and
      case
          when business_id is not null then (asked_by = any (app_same())) and represents(business_id, 'ask'::text) and (exists ( select
             from business b
            where b.id = support_ticket.business_id and b.centre_id = support_ticket.centre_id))
          when asked_by is not null then (asked_by = any (app_same())) and asks_for(person_id)
          else person_id = any (app_same())
      end
      when 'system'::text then app_id() = 'messages'::text and source = 'message'::text and person_id is not null and asked_by is null and app_at(centre_id)
      else false
  end);
create policy support_ticket_at_door on support_ticket for insert to :app
  with check (app_kind() = 'phone'::text and app_at(centre_id) and source = 'field'::text and made_by::text = app_id() and num_nonnulls(owner_id, business_id, asked_by, fault, machine_id) = 0 and (staff_id is null or staff_id::text = app_id()) and (person_id is null or in_areas(person_id)));
create policy support_ticket_drill on support_ticket for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and number = 0 and app_at(centre_id) and num_nonnulls(person_id, staff_id, caller, phone, owner_id) = 0);
create policy support_ticket_drill_over on support_ticket for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and number = 0 and app_at(centre_id));
create policy support_ticket_move on support_ticket for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check (app_at(centre_id));
create policy support_ticket_no_drill on support_ticket as restrictive for all to :app
  using (number > 0 or app_kind() = 'system'::text);
create policy support_ticket_read on support_ticket for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and ((person_id = any (app_same())) or (business_id is not null or asked_by is not null) and support_stands(business_id, person_id, asked_by, 'follow'::text)));
create policy support_ticket_write on support_ticket for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id() and (business_id is null or (exists ( select
     from business b
    where b.id = support_ticket.business_id))));

create function clear_support(before timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone int;
  done uuid[];
begin
  if coalesce(app_kind(), '') <> 'system' then return 0; end if;
  select array_agg(t.id) into done from support_ticket t join support_ticket r on r.id = coalesce(t.merged_into, t.id)
    where r.state in ('solved', 'over') and not exists (
      select from support_ticket o join support_event e on e.ticket_id = o.id where (o.id = r.id or o.merged_into = r.id) and e.kind <> 'note' and e.at >= before)
      and (num_nonnulls(t.caller, t.phone) > 0 or exists (select from support_event e where e.ticket_id = t.id and e.words is not null)
        or exists (select from support_loss l where l.ticket_id = t.id and num_nonnulls(l.way, l.beside) > 0));
  update support_ticket set caller = null, phone = null where id = any(done) and num_nonnulls(caller, phone) > 0;
  update support_loss set way = null, beside = null where ticket_id = any(done) and num_nonnulls(way, beside) > 0;
  update support_event set words = null where ticket_id = any(done) and words is not null;
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function clear_support(before timestamp with time zone) from public;
grant execute on function clear_support(before timestamp with time zone) to :app;

create function forget_open(before timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone int;
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  delete from support_open o where (o.ticket_id, o.staff_id) in (
    select f.ticket_id, f.staff_id from support_open f where f.at < before and app_at(f.centre_id) for update skip locked);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_open(before timestamp with time zone) from public;
grant execute on function forget_open(before timestamp with time zone) to :app;

create function forget_support(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  update support_loss l set way = null, beside = null from support_ticket t
    where t.id = l.ticket_id and t.person_id = any(ids) and num_nonnulls(l.way, l.beside) > 0;
  update support_event e set words = null from support_ticket t where t.id = e.ticket_id and t.person_id = any(ids) and e.words is not null;
  get diagnostics gone = row_count;
  update support_ticket c set merged_into = null, version = c.version + 1, rings_at = '-infinity' from support_ticket r
    where c.merged_into = r.id and (r.person_id = any(ids) or c.person_id = any(ids));
  update support_ticket set state = 'over', version = version + 1, rings_at = null where person_id = any(ids);
  update support_ticket set asked_by = null, phone = null where asked_by = any(ids) or asked_by is not null and person_id = any(ids);
  return gone;
end $function$;
revoke execute on function forget_support(who uuid) from public;
grant execute on function forget_support(who uuid) to :app;

create function kept_in_support(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'support_ticket', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('business_name', b.name, 'asked', case when t.asked_by = any(ids) then 'for-another' when t.asked_by is not null then 'by-another' end) order by t.made_at)
      from support_ticket t left join business b on b.id = t.business_id where t.person_id = any(ids) or t.asked_by = any(ids)),
    'support_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('person_id', t.person_id, 'by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids)),
    'support_loss', (select jsonb_agg(to_jsonb(l) || jsonb_build_object('to_name', actor_name('staff', l.handed_to::text)) order by l.begun_at)
      from support_loss l join support_ticket t on t.id = l.ticket_id where t.person_id = any(ids)),
    'support_loss_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_loss_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_support(ids uuid[]) from public;

create function next_support_number(centre integer)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'public', 'system', 'phone') then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('support_ticket', centre));
  return (select coalesce(max(t.number), 0) + 1 from support_ticket t where t.centre_id = centre);
end $function$;
revoke execute on function next_support_number(centre integer) from public;
grant execute on function next_support_number(centre integer) to :app;

create function pressing(urgency text)
 returns integer
 language sql
 immutable parallel safe
as $function$
  select array_position(array['now', 'high', 'medium', 'low'], urgency)
$function$;

create function support_able(centre integer)
 returns table(id uuid, name text, engineer boolean)
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return query
    select s.id, s.name, bool_and(g.role = 'engineer')
    from place c join staff_grant g on whole_place(g.place_id) in (c.id, c.parent_id) join staff s on s.id = g.staff_id
    where c.id = centre and g.taken_at is null and s.closed_at is null and g.role in ('guide', 'receiving-officer', 'leader', 'engineer')
    group by s.id, s.name order by s.name, s.id;
end $function$;
revoke execute on function support_able(centre integer) from public;

create function support_after(centre integer, me uuid, which text, at_pressing boolean, at_next date, at_made timestamptz, at_id uuid, at_number integer, most integer)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  here int;
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  if which = 'over' then
    return (select count(*) from (
      select from support_ticket t where t.centre_id = centre and t.state = 'over' and t.merged_into is null and t.number > 0 and t.number < at_number
      order by t.number desc limit most) l);
  end if;
  here := (select count(*) from (
    select from support_ticket t
    where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0
      and (case when t.urgency = 'now' and t.state <> 'solved' then 0 else 1 end) = case when at_pressing then 0 else 1 end and (t.next_on, t.made_at, t.id) > (at_next, at_made, at_id)
      and support_in_view(which, me, t.owner_id, t.state)
    limit most) l);
  if not at_pressing then return here; end if;
  return here + (select count(*) from (
    select from support_ticket t
    where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0
      and (case when t.urgency = 'now' and t.state <> 'solved' then 0 else 1 end) = 1
      and support_in_view(which, me, t.owner_id, t.state)
    limit most - here) l);
end $function$;
revoke execute on function support_after(centre integer, me uuid, which text, at_pressing boolean, at_next date, at_made timestamp with time zone, at_id uuid, at_number integer, most integer) from public;
grant execute on function support_after(centre integer, me uuid, which text, at_pressing boolean, at_next date, at_made timestamp with time zone, at_id uuid, at_number integer, most integer) to :app;

create function support_asking(centre integer, today date)
 returns bigint
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(*) from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and (t.owner_id is null or t.next_on < today))
    - (select count(*) from support_ticket d where d.centre_id = centre and d.number = 0);
end $function$;
revoke execute on function support_asking(centre integer, today date) from public;
grant execute on function support_asking(centre integer, today date) to :app;

create function support_at_door(which uuid, centre integer, words integer)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'phone' and app_at(centre)
    and exists (select from support_ticket t where t.id = which and t.centre_id = centre and t.source = 'field' and t.made_by::text = app_id())
    and (select count(*) from support_event e where e.ticket_id = which) = words;
end $function$;
revoke execute on function support_at_door(which uuid, centre integer, words integer) from public;
grant execute on function support_at_door(which uuid, centre integer, words integer) to :app;

create function support_by_number(centre integer, spoken integer)
 returns table(id uuid, state text, next_step text, next_on text, phone bytea)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'public' then return; end if;
  return query select t.id, r.state, r.next_step, r.next_on::text, t.phone from support_ticket t join support_ticket r on r.id = coalesce(t.merged_into, t.id)
    where t.centre_id = centre and t.number = spoken and t.person_id is null and t.staff_id is null and t.phone is not null;
end $function$;
revoke execute on function support_by_number(centre integer, spoken integer) from public;
grant execute on function support_by_number(centre integer, spoken integer) to :app;

create function support_counts(centre integer, me uuid, most integer)
 returns table("all" integer, mine integer, free integer, waits integer, solved integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query select
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.owner_id = me and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.owner_id is null and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state = 'waits' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state = 'solved' and t.merged_into is null and t.number > 0 limit most) l);
end $function$;
revoke execute on function support_counts(centre integer, me uuid, most integer) from public;
grant execute on function support_counts(centre integer, me uuid, most integer) to :app;

create function support_fresh(which uuid, centre integer)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'public' and exists (select from support_ticket t where t.id = which and t.centre_id = centre and t.source = 'web' and num_nonnulls(t.person_id, t.business_id) = 0)
    and not exists (select from support_event e where e.ticket_id = which);
end $function$;
revoke execute on function support_fresh(which uuid, centre integer) from public;
grant execute on function support_fresh(which uuid, centre integer) to :app;

create function support_hands(centre integer)
 returns table(id uuid, name text, engineer boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query select * from support_able(centre);
end $function$;
revoke execute on function support_hands(centre integer) from public;
grant execute on function support_hands(centre integer) to :app;

create function support_heard(which uuid, seen integer, stands text)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  moved int;
begin
  if app_kind() is distinct from 'resident' then return 0; end if;
  update support_ticket t set state = stands, version = t.version + 1, rings_at = '-infinity' where t.id = which and t.version = seen
    and (t.person_id = any(app_same()) or support_stands(t.business_id, t.person_id, t.asked_by, 'ask'));
  get diagnostics moved = row_count;
  return moved;
end $function$;
revoke execute on function support_heard(which uuid, seen integer, stands text) from public;
grant execute on function support_heard(which uuid, seen integer, stands text) to :app;

create function support_home(who uuid)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'messages' then return null; end if;
  return (select c.id from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = who and p.erased_at is null order by c.id limit 1);
end $function$;
revoke execute on function support_home(who uuid) from public;
grant execute on function support_home(who uuid) to :app;

create function support_in_view(which text, me uuid, owner uuid, state text)
 returns boolean
 language sql
 immutable
as $function$
  select case which when 'mine' then owner = me when 'free' then owner is null when 'waits' then state = 'waits' when 'solved' then state = 'solved' else true end
$function$;

create function support_lent(staff uuid, centre integer, since timestamptz)
 returns table(centre_phone text, police_phone text, tickets jsonb)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select
    (select h.phone from support_hotline h where h.centre_id = centre and h.kind = 'centre' and h.confirmed_at is not null order by h.id desc limit 1),
    (select h.phone from support_hotline h where h.centre_id = centre and h.kind = 'police' and h.confirmed_at is not null order by h.id desc limit 1),
    (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'number', w.number) order by w.number), '[]') from (
      select t.id, t.number from support_ticket t where t.made_by = staff and t.centre_id = centre and t.source = 'field' and t.arrived_at > since
      order by t.number desc limit 100) w);
end $function$;
revoke execute on function support_lent(staff uuid, centre integer, since timestamp with time zone) from public;
grant execute on function support_lent(staff uuid, centre integer, since timestamp with time zone) to :app;

create function support_mend_events(which uuid)
 returns table(id uuid, kind text, words bytea, until timestamptz, by_name text, at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select e.id, e.kind, e.words, e.until, actor_name('staff', e.by_staff::text), e.at
    from support_ticket t join support_event e on e.ticket_id = t.id
    where t.id = which and support_mends(t.id, t.centre_id) and (e.kind in ('said', 'back') or e.at >= t.given_at or e.by_staff::text = app_id())
    order by e.at, e.id;
end $function$;
revoke execute on function support_mend_events(which uuid) from public;
grant execute on function support_mend_events(which uuid) to :app;

create function support_mended(which uuid, seen integer, stands text, planned date, keeps boolean)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  moved int;
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  update support_ticket t set state = stands, next_on = coalesce(planned, t.next_on), version = t.version + 1, rings_at = '-infinity',
      owner_id = case when keeps then t.owner_id end, given_at = case when keeps then t.given_at end
    where t.id = which and t.version = seen and t.owner_id::text = app_id() and support_mends(t.id, t.centre_id);
  get diagnostics moved = row_count;
  return moved;
end $function$;
revoke execute on function support_mended(which uuid, seen integer, stands text, planned date, keeps boolean) from public;
grant execute on function support_mended(which uuid, seen integer, stands text, planned date, keeps boolean) to :app;

create function support_mended_by_me(after uuid, most integer)
 returns table(id uuid, number integer, system text, device text, machine text, centre text, mended_at timestamptz, ended text, ended_at timestamptz, whole bigint, ticket uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select e.id, t.number, t.system, t.device, d.name, p.name, e.at,
      case when b.at is not null then 'back' when t.state = 'over' then 'confirmed' else 'solved' end,
      coalesce(b.at, case when t.state = 'over' then c.at end), count(*) over (),
      case when t.owner_id = e.by_staff and t.given_at is not null and t.state <> 'over' and t.merged_into is null then t.id end
    from support_event e join support_ticket t on t.id = e.ticket_id join place p on p.id = t.centre_id left join device d on d.id = t.machine_id
      left join lateral (select min(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'back' and x.at >= e.at) b on true
      left join lateral (select max(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'confirmed' and x.at >= e.at) c on true
    where e.by_staff = app_id()::uuid and e.kind = 'solved'
      and not exists (select from support_event x where x.ticket_id = t.id and x.by_staff = e.by_staff and x.kind = 'solved' and (x.at, x.id) > (e.at, e.id))
      and not (t.owner_id = e.by_staff and t.given_at is not null and t.merged_into is null and (t.state in ('open', 'waits')
        or t.state = 'solved' and e.by_staff is distinct from (select x.by_staff from support_event x where x.ticket_id = t.id and x.kind = 'solved' order by x.at desc, x.id desc limit 1)))
      and not exists (select from support_loss l where l.ticket_id = t.id)
      and exists (select from staff_grant g where g.staff_id = e.by_staff and g.role = 'engineer' and g.taken_at is null and whole_place(g.place_id) in (p.id, p.parent_id))
      and (after is null or (e.at, e.id) < (select a.at, a.id from support_event a where a.id = after and a.by_staff = e.by_staff))
    order by e.at desc, e.id desc limit most;
end $function$;
revoke execute on function support_mended_by_me(after uuid, most integer) from public;
grant execute on function support_mended_by_me(after uuid, most integer) to :app;

create function support_mending()
 returns table(id uuid, centre_id integer, number integer, system text, device text, machine text, urgency text, state text, of_id uuid, person_id uuid, person_name text, staff_name text, business_id uuid, business_name text, business_phone bytea, asked_name text, caller bytea, phone bytea, phone_sealed bytea, next_step text, next_on text, version integer, given_at timestamptz, given_by text, mended boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select t.id, t.centre_id, t.number, t.system, t.device, d.name, t.urgency, t.state, t.person_id, n.id, n.name,
      case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end, t.business_id, b.name, b.phone_sealed, a.name, t.caller, t.phone, n.phone_sealed,
      t.next_step, t.next_on::text, t.version, t.given_at, p.name,
      t.state = 'solved' and t.owner_id = (select x.by_staff from support_event x where x.ticket_id = t.id and x.kind = 'solved' order by x.at desc, x.id desc limit 1)
    from support_ticket t join place p on p.id = t.centre_id left join device d on d.id = t.machine_id left join person o on o.id = t.person_id
      left join person n on n.id = row_of(o.merged_into, o.id) and n.commune_id = p.parent_id and n.erased_at is null
      left join business b on b.id = t.business_id left join person a on a.id = t.asked_by and a.erased_at is null
    where t.owner_id = app_id()::uuid and t.given_at is not null and t.state <> 'over' and t.merged_into is null and support_mends(t.id, t.centre_id)
    order by t.state = 'solved', t.next_on, t.given_at, t.id;
end $function$;
revoke execute on function support_mending() from public;
grant execute on function support_mending() to :app;

create function support_mending_asks()
 returns bigint
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  return (select count(*) from support_ticket t
    where t.owner_id = app_id()::uuid and t.given_at is not null and t.state = 'open' and t.merged_into is null and support_mends(t.id, t.centre_id));
end $function$;
revoke execute on function support_mending_asks() from public;
grant execute on function support_mending_asks() to :app;

create function support_mends(which uuid, centre integer)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() is not distinct from 'staff' and exists (
    select from support_ticket t join place c on c.id = t.centre_id
    where t.id = which and t.centre_id = centre and t.owner_id::text = app_id() and t.given_at is not null and t.state <> 'over' and t.merged_into is null
      and not exists (select from support_loss l where l.ticket_id = t.id)
      and exists (select from staff_grant g where g.staff_id = t.owner_id and g.role = 'engineer' and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id)));
end $function$;
revoke execute on function support_mends(which uuid, centre integer) from public;
grant execute on function support_mends(which uuid, centre integer) to :app;

create function support_moved()
 returns trigger
 language plpgsql
 set search_path from current
as $function$
begin
  if new.moved_at is not distinct from old.moved_at or new.moved_by::text is distinct from app_id() then
    new.moved_by := null;
    new.moved_at := null;
  end if;
  return new;
end $function$;

create function support_pass(who uuid, successor uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  passed int;
begin
  if app_kind() is distinct from 'system' then return 0; end if;
  with able as materialized (
    select c.centre_id, h.id, h.engineer from (select distinct o.centre_id from support_ticket o where o.owner_id = who) c cross join lateral support_able(c.centre_id) h)
  update support_ticket t set owner_id = (select h.id from able h where h.centre_id = t.centre_id and h.id = successor and not h.engineer), given_at = null,
      version = t.version + 1, rings_at = case when t.state = 'over' then t.rings_at else '-infinity' end
    where t.owner_id = who and not exists (
      select from able h where h.centre_id = t.centre_id and h.id = who and h.engineer = (t.given_at is not null));
  get diagnostics passed = row_count;
  return passed;
end $function$;
revoke execute on function support_pass(who uuid, successor uuid) from public;
grant execute on function support_pass(who uuid, successor uuid) to :app;

create function support_stands(business uuid, person uuid, asked uuid, wanted text)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  if business is not null then return represents(business, wanted); end if;
  return coalesce(asked = any(app_same()), false) and person is not null and asks_for(person);
end $function$;
revoke execute on function support_stands(business uuid, person uuid, asked uuid, wanted text) from public;
grant execute on function support_stands(business uuid, person uuid, asked uuid, wanted text) to :app;

-- ==== alarms ==============================================================================================

create table alarm_ask (
  ticket_id uuid not null,
  centre_id integer not null,
  version integer not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint alarm_ask_pkey primary key (ticket_id, version),
  constraint alarm_ask_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint alarm_ask_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint alarm_ask_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index alarm_ask_by_staff on alarm_ask using btree (by_staff);
grant insert, select on alarm_ask to :app;
alter table alarm_ask enable row level security;
create policy alarm_ask_read on alarm_ask for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy alarm_ask_write on alarm_ask for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from support_ticket t
    where t.id = alarm_ask.ticket_id and t.centre_id = alarm_ask.centre_id and t.rung = 'province'::text)));

create table alarm_drill (
  centre_id integer not null,
  night date not null,
  ticket_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  constraint alarm_drill_pkey primary key (centre_id, night),
  constraint alarm_drill_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant insert, select, update (ended_at) on alarm_drill to :app;
alter table alarm_drill enable row level security;
create policy alarm_drill_end on alarm_drill for update to :app
  using (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and app_at(centre_id))
  with check (app_at(centre_id));
create policy alarm_drill_read on alarm_drill for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy alarm_drill_write on alarm_drill for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and app_at(centre_id));

create table alarm_drill_rung (
  centre_id integer not null,
  night date not null,
  rung text not null,
  at timestamptz,
  people integer not null,
  late boolean not null,
  constraint alarm_drill_rung_pkey primary key (centre_id, night, rung),
  constraint alarm_drill_rung_people check (people >= 0),
  constraint alarm_drill_rung_rung check (rung = any (array['team'::text, 'leader'::text, 'province'::text])),
  constraint alarm_drill_rung_drill_fkey foreign key (centre_id, night) references alarm_drill(centre_id, night)
);
grant insert, select on alarm_drill_rung to :app;
alter table alarm_drill_rung enable row level security;
create policy alarm_drill_rung_read on alarm_drill_rung for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy alarm_drill_rung_write on alarm_drill_rung for insert to :app
  with check (app_kind() = 'system'::text and app_id() = 'alarms.drill'::text and app_at(centre_id));

-- ==== incidents ===========================================================================================

create table incident (
  id uuid not null,
  centre_id integer not null,
  system text not null,
  state text not null default 'open'::text,
  version integer not null default 1,
  opened_by uuid not null,
  opened_at timestamptz not null,
  constraint incident_pkey primary key (id),
  constraint incident_state check (state = any (array['open'::text, 'over'::text])),
  constraint incident_system check (system = any (array['portal'::text, 'e-id'::text, 'signature'::text, 'payment'::text, 'health'::text, 'message'::text, 'network'::text, 'this-house'::text])),
  constraint incident_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_opened_by_fkey foreign key (opened_by) references staff(id)
);
create index incident_centre on incident using btree (centre_id, opened_at desc);
create unique index incident_one_open on incident using btree (centre_id, system) where state = 'open'::text;
create index incident_opened_by on incident using btree (opened_by);
grant insert, select, update (state, version) on incident to :app;
alter table incident enable row level security;
create policy incident_move on incident for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_at(centre_id));
create policy incident_read on incident for select to :app
  using (case
      when app_kind() = any (array['staff'::text, 'system'::text]) then app_at(centre_id) or (exists ( select 1
         from incident_file f
        where f.incident_id = incident.id))
      else state = 'open'::text or (exists ( select 1
         from incident_file f
        where f.incident_id = incident.id))
  end);
create policy incident_write on incident for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and opened_by::text = app_id());

create table incident_done (
  id uuid not null,
  incident_id uuid not null,
  centre_id integer not null,
  kind text not null,
  to_whom text,
  number text,
  by_staff uuid not null,
  at timestamptz not null,
  constraint incident_done_pkey primary key (id),
  constraint incident_done_kind check (kind = any (array['reported'::text, 'read'::text])),
  constraint incident_done_number check (length(number) >= 1 and length(number) <= 20),
  constraint incident_done_of check ((kind = 'reported'::text) = (to_whom is not null) and (number is null or kind = 'reported'::text)),
  constraint incident_done_to check (to_whom = any (array['leader'::text, 'province'::text, 'portal'::text, 'telecom'::text])),
  constraint incident_done_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint incident_done_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_done_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index incident_done_by on incident_done using btree (by_staff);
create index incident_done_of on incident_done using btree (incident_id, kind, at desc);
grant insert, select on incident_done to :app;
alter table incident_done enable row level security;
create policy incident_done_read on incident_done for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy incident_done_write on incident_done for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from incident i
    where i.id = incident_done.incident_id and i.centre_id = incident_done.centre_id)));

create table incident_file (
  incident_id uuid not null,
  case_id uuid not null,
  span_id uuid not null,
  centre_id integer not null,
  reason text not null,
  at timestamptz not null,
  told_at timestamptz,
  constraint incident_file_pkey primary key (incident_id, case_id),
  constraint incident_file_reason check (reason = any (array['slowed'::text, 'late'::text])),
  constraint incident_file_case_id_fkey foreign key (case_id) references case_file(id),
  constraint incident_file_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_file_incident_id_fkey foreign key (incident_id) references incident(id),
  constraint incident_file_span_id_fkey foreign key (span_id) references incident_span(id)
);
create index incident_file_case on incident_file using btree (case_id);
create index incident_file_span on incident_file using btree (span_id);
grant insert, select, update (span_id, reason, told_at) on incident_file to :app;
alter table incident_file enable row level security;
create policy incident_file_late on incident_file for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and reason = 'slowed'::text)
  with check (app_at(centre_id) and reason = 'late'::text);
create policy incident_file_read on incident_file for select to :app
  using (case app_kind()
      when 'system'::text then app_at(centre_id)
      else (exists ( select 1
         from case_file c
        where c.id = incident_file.case_id))
  end);
create policy incident_file_told on incident_file for update to :app
  using (app_kind() = 'system'::text and app_at(centre_id))
  with check (app_at(centre_id));
create policy incident_file_write on incident_file for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (exists ( select 1
     from case_file c
    where c.id = incident_file.case_id and c.receiving_centre_id = incident_file.centre_id)));

create table incident_line (
  id uuid not null,
  incident_id uuid not null,
  centre_id integer not null,
  words text not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint incident_line_pkey primary key (id),
  constraint incident_line_words check (length(words) >= 1 and length(words) <= 300),
  constraint incident_line_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint incident_line_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_line_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index incident_line_by on incident_line using btree (by_staff);
create index incident_line_of on incident_line using btree (incident_id, at desc);
grant insert, select on incident_line to :app;
alter table incident_line enable row level security;
create policy incident_line_read on incident_line for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy incident_line_write on incident_line for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select 1
     from incident i
    where i.id = incident_line.incident_id and i.centre_id = incident_line.centre_id)));

create table incident_picture (
  incident_id uuid not null,
  centre_id integer not null,
  sha256 text not null,
  bytes bytea not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint incident_picture_pkey primary key (incident_id, sha256),
  constraint incident_picture_bytes check (octet_length(bytes) >= 1 and octet_length(bytes) <= 524288),
  constraint incident_picture_sha256 check (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint incident_picture_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint incident_picture_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_picture_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index incident_picture_by on incident_picture using btree (by_staff);
create index incident_picture_centre on incident_picture using btree (centre_id);
grant insert, select on incident_picture to :app;
alter table incident_picture enable row level security;
create policy incident_picture_read on incident_picture for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id));
create policy incident_picture_write on incident_picture for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from incident i
    where i.id = incident_picture.incident_id and i.centre_id = incident_picture.centre_id)));

create table incident_span (
  id uuid not null,
  incident_id uuid not null,
  centre_id integer not null,
  since timestamptz not null,
  until timestamptz,
  opened_by uuid not null,
  opened_at timestamptz not null,
  ended_by uuid,
  constraint incident_span_pkey primary key (id),
  constraint incident_span_ended check ((until is null) = (ended_by is null)),
  constraint incident_span_order check (until is null or until >= since),
  constraint incident_span_said check (since <= opened_at),
  constraint incident_span_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_span_ended_by_fkey foreign key (ended_by) references staff(id),
  constraint incident_span_incident_id_fkey foreign key (incident_id) references incident(id),
  constraint incident_span_opened_by_fkey foreign key (opened_by) references staff(id)
);
create index incident_span_ended_by on incident_span using btree (ended_by);
create index incident_span_month on incident_span using btree (centre_id, since);
create index incident_span_of on incident_span using btree (incident_id, since);
create unique index incident_span_open on incident_span using btree (incident_id) where until is null;
create index incident_span_opened_by on incident_span using btree (opened_by);
grant insert, select, update (until, ended_by) on incident_span to :app;
alter table incident_span enable row level security;
create policy incident_span_end on incident_span for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and until is null)
  with check (app_at(centre_id) and ended_by::text = app_id());
create policy incident_span_read on incident_span for select to :app
  using ((exists ( select 1
     from incident i
    where i.id = incident_span.incident_id)));
create policy incident_span_write on incident_span for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and opened_by::text = app_id() and (exists ( select 1
     from incident i
    where i.id = incident_span.incident_id and i.centre_id = incident_span.centre_id)));

create table incident_ticket (
  incident_id uuid not null,
  ticket_id uuid not null,
  centre_id integer not null,
  joined_by uuid not null,
  joined_at timestamptz not null,
  out_at timestamptz,
  told_at timestamptz,
  constraint incident_ticket_pkey primary key (incident_id, ticket_id),
  constraint incident_ticket_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint incident_ticket_incident_id_fkey foreign key (incident_id) references incident(id),
  constraint incident_ticket_joined_by_fkey foreign key (joined_by) references staff(id),
  constraint incident_ticket_ticket_id_fkey foreign key (ticket_id) references support_ticket(id)
);
create index incident_ticket_by on incident_ticket using btree (joined_by);
create unique index incident_ticket_one on incident_ticket using btree (ticket_id) where out_at is null;
grant insert, select, update (joined_by, joined_at, out_at, told_at) on incident_ticket to :app;
alter table incident_ticket enable row level security;
create policy incident_ticket_move on incident_ticket for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_at(centre_id));
create policy incident_ticket_read on incident_ticket for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy incident_ticket_write on incident_ticket for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and joined_by::text = app_id() and (exists ( select 1
     from incident i
    where i.id = incident_ticket.incident_id and i.centre_id = incident_ticket.centre_id)) and (exists ( select 1
     from support_ticket t
    where t.id = incident_ticket.ticket_id and t.centre_id = incident_ticket.centre_id)));

-- ==== help-cards ==========================================================================================

create table help_card (
  id uuid not null,
  centre_id integer not null,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint help_card_pkey primary key (id),
  constraint help_card_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint help_card_made_by_fkey foreign key (made_by) references staff(id)
);
create index help_card_centre on help_card using btree (centre_id);
create index help_card_made_by on help_card using btree (made_by);
grant insert, select on help_card to :app;
alter table help_card enable row level security;
create policy help_card_read on help_card for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or (exists ( select
     from help_card_event e
    where e.card = help_card.id::text and e.kind = 'published'::text)));
create policy help_card_write on help_card for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table help_card_class (
  id uuid not null,
  no bigint generated always as identity,
  run_id uuid not null,
  centre_id integer not null,
  card text not null,
  named boolean not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint help_card_class_pkey primary key (id),
  constraint help_card_class_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'::text),
  constraint help_card_class_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint help_card_class_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint help_card_class_run_id_fkey foreign key (run_id) references class_run(id)
);
create index help_card_class_by on help_card_class using btree (by_staff);
create index help_card_class_centre on help_card_class using btree (centre_id);
create index help_card_class_run on help_card_class using btree (run_id, card, no desc);
grant insert, select on help_card_class to :app;
alter table help_card_class enable row level security;
create policy help_card_class_read on help_card_class for select to :app
  using (true);
create policy help_card_class_write on help_card_class for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from class_run r
    where r.id = help_card_class.run_id and r.centre_id = help_card_class.centre_id)));

create table help_card_event (
  id uuid not null,
  no bigint generated always as identity,
  card text not null,
  version integer not null,
  centre_id integer not null,
  kind text not null,
  seen integer not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint help_card_event_pkey primary key (id),
  constraint help_card_event_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'::text),
  constraint help_card_event_kind check (kind = any (array['published'::text, 'withdrawn'::text, 'verified'::text])),
  constraint help_card_event_seen check (seen >= 0),
  constraint help_card_event_version check (version > 0),
  constraint help_card_event_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint help_card_event_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index help_card_event_by on help_card_event using btree (by_staff);
create index help_card_event_centre on help_card_event using btree (centre_id);
create index help_card_event_latest on help_card_event using btree (card, centre_id, no desc);
grant insert, select on help_card_event to :app;
alter table help_card_event enable row level security;
create policy help_card_event_read on help_card_event for select to :app
  using (true);
create policy help_card_event_write on help_card_event for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (card !~ '^[0-9a-f]{8}-[0-9a-f]{4}-'::text or (exists ( select
     from help_card c
    where c.id::text = help_card_event.card and c.centre_id = help_card_event.centre_id))) and (kind <> 'published'::text or not (exists ( select
     from help_card_version w
    where w.card_id::text = help_card_event.card and w.made_by::text = app_id() and w.version <= help_card_event.version and w.version > coalesce(( select max(p.version) as max
             from help_card_event p
            where p.card = help_card_event.card and p.kind = 'published'::text), 0)))));

create table help_card_file (
  card_id uuid not null,
  centre_id integer not null,
  sha256 text not null,
  mime text not null,
  bytes bytea not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint help_card_file_pkey primary key (card_id, sha256),
  constraint help_card_file_bytes check (octet_length(bytes) >= 1 and octet_length(bytes) <= 524288),
  constraint help_card_file_mime check (mime = any (array['image/jpeg'::text, 'audio/ogg'::text, 'audio/mpeg'::text, 'audio/mp4'::text])),
  constraint help_card_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint help_card_file_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint help_card_file_card_id_fkey foreign key (card_id) references help_card(id),
  constraint help_card_file_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index help_card_file_by on help_card_file using btree (by_staff);
create index help_card_file_centre on help_card_file using btree (centre_id);
grant insert, select on help_card_file to :app;
alter table help_card_file enable row level security;
create policy help_card_file_read on help_card_file for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or (exists ( select
     from help_card_event e
    where e.card = help_card_file.card_id::text and e.kind = 'published'::text)));
create policy help_card_file_write on help_card_file for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and by_staff::text = app_id() and (exists ( select
     from help_card c
    where c.id = help_card_file.card_id and c.centre_id = help_card_file.centre_id)));

create table help_card_other (
  id uuid not null,
  no bigint generated always as identity,
  card text not null,
  version integer not null,
  step integer not null,
  centre_id integer,
  at timestamptz not null,
  constraint help_card_other_pkey primary key (id),
  constraint help_card_other_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'::text),
  constraint help_card_other_step check (step >= 1 and step <= 8),
  constraint help_card_other_version check (version > 0),
  constraint help_card_other_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index help_card_other_card on help_card_other using btree (card, version, no);
create index help_card_other_centre on help_card_other using btree (centre_id);
grant insert, select on help_card_other to :app;
alter table help_card_other enable row level security;
create policy help_card_other_read on help_card_other for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and (centre_id is null or app_at(centre_id)));
create policy help_card_other_write on help_card_other for insert to :app
  with check (app_kind() = 'public'::text);

create table help_card_version (
  card_id uuid not null,
  centre_id integer not null,
  version integer not null,
  title jsonb not null,
  picture text not null,
  system text not null,
  device text not null,
  steps jsonb not null,
  made_by uuid not null,
  at timestamptz not null,
  constraint help_card_version_pkey primary key (card_id, version),
  constraint help_card_version_device check (device = any (array['touch-phone'::text, 'apple-phone'::text, 'key-phone'::text, 'computer'::text, 'any'::text])),
  constraint help_card_version_steps check (jsonb_typeof(steps) = 'array'::text and jsonb_array_length(steps) <= 8),
  constraint help_card_version_system check (system = any (array['portal'::text, 'e-id'::text, 'signature'::text, 'payment'::text, 'health'::text, 'message'::text, 'phone'::text, 'computer'::text, 'printer'::text, 'network'::text, 'this-house'::text, 'other'::text])),
  constraint help_card_version_version check (version > 0),
  constraint help_card_version_card_id_fkey foreign key (card_id) references help_card(id),
  constraint help_card_version_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint help_card_version_made_by_fkey foreign key (made_by) references staff(id)
);
create index help_card_version_centre on help_card_version using btree (centre_id);
create index help_card_version_made_by on help_card_version using btree (made_by);
grant insert, select on help_card_version to :app;
alter table help_card_version enable row level security;
create policy help_card_version_read on help_card_version for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or (exists ( select
     from help_card_event e
    where e.card = help_card_version.card_id::text and e.version = help_card_version.version and e.kind = 'published'::text)));
create policy help_card_version_write on help_card_version for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id() and (exists ( select
     from help_card c
    where c.id = help_card_version.card_id and c.centre_id = help_card_version.centre_id)));

-- ==== paths ===============================================================================================

create table gate_sign (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  sign text not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint gate_sign_pkey primary key (id),
  constraint gate_sign_once unique (centre_id, person_id, sign),
  constraint gate_sign_beside check ((by_staff is null) = (session_id is null)),
  constraint gate_sign_sign check (sign ~ '^T0\.[1-9]$'::text),
  constraint gate_sign_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint gate_sign_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint gate_sign_person_id_fkey foreign key (person_id) references person(id),
  constraint gate_sign_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index gate_sign_centre on gate_sign using btree (centre_id);
create index gate_sign_session on gate_sign using btree (session_id);
create index gate_sign_staff on gate_sign using btree (by_staff);
grant insert, select on gate_sign to :app;
alter table gate_sign enable row level security;
create policy gate_sign_learner_read on gate_sign for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy gate_sign_learner_write on gate_sign for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and by_staff is null and session_id is null);
create policy gate_sign_read on gate_sign for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy gate_sign_write on gate_sign for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = gate_sign.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = gate_sign.person_id and c.id = gate_sign.centre_id))
      else false
  end);

create table learning_goal (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  topic text,
  statement text,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint learning_goal_pkey primary key (id),
  constraint learning_goal_beside check ((by_staff is null) = (session_id is null)),
  constraint learning_goal_one check (topic is null or statement is null),
  constraint learning_goal_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'::text),
  constraint learning_goal_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint learning_goal_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint learning_goal_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint learning_goal_person_id_fkey foreign key (person_id) references person(id),
  constraint learning_goal_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index learning_goal_centre on learning_goal using btree (centre_id);
create index learning_goal_person on learning_goal using btree (person_id, at);
create index learning_goal_session on learning_goal using btree (session_id);
create index learning_goal_staff on learning_goal using btree (by_staff);
grant insert, select on learning_goal to :app;
alter table learning_goal enable row level security;
create policy learning_goal_learner_read on learning_goal for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy learning_goal_learner_write on learning_goal for insert to :app
  with check (app_kind() = 'learner'::text and (person_id = any (app_same())) and app_at(centre_id) and by_staff is null and session_id is null);
create policy learning_goal_read on learning_goal for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy learning_goal_write on learning_goal for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = learning_goal.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = learning_goal.person_id and c.id = learning_goal.centre_id))
      else false
  end);

create table peer_answer (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  topic text not null,
  answer text not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint peer_answer_pkey primary key (id),
  constraint peer_answer_answer check (answer = any (array['yes'::text, 'not-now'::text])),
  constraint peer_answer_beside check ((by_staff is null) = (session_id is null)),
  constraint peer_answer_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint peer_answer_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint peer_answer_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint peer_answer_person_id_fkey foreign key (person_id) references person(id),
  constraint peer_answer_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index peer_answer_centre on peer_answer using btree (centre_id);
create index peer_answer_person on peer_answer using btree (person_id, at);
create index peer_answer_session on peer_answer using btree (session_id);
create index peer_answer_staff on peer_answer using btree (by_staff);
grant insert, select on peer_answer to :app;
alter table peer_answer enable row level security;
create policy peer_answer_read on peer_answer for select to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy peer_answer_write on peer_answer for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = peer_answer.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = peer_answer.person_id and c.id = peer_answer.centre_id))
      else false
  end);

create table recall (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  statement text not null,
  source text not null,
  outcome text not null,
  by_staff uuid not null,
  at timestamptz not null,
  constraint recall_pkey primary key (id),
  constraint recall_outcome check (outcome = any (array['remembered'::text, 'not-yet'::text, 'not-reached'::text])),
  constraint recall_source check (source = any (array['asked'::text, 'follow-up'::text])),
  constraint recall_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'::text),
  constraint recall_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint recall_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint recall_person_id_fkey foreign key (person_id) references person(id)
);
create index recall_centre on recall using btree (centre_id);
create index recall_person on recall using btree (person_id, at);
create index recall_staff on recall using btree (by_staff);
grant insert, select on recall to :app;
alter table recall enable row level security;
create policy recall_learner_read on recall for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy recall_read on recall for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy recall_write on recall for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and by_staff::text = app_id() and source = 'asked'::text and (exists ( select
         from refresher r
        where r.centre_id = recall.centre_id and r.statement = recall.statement and (r.person_id = any (same_as(recall.person_id)))))
      when 'system'::text then app_at(centre_id) and source = 'follow-up'::text
      else false
  end);

create table refresher (
  centre_id integer not null,
  person_id uuid not null,
  statement text not null,
  topic text not null,
  critical boolean not null,
  step smallint not null,
  due_on date not null,
  constraint refresher_pkey primary key (centre_id, person_id, statement),
  constraint refresher_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'::text),
  constraint refresher_step check (step >= 0 and step <= 4),
  constraint refresher_topic check (topic = any (array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text])),
  constraint refresher_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint refresher_person_id_fkey foreign key (person_id) references person(id)
);
create index refresher_due on refresher using btree (centre_id, due_on);
create index refresher_person on refresher using btree (person_id);
grant delete, insert, select, update (topic, critical, step, due_on) on refresher to :app;
alter table refresher enable row level security;
create policy refresher_house on refresher for all to :app
  using (app_kind() = 'system'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_at(centre_id));
create policy refresher_learner_read on refresher for select to :app
  using (app_kind() = 'learner'::text and (person_id = any (app_same())));
create policy refresher_read on refresher for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));

create table refresher_told (
  centre_id integer not null,
  person_id uuid not null,
  day date not null,
  constraint refresher_told_pkey primary key (centre_id, person_id, day),
  constraint refresher_told_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint refresher_told_person_id_fkey foreign key (person_id) references person(id)
);
create index refresher_told_person on refresher_told using btree (person_id);
grant insert, select on refresher_told to :app;
alter table refresher_told enable row level security;
create policy refresher_told_house on refresher_told for all to :app
  using (app_kind() = 'system'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_at(centre_id));

create table refresher_way (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  way text not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint refresher_way_pkey primary key (id),
  constraint refresher_way_beside check ((by_staff is null) = (session_id is null)),
  constraint refresher_way_way check (way = any (array['text'::text, 'call'::text, 'visit'::text])),
  constraint refresher_way_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint refresher_way_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint refresher_way_person_id_fkey foreign key (person_id) references person(id),
  constraint refresher_way_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index refresher_way_centre on refresher_way using btree (centre_id);
create index refresher_way_person on refresher_way using btree (person_id, at);
create index refresher_way_session on refresher_way using btree (session_id);
create index refresher_way_staff on refresher_way using btree (by_staff);
grant insert, select on refresher_way to :app;
alter table refresher_way enable row level security;
create policy refresher_way_read on refresher_way for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy refresher_way_write on refresher_way for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = refresher_way.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = refresher_way.person_id and c.id = refresher_way.centre_id))
      else false
  end);

create table thanks (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  statement text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint thanks_pkey primary key (id),
  constraint thanks_once unique (person_id, statement, staff_id),
  constraint thanks_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'::text),
  constraint thanks_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint thanks_person_id_fkey foreign key (person_id) references person(id),
  constraint thanks_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index thanks_centre on thanks using btree (centre_id);
create index thanks_staff on thanks using btree (staff_id, at);
grant insert, select on thanks to :app;
alter table thanks enable row level security;
create policy thanks_read on thanks for select to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() or app_kind() = 'system'::text and app_at(centre_id));
create policy thanks_write on thanks for insert to :app
  with check (app_kind() = 'system'::text and app_at(centre_id));

create table thanks_choice (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  answer text not null,
  by_staff uuid,
  session_id uuid,
  at timestamptz not null,
  constraint thanks_choice_pkey primary key (id),
  constraint thanks_choice_answer check (answer = any (array['yes'::text, 'no'::text])),
  constraint thanks_choice_beside check ((by_staff is null) = (session_id is null)),
  constraint thanks_choice_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint thanks_choice_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint thanks_choice_person_id_fkey foreign key (person_id) references person(id),
  constraint thanks_choice_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index thanks_choice_centre on thanks_choice using btree (centre_id);
create index thanks_choice_person on thanks_choice using btree (person_id, at);
create index thanks_choice_session on thanks_choice using btree (session_id);
create index thanks_choice_staff on thanks_choice using btree (by_staff);
grant insert, select on thanks_choice to :app;
alter table thanks_choice enable row level security;
create policy thanks_choice_read on thanks_choice for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy thanks_choice_write on thanks_choice for insert to :app
  with check (case app_kind()
      when 'staff'::text then app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
         from assisted_session a
        where a.id = thanks_choice.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null))
      when 'resident'::text then (person_id = any (app_same())) and by_staff is null and (exists ( select
         from person p
           join place c on c.parent_id = p.commune_id and c.kind = 'centre'::text
        where p.id = thanks_choice.person_id and c.id = thanks_choice.centre_id))
      else false
  end);

create function due_refreshers(centre integer, until date, at timestamptz)
 returns table(person uuid, statement text, topic text, critical boolean, due_on date, last_due date, others integer, way text, phone boolean)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not coalesce(app_at(centre), false) then return; end if;
  return query
    select distinct on (p.id) p.id, r.statement, r.topic, r.critical, r.due_on,
      max(r.due_on) over (partition by p.id), (count(*) over (partition by p.id))::int - 1,
      coalesce((select w.way from refresher_way w where w.person_id = any(same_as(p.id)) order by w.at desc, w.id limit 1), 'text'),
      -- A text reaches whoever has a telephone and says yes to being told at all; everybody else is asked by somebody.
      p.phone_sealed is not null and may_be_told(p.id, due_refreshers.at) = 'yes'
    from refresher r join person o on o.id = r.person_id join person p on p.id = coalesce(o.merged_into, o.id)
    where r.centre_id = centre and r.due_on <= until and p.erased_at is null
      and p.id in (select coalesce(c.merged_into, c.id) from consent y join person c on c.id = y.person_id where y.purpose = 'refreshers')
      and may_be_used_for(p.id, 'refreshers', due_refreshers.at)
    order by p.id, r.critical desc, r.due_on, r.statement;
end $function$;
revoke execute on function due_refreshers(centre integer, until date, at timestamp with time zone) from public;
grant execute on function due_refreshers(centre integer, until date, at timestamp with time zone) to :app;

create function forget_paths(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
  more int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from learning_goal where person_id = any(ids);
  get diagnostics gone = row_count;
  delete from gate_sign where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from recall where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from refresher where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from refresher_way where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from refresher_told where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from thanks_choice where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from thanks where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from peer_answer where person_id = any(ids);
  get diagnostics more = row_count;
  return gone + more;
end $function$;
revoke execute on function forget_paths(who uuid) from public;
grant execute on function forget_paths(who uuid) to :app;

create function kept_in_paths(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'learning_goal', (select jsonb_agg(to_jsonb(t) order by t.at) from learning_goal t where t.person_id = any(ids)),
    'gate_sign', (select jsonb_agg(to_jsonb(t) order by t.at) from gate_sign t where t.person_id = any(ids)),
    'recall', (select jsonb_agg(to_jsonb(t) order by t.at) from recall t where t.person_id = any(ids)),
    'refresher', (select jsonb_agg(to_jsonb(t) order by t.due_on, t.statement) from refresher t where t.person_id = any(ids)),
    'refresher_way', (select jsonb_agg(to_jsonb(t) order by t.at) from refresher_way t where t.person_id = any(ids)),
    'refresher_told', (select jsonb_agg(to_jsonb(t) order by t.day) from refresher_told t where t.person_id = any(ids)),
    'thanks_choice', (select jsonb_agg(to_jsonb(t) order by t.at) from thanks_choice t where t.person_id = any(ids)),
    'thanks', (select jsonb_agg(to_jsonb(t) order by t.at) from thanks t where t.person_id = any(ids)),
    'peer_answer', (select jsonb_agg(to_jsonb(t) order by t.at) from peer_answer t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_paths(ids uuid[]) from public;

-- ==== placement ===========================================================================================

create table placement (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  topics text[] not null,
  items text[] not null,
  frame integer not null,
  after_id uuid,
  by_staff uuid not null,
  session_id uuid not null,
  begun_at timestamptz not null,
  clock_from timestamptz not null,
  constraint placement_pkey primary key (id),
  constraint placement_once unique nulls not distinct (centre_id, person_id, after_id),
  constraint placement_clock check (clock_from >= begun_at),
  constraint placement_frame check (frame > 0),
  constraint placement_items check (cardinality(items) = (4 * cardinality(topics))),
  constraint placement_topics check (cardinality(topics) >= 1 and cardinality(topics) <= 5 and topics <@ array['public-services'::text, 'shopping-payment'::text, 'self-protection'::text, 'e-id'::text, 'medical-booking'::text]),
  constraint placement_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint placement_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint placement_person_id_fkey foreign key (person_id) references person(id),
  constraint placement_session_id_fkey foreign key (session_id) references assisted_session(id)
);
create index placement_person on placement using btree (person_id, begun_at);
create index placement_session on placement using btree (session_id);
create index placement_staff on placement using btree (by_staff);
grant insert, select, update (clock_from) on placement to :app;
alter table placement enable row level security;
create policy placement_go_on on placement for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id) and (person_id = any (app_same())))
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (person_id = any (app_same())) and (exists ( select
     from assisted_session a
    where a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null)));
create policy placement_read on placement for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy placement_write on placement for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and (person_id = any (app_same())) and by_staff::text = app_id() and (exists ( select
     from assisted_session a
    where a.id = placement.session_id and a.helper_id::text = app_id() and (a.person_id = any (app_same())) and a.ended_at is null)));

create function forget_placement(who uuid)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from placement where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $function$;
revoke execute on function forget_placement(who uuid) from public;
grant execute on function forget_placement(who uuid) to :app;

create function kept_in_placement(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'placement', (select jsonb_agg(to_jsonb(t) order by t.begun_at) from placement t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_placement(ids uuid[]) from public;

-- ==== notices =============================================================================================

create table carrier_token (
  carrier text not null,
  sealed bytea not null,
  begun bytea not null,
  kept_at timestamptz not null,
  constraint carrier_token_pkey primary key (carrier)
);
grant insert, select, update on carrier_token to :app;
alter table carrier_token enable row level security;
create policy carrier_token_all on carrier_token for all to :app
  using (app_kind() = 'system'::text and app_id() = 'notices.tokens'::text)
  with check (app_kind() = 'system'::text and app_id() = 'notices.tokens'::text);

create table notice (
  id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  of_id uuid not null,
  fact text not null,
  topic text not null,
  about uuid not null,
  fact_at timestamptz not null,
  says jsonb not null,
  must boolean not null,
  waits boolean not null,
  until timestamptz,
  state text not null default 'waiting'::text,
  why text,
  mark smallint not null default 0,
  due_at timestamptz,
  owner_id uuid,
  made_at timestamptz not null,
  by_text boolean not null default false,
  before_change uuid,
  locale text,
  constraint notice_pkey primary key (id),
  constraint notice_before check (before_change is null or by_text),
  constraint notice_due check ((state = any (array['waiting'::text, 'out'::text])) = (due_at is not null)),
  constraint notice_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint notice_mark check (mark >= 0 and mark <= 3),
  constraint notice_state check (state = any (array['waiting'::text, 'out'::text, 'asks'::text, 'told'::text, 'over'::text])),
  constraint notice_before_change_fkey foreign key (before_change) references person_change(id),
  constraint notice_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_of_id_fkey foreign key (of_id) references person(id),
  constraint notice_owner_id_fkey foreign key (owner_id) references staff(id),
  constraint notice_person_id_fkey foreign key (person_id) references person(id)
);
create index notice_about on notice using btree (about, topic, person_id);
create index notice_asks on notice using btree (centre_id, made_at) where state = 'asks'::text;
create index notice_due on notice using btree (due_at) where due_at is not null;
create index notice_letters on notice using btree (centre_id, fact_at) where state = 'asks'::text and why = 'letter'::text;
create index notice_made on notice using btree (made_at) where state = any (array['told'::text, 'over'::text]);
create index notice_of on notice using btree (of_id);
create index notice_person on notice using btree (person_id, made_at desc);
create index notice_since on notice using btree (centre_id, made_at) include (state, why);
grant delete, insert, select, update on notice to :app;
alter table notice enable row level security;
create policy notice_change on notice for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy notice_clear on notice for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy notice_read on notice for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy notice_write on notice for insert to :app
  with check (app_kind() = 'system'::text and app_at(centre_id));

create table notice_batch (
  id uuid not null,
  centre_id integer not null,
  number integer not null,
  letters integer not null,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint notice_batch_pkey primary key (id),
  constraint notice_batch_number unique (centre_id, number),
  constraint notice_batch_some check (letters > 0),
  constraint notice_batch_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_batch_made_by_fkey foreign key (made_by) references staff(id)
);
grant insert, select on notice_batch to :app;
alter table notice_batch enable row level security;
create policy notice_batch_read on notice_batch for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy notice_batch_write on notice_batch for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and made_by::text = app_id());

create table notice_choice (
  person_id uuid not null,
  commune_id integer not null,
  locale text not null,
  channel text not null,
  email_sealed bytea,
  from_hour smallint not null,
  to_hour smallint not null,
  noon_rest boolean not null,
  with_id uuid,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint notice_choice_pkey primary key (person_id),
  constraint notice_choice_channel check (channel = any (array['sms'::text, 'zalo'::text, 'email'::text, 'call'::text, 'letter'::text])),
  constraint notice_choice_email check (channel <> 'email'::text or email_sealed is not null),
  constraint notice_choice_hours check (from_hour >= 6 and from_hour <= 20 and to_hour >= 8 and to_hour <= 21 and (to_hour - from_hour) >= 2),
  constraint notice_choice_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint notice_choice_other check (with_id <> person_id),
  constraint notice_choice_commune_id_fkey foreign key (commune_id) references place(id),
  constraint notice_choice_person_id_fkey foreign key (person_id) references person(id),
  constraint notice_choice_with_id_fkey foreign key (with_id) references person(id)
);
grant insert, select, update on notice_choice to :app;
alter table notice_choice enable row level security;
create policy notice_choice_change on notice_choice for update to :app
  using (app_kind() = 'staff'::text and app_near(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy notice_choice_read on notice_choice for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_near(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy notice_choice_write on notice_choice for insert to :app
  with check (app_kind() = 'staff'::text and app_near(commune_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));

create table notice_cost (
  centre_id integer not null,
  sms integer,
  sms_second integer,
  zalo integer,
  budget integer,
  unmarked boolean not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  letter integer,
  constraint notice_cost_pkey primary key (centre_id),
  constraint notice_cost_budget check (budget >= 0 and budget <= 1000000000),
  constraint notice_cost_letter check (letter >= 0 and letter <= 100000),
  constraint notice_cost_sms check (sms >= 0 and sms <= 100000),
  constraint notice_cost_sms_second check (sms_second >= 0 and sms_second <= 100000),
  constraint notice_cost_zalo check (zalo >= 0 and zalo <= 100000),
  constraint notice_cost_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_cost_changed_by_fkey foreign key (changed_by) references staff(id)
);
grant insert, select, update on notice_cost to :app;
alter table notice_cost enable row level security;
create policy notice_cost_all on notice_cost for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table notice_letter (
  try_id uuid not null,
  batch_id uuid not null,
  centre_id integer not null,
  person_id uuid not null,
  place integer not null,
  address bytea,
  constraint notice_letter_pkey primary key (try_id),
  constraint notice_letter_place unique (batch_id, place),
  constraint notice_letter_batch_id_fkey foreign key (batch_id) references notice_batch(id),
  constraint notice_letter_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_letter_person_id_fkey foreign key (person_id) references person(id),
  constraint notice_letter_try_id_fkey foreign key (try_id) references notice_try(id)
);
create index notice_letter_person on notice_letter using btree (person_id);
grant delete, insert, select on notice_letter to :app;
alter table notice_letter enable row level security;
create policy notice_letter_clear on notice_letter for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy notice_letter_read on notice_letter for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy notice_letter_write on notice_letter for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id));

create table notice_live (
  centre_id integer not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  constraint notice_live_pkey primary key (centre_id),
  constraint notice_live_agreed check ((agreed_by is null) = (agreed_at is null)),
  constraint notice_live_two check (agreed_by <> asked_by),
  constraint notice_live_agreed_by_fkey foreign key (agreed_by) references staff(id),
  constraint notice_live_asked_by_fkey foreign key (asked_by) references staff(id),
  constraint notice_live_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, insert, select, update on notice_live to :app;
alter table notice_live enable row level security;
create policy notice_live_all on notice_live for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table notice_staff (
  staff_id uuid not null,
  kind text not null,
  sealed bytea not null,
  asked bytea,
  kept_at timestamptz not null,
  proved_at timestamptz,
  tells_in text,
  constraint notice_staff_pkey primary key (staff_id, kind),
  constraint notice_staff_kind check (kind = any (array['phone'::text, 'email'::text])),
  constraint notice_staff_tells_in check (tells_in is null or (tells_in = any (array['vi'::text, 'en'::text, 'hi'::text])) and kind = 'email'::text),
  constraint notice_staff_staff_id_fkey foreign key (staff_id) references staff(id)
);
grant delete, insert, select, update on notice_staff to :app;
alter table notice_staff enable row level security;
create policy notice_staff_clear on notice_staff for delete to :app
  using (app_kind() = 'system'::text);
create policy notice_staff_own on notice_staff for all to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id())
  with check (app_kind() = 'staff'::text and staff_id::text = app_id());
create policy notice_staff_read on notice_staff for select to :app
  using (app_kind() = 'system'::text);

create table notice_strange (
  channel text not null,
  day date not null,
  receipts integer not null,
  last_at timestamptz not null,
  constraint notice_strange_pkey primary key (channel, day),
  constraint notice_strange_channel check (channel = any (array['sms'::text, 'sms-2'::text, 'zalo'::text, 'push'::text, 'email'::text])),
  constraint notice_strange_some check (receipts > 0)
);
grant insert, select, update on notice_strange to :app;
alter table notice_strange enable row level security;
create policy notice_strange_change on notice_strange for update to :app
  using (app_kind() = 'system'::text);
create policy notice_strange_read on notice_strange for select to :app
  using (app_kind() = any (array['staff'::text, 'system'::text]));
create policy notice_strange_write on notice_strange for insert to :app
  with check (app_kind() = 'system'::text);

create table notice_test (
  id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  fact text,
  channel text not null,
  locale text not null,
  words bytea not null,
  said text not null,
  waits boolean not null,
  fault text,
  ref text,
  price integer,
  planned smallint not null,
  parts smallint,
  handed_at timestamptz not null,
  said_at timestamptz,
  constraint notice_test_pkey primary key (id),
  constraint notice_test_channel check (channel = any (array['sms'::text, 'sms-2'::text, 'zalo'::text, 'push'::text, 'email'::text])),
  constraint notice_test_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint notice_test_said check (said = any (array['handed'::text, 'taken'::text, 'refused'::text, 'unsent'::text, 'silent'::text, 'arrived'::text, 'failed'::text])),
  constraint notice_test_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_test_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index notice_test_month on notice_test using btree (centre_id, handed_at);
create index notice_test_own on notice_test using btree (staff_id, handed_at desc);
create index notice_test_ref on notice_test using btree (channel, ref);
create index notice_test_waits on notice_test using btree (handed_at) where waits;
grant delete, insert, select, update on notice_test to :app;
alter table notice_test enable row level security;
create policy notice_test_change on notice_test for update to :app
  using (app_kind() = 'system'::text and app_at(centre_id));
create policy notice_test_clear on notice_test for delete to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text);
create policy notice_test_read on notice_test for select to :app
  using (app_kind() = 'system'::text or app_kind() = 'staff'::text and app_at(centre_id));
create policy notice_test_write on notice_test for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and staff_id::text = app_id());

create table notice_text (
  id uuid not null,
  centre_id integer not null,
  fact text not null,
  for_another boolean not null,
  locale text not null,
  version integer not null,
  words text,
  back_to integer,
  written_by uuid not null,
  written_at timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  dropped_by uuid,
  dropped_at timestamptz,
  constraint notice_text_pkey primary key (id),
  constraint notice_text_version unique (centre_id, fact, for_another, locale, version),
  constraint notice_text_agreed check ((agreed_by is null) = (agreed_at is null)),
  constraint notice_text_back check (back_to >= 0 and back_to < version),
  constraint notice_text_dropped check ((dropped_by is null) = (dropped_at is null)),
  constraint notice_text_first check (version > 0),
  constraint notice_text_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint notice_text_settled check (agreed_at is null or dropped_at is null),
  constraint notice_text_two check (agreed_by <> written_by),
  constraint notice_text_words check ((words is null) = (back_to is not null)),
  constraint notice_text_agreed_by_fkey foreign key (agreed_by) references staff(id),
  constraint notice_text_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_text_dropped_by_fkey foreign key (dropped_by) references staff(id),
  constraint notice_text_written_by_fkey foreign key (written_by) references staff(id)
);
create unique index notice_text_waits on notice_text using btree (centre_id, fact, for_another, locale) where back_to is null and agreed_at is null and dropped_at is null;
grant insert, select, update (agreed_by, agreed_at, dropped_by, dropped_at) on notice_text to :app;
alter table notice_text enable row level security;
create policy notice_text_change on notice_text for update to :app
  using (app_kind() = 'staff'::text and app_at(centre_id))
  with check (app_at(centre_id) and (agreed_by is null or agreed_by::text = app_id()) and (dropped_by is null or dropped_by::text = app_id()));
create policy notice_text_read on notice_text for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (agreed_at is not null or back_to is not null));
create policy notice_text_write on notice_text for insert to :app
  with check (app_kind() = 'staff'::text and app_at(centre_id) and written_by::text = app_id() and agreed_at is null);

create table notice_try (
  id uuid not null,
  notice_id uuid not null,
  person_id uuid not null,
  centre_id integer not null,
  channel text not null,
  locale text not null,
  words bytea,
  code text,
  asked_by bytea,
  said text not null,
  fault text,
  ref text,
  parts smallint,
  again smallint not null default 0,
  shared boolean not null default false,
  by_staff uuid,
  handed_at timestamptz not null,
  said_at timestamptz,
  price integer,
  planned smallint,
  constraint notice_try_pkey primary key (id),
  constraint notice_try_once unique (centre_id, asked_by),
  constraint notice_try_channel check (channel = any (array['sms'::text, 'sms-2'::text, 'zalo'::text, 'push'::text, 'email'::text, 'letter'::text, 'call'::text, 'met'::text])),
  constraint notice_try_code check (code ~ '^[0-9]{4}$'::text),
  constraint notice_try_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint notice_try_said check (said = any (array['handed'::text, 'taken'::text, 'refused'::text, 'unsent'::text, 'silent'::text, 'arrived'::text, 'failed'::text, 'read'::text, 'unheard'::text])),
  constraint notice_try_by_staff_fkey foreign key (by_staff) references staff(id),
  constraint notice_try_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint notice_try_notice_id_fkey foreign key (notice_id) references notice(id),
  constraint notice_try_person_id_fkey foreign key (person_id) references person(id)
);
create index notice_try_month on notice_try using btree (centre_id, handed_at) where price > 0;
create index notice_try_notice on notice_try using btree (notice_id, handed_at);
create index notice_try_person on notice_try using btree (person_id, handed_at);
create index notice_try_ref on notice_try using btree (channel, ref);
grant delete, insert, select, update on notice_try to :app;
alter table notice_try enable row level security;
create policy notice_try_change on notice_try for update to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));
create policy notice_try_clear on notice_try for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy notice_try_read on notice_try for select to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id) or app_kind() = 'resident'::text and (person_id = any (app_same())));
create policy notice_try_write on notice_try for insert to :app
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

create table ring (
  id uuid not null,
  about uuid not null,
  browser bytea not null,
  locale text not null,
  made_at timestamptz not null,
  until timestamptz not null,
  due_at timestamptz,
  at_once boolean not null,
  centre_id integer,
  machine_id uuid,
  rung_on date,
  rung_times smallint not null default 0,
  constraint ring_pkey primary key (id),
  constraint ring_locale check (locale = any (array['vi'::text, 'en'::text, 'hi'::text])),
  constraint ring_centre_id_fkey foreign key (centre_id) references centre(id)
);
create index ring_about on ring using btree (about);
create index ring_due on ring using btree (due_at) where due_at is not null;
grant delete, insert, select, update on ring to :app;
alter table ring enable row level security;
create policy ring_due_for_staff on ring for update to :app
  using (app_kind() = 'system'::text and app_id() = 'notices.tell-staff'::text and machine_id is not null);
create policy ring_house on ring for all to :app
  using (app_kind() = 'system'::text and (app_id() = any (array['notices.ring'::text, 'notices.let-go'::text])))
  with check (app_kind() = 'system'::text and app_id() = 'notices.ring'::text);
create policy ring_made on ring for all to :app
  using ((app_kind() = any (array['public'::text, 'slip'::text, 'resident'::text])) and (about = any (array[app_row(), app_person()])))
  with check ((app_kind() = any (array['slip'::text, 'resident'::text])) and (about = any (array[app_row(), app_person()])) or app_kind() = 'public'::text and about = app_row() and (exists ( select
     from ticket t
    where t.id = ring.about and t.ended_at is null)));
create policy ring_staff on ring for all to :app
  using (app_kind() = 'staff'::text and about::text = app_id())
  with check (app_kind() = 'staff'::text and about::text = app_id() and machine_id is not null);
create policy ring_tells_staff on ring for select to :app
  using (app_kind() = 'system'::text and app_id() = 'notices.tell-staff'::text);

create table staff_mail (
  id uuid not null,
  notice_id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  code text not null,
  said text not null,
  fault text,
  handed_at timestamptz not null,
  constraint staff_mail_pkey primary key (id),
  constraint staff_mail_code check (code ~ '^[0-9]{4}$'::text),
  constraint staff_mail_said check (said = any (array['handed'::text, 'taken'::text, 'refused'::text, 'unsent'::text, 'silent'::text])),
  constraint staff_mail_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint staff_mail_notice_id_fkey foreign key (notice_id) references staff_notice(id) on delete cascade,
  constraint staff_mail_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index staff_mail_notice on staff_mail using btree (notice_id);
create index staff_mail_own on staff_mail using btree (staff_id, handed_at desc);
grant insert, select, update on staff_mail to :app;
alter table staff_mail enable row level security;
create policy staff_mail_house on staff_mail for all to :app
  using (app_kind() = 'system'::text and app_id() = 'notices.mail-staff'::text and app_at(centre_id))
  with check (app_kind() = 'system'::text and app_id() = 'notices.mail-staff'::text and app_at(centre_id));
create policy staff_mail_own on staff_mail for select to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id());

create table staff_notice (
  id uuid not null,
  centre_id integer not null,
  staff_id uuid not null,
  roles text[],
  fact text not null,
  topic text not null,
  about uuid not null,
  page text,
  person_id uuid,
  fact_at timestamptz not null,
  until timestamptz,
  made_at timestamptz not null,
  read_at timestamptz,
  mail_at timestamptz,
  constraint staff_notice_pkey primary key (id),
  constraint staff_notice_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint staff_notice_person_id_fkey foreign key (person_id) references person(id),
  constraint staff_notice_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index staff_notice_about on staff_notice using btree (centre_id, about, topic);
create index staff_notice_made on staff_notice using btree (made_at);
create index staff_notice_mail on staff_notice using btree (mail_at) where mail_at is not null;
create index staff_notice_own on staff_notice using btree (staff_id, fact_at desc);
create index staff_notice_person on staff_notice using btree (person_id) where person_id is not null;
create index staff_notice_unread on staff_notice using btree (staff_id) where read_at is null;
grant delete, insert, select, update (read_at, mail_at) on staff_notice to :app;
alter table staff_notice enable row level security;
create policy staff_notice_clear on staff_notice for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy staff_notice_house on staff_notice for select to :app
  using (app_kind() = 'system'::text and app_at(centre_id));
create policy staff_notice_mailed on staff_notice for update to :app
  using (app_kind() = 'system'::text and app_id() = 'notices.mail-staff'::text and app_at(centre_id));
create policy staff_notice_own on staff_notice for select to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id) and staff_works(staff_id, centre_id, roles));
create policy staff_notice_read on staff_notice for update to :app
  using (app_kind() = 'staff'::text and staff_id::text = app_id() and app_at(centre_id) and staff_works(staff_id, centre_id, roles));
create policy staff_notice_write on staff_notice for insert to :app
  with check (app_kind() = 'system'::text and app_at(centre_id));

create table staff_topic (
  centre_id integer not null,
  about uuid not null,
  topic text not null,
  fact_at timestamptz not null,
  constraint staff_topic_pkey primary key (centre_id, about, topic),
  constraint staff_topic_centre_id_fkey foreign key (centre_id) references centre(id)
);
grant delete, select on staff_topic to :app;
alter table staff_topic enable row level security;
create policy staff_topic_clear on staff_topic for all to :app
  using (app_kind() = 'system'::text and app_id() = 'retention'::text)
  with check (false);
create policy staff_topic_read on staff_topic for select to :app
  using (app_at(centre_id) and (app_kind() = 'system'::text or app_kind() = 'staff'::text and (exists ( select
     from staff_notice n
    where n.centre_id = staff_topic.centre_id and n.about = staff_topic.about and n.topic = staff_topic.topic))));

create function changer_of(which uuid)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return null; end if;
  return (select j.actor_id from notice n join journal j on j.request = n.about where n.id = which and n.by_text and app_at(n.centre_id));
end
$function$;
revoke execute on function changer_of(which uuid) from public;
grant execute on function changer_of(which uuid) to :app;

create function count_staff_reached(centre integer)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(distinct r.staff_id)::int from notice_staff r join staff s on s.id = r.staff_id and s.closed_at is null
    where r.proved_at is not null and exists (select from staff_grant g where g.staff_id = s.id and g.place_id = centre and g.taken_at is null));
end
$function$;
revoke execute on function count_staff_reached(centre integer) from public;
grant execute on function count_staff_reached(centre integer) to :app;

create function due_notices(at timestamptz, most integer)
 returns table(id uuid, centre_id integer, person_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select n.id, n.centre_id, person_now(n.person_id) from notice n where n.due_at <= due_notices.at order by n.due_at, n.id limit most;
end
$function$;
revoke execute on function due_notices(at timestamp with time zone, most integer) from public;
grant execute on function due_notices(at timestamp with time zone, most integer) to :app;

create function due_staff_mails(at timestamptz, most integer)
 returns table(id uuid, centre_id integer, staff_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.mail-staff' then return; end if;
  return query select n.id, n.centre_id, n.staff_id from staff_notice n where n.mail_at <= due_staff_mails.at order by n.mail_at, n.id limit most;
end
$function$;
revoke execute on function due_staff_mails(at timestamp with time zone, most integer) from public;
grant execute on function due_staff_mails(at timestamp with time zone, most integer) to :app;

create function facts_before(change uuid, who uuid)
 returns table(person_id uuid, facts bytea)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select c.person_id, c.before_sealed from person_change c
    where c.id = change and c.person_id = any(same_as(who)) and length(c.before_sealed) > 0;
end
$function$;
revoke execute on function facts_before(change uuid, who uuid) from public;
grant execute on function facts_before(change uuid, who uuid) to :app;

create function forget_notices(who uuid)
 returns void
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return; end if;
  update notice set state = 'over', why = 'erased', due_at = null where (person_id = any(ids) or of_id = any(ids)) and state in ('waiting', 'out', 'asks');
  update notice_try set words = null, asked_by = null, code = null where person_id = any(ids);
  update notice_letter set address = null where person_id = any(ids);
  update notice_choice set email_sealed = null, channel = case when channel = 'email' then 'sms' else channel end, with_id = null where person_id = any(ids);
  delete from ring where about = any(ids) or about in (select c.id from case_file c where c.owner_id = any(ids) or c.helped_id = any(ids));
  delete from staff_topic t using staff_notice n where n.person_id = any(ids) and t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic;
  delete from staff_notice where person_id = any(ids);
end
$function$;
revoke execute on function forget_notices(who uuid) from public;
grant execute on function forget_notices(who uuid) to :app;

create function forget_staff_reached()
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  delete from notice_staff r using staff s where s.id = r.staff_id and s.closed_at is not null;
  get diagnostics gone = row_count;
  return gone;
end
$function$;
revoke execute on function forget_staff_reached() from public;
grant execute on function forget_staff_reached() to :app;

create function forget_staff_rings(at timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  delete from ring r where r.machine_id is not null and not is_own_machine(r.about, r.machine_id, at);
  get diagnostics gone = row_count;
  return gone;
end
$function$;
revoke execute on function forget_staff_rings(at timestamp with time zone) from public;
grant execute on function forget_staff_rings(at timestamp with time zone) to :app;

create function has_stopped_words(who uuid, at timestamptz)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'system' and app_kind() is distinct from 'staff' then return null; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return null; end if;
  return exists (select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, 'notices') = 'notices')
    or coalesce((select c.answer <> 'given' from consent c where c.person_id = any(ids) and c.purpose = 'notices' and c.at <= has_stopped_words.at
      order by c.counts_at desc, c.id desc limit 1), false);
end
$function$;
revoke execute on function has_stopped_words(who uuid, at timestamp with time zone) from public;
grant execute on function has_stopped_words(who uuid, at timestamp with time zone) to :app;

create function is_followed(thing uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return false; end if;
  return exists (select from ring where about = thing);
end $function$;
revoke execute on function is_followed(thing uuid) from public;
grant execute on function is_followed(thing uuid) to :app;

create function is_own_machine(who uuid, machine uuid, at timestamptz)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return false; end if;
  return exists (
    select from staff_session x join staff s on s.id = x.staff_id and s.closed_at is null
    where x.id = machine and x.staff_id = who and x.level = 2 and x.revoked_at is null and x.expires_at > at and x.desk_id is null
  );
end
$function$;
revoke execute on function is_own_machine(who uuid, machine uuid, at timestamp with time zone) from public;
grant execute on function is_own_machine(who uuid, machine uuid, at timestamp with time zone) to :app;

create function kept_in_notices(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'notice', (select jsonb_agg(to_jsonb(t) order by t.made_at) from notice t where t.person_id = any(ids)),
    'notice_try', (select jsonb_agg(to_jsonb(t) order by t.handed_at) from notice_try t where t.person_id = any(ids)),
    'notice_letter', (select jsonb_agg(to_jsonb(t) order by t.try_id) from notice_letter t where t.person_id = any(ids)),
    'notice_choice', (select jsonb_agg(to_jsonb(t) order by t.changed_at) from notice_choice t where t.person_id = any(ids)),
    'staff_notice', (select jsonb_agg(to_jsonb(t) - 'staff_id' order by t.fact_at) from staff_notice t where t.person_id = any(ids))
  )
$function$;
revoke execute on function kept_in_notices(ids uuid[]) from public;

create function let_go_notices(at timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  update notice n set state = 'over', why = case when n.until <= at then 'too-late' else 'gone' end
    where n.state = 'asks' and (n.until <= at or exists (select from person p where p.id = n.person_id and p.erased_at is not null)
      or exists (select from need d where d.person_id = any(same_as(n.person_id)) and d.outcome = 'died'));
  get diagnostics gone = row_count;
  return gone;
end
$function$;
revoke execute on function let_go_notices(at timestamp with time zone) from public;
grant execute on function let_go_notices(at timestamp with time zone) to :app;

create function may_be_told(who uuid, at timestamptz)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
begin
  if app_kind() is null then return 'gone'; end if;
  return coalesce(why_not_told(who), case when may_be_used_for(who, 'notices', at) then 'yes' else 'no-yes' end);
end
$function$;
revoke execute on function may_be_told(who uuid, at timestamp with time zone) from public;
grant execute on function may_be_told(who uuid, at timestamp with time zone) to :app;

create function note_staff_topic(centre integer, thing uuid, of_topic text, at timestamptz)
 returns timestamptz
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  last timestamptz;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.tell-staff' or not app_at(centre) then
    raise insufficient_privilege;
  end if;
  perform pg_advisory_xact_lock(hashtext('staff_topic'), hashtext(thing || of_topic));
  insert into staff_topic (centre_id, about, topic, fact_at) values (centre, thing, of_topic, at) on conflict (centre_id, about, topic) do nothing;
  select greatest(at, max(t.fact_at)) into last from staff_topic t where t.about = thing and t.topic = of_topic;
  update staff_topic t set fact_at = last where t.about = thing and t.topic = of_topic and t.fact_at < last;
  return last;
end
$function$;
revoke execute on function note_staff_topic(centre integer, thing uuid, of_topic text, at timestamp with time zone) from public;
grant execute on function note_staff_topic(centre integer, thing uuid, of_topic text, at timestamp with time zone) to :app;

create function notice_by_code(centre integer, hashes bytea[], since timestamptz)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is null then return null; end if;
  return (select t.id from notice_try t where t.centre_id = centre and t.asked_by = any(hashes) and t.handed_at >= since and t.words is not null limit 1);
end
$function$;
revoke execute on function notice_by_code(centre integer, hashes bytea[], since timestamp with time zone) from public;
grant execute on function notice_by_code(centre integer, hashes bytea[], since timestamp with time zone) to :app;

create function notice_words_of(which uuid)
 returns table(person_id uuid, locale text, words bytea, handed_at timestamptz)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query select t.person_id, t.locale, t.words, t.handed_at from notice_try t where t.id = which and t.words is not null and t.asked_by is not null;
end
$function$;
revoke execute on function notice_words_of(which uuid) from public;
grant execute on function notice_words_of(which uuid) to :app;

create function person_now(who uuid)
 returns uuid
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' then return null; end if;
  return (select coalesce(p.merged_into, p.id) from person p where p.id = who);
end
$function$;
revoke execute on function person_now(who uuid) from public;
grant execute on function person_now(who uuid) to :app;

create function staff_has_news(who uuid, at timestamptz)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.ring' then return false; end if;
  return exists (
    select from staff_notice n join staff_topic t on t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic and t.fact_at = n.fact_at
    where n.staff_id = who and n.read_at is null and (n.until is null or n.until > at) and staff_works(n.staff_id, n.centre_id, n.roles)
  );
end
$function$;
revoke execute on function staff_has_news(who uuid, at timestamp with time zone) from public;
grant execute on function staff_has_news(who uuid, at timestamp with time zone) to :app;

create function staff_holding(centre integer, held text[])
 returns table(id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(centre) then return; end if;
  return query select distinct s.id from place p join staff_grant g
      on (g.place_id in (p.id, p.parent_id) or g.role = 'province' and g.place_id = (select up.parent_id from place up where up.id = p.parent_id)) and g.taken_at is null and g.role = any(held)
    join staff s on s.id = g.staff_id and s.closed_at is null where p.id = centre;
end $function$;
revoke execute on function staff_holding(centre integer, held text[]) from public;
grant execute on function staff_holding(centre integer, held text[]) to :app;

create function staff_reached(centre integer)
 returns table(staff_id uuid, kind text, sealed bytea)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(centre) then return; end if;
  return query select r.staff_id, r.kind, r.sealed from notice_staff r join staff s on s.id = r.staff_id and s.closed_at is null
    where r.proved_at is not null and exists (select from staff_grant g where g.staff_id = s.id and g.place_id = centre and g.taken_at is null);
end
$function$;
revoke execute on function staff_reached(centre integer) from public;
grant execute on function staff_reached(centre integer) to :app;

create function staff_works(who uuid, centre integer, held text[])
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return false; end if;
  return exists (
    select from staff s join place p on p.id = centre join staff_grant g
      on g.staff_id = s.id and (g.place_id in (p.id, p.parent_id) or g.role = 'province' and g.place_id = (select up.parent_id from place up where up.id = p.parent_id)) and g.taken_at is null
    where s.id = who and s.closed_at is null and (held is null or g.role = any(held))
  );
end $function$;
revoke execute on function staff_works(who uuid, centre integer, held text[]) from public;
grant execute on function staff_works(who uuid, centre integer, held text[]) to :app;

create function telephone_shared(who uuid)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'system' and app_kind() is distinct from 'staff' then return null; end if;
  return exists (
    select from person p join person o on o.phone_hash = p.phone_hash and o.commune_id = p.commune_id and o.id <> p.id
    where p.id = who and app_near(p.commune_id) and o.erased_at is null and o.merged_into is null
  );
end
$function$;
revoke execute on function telephone_shared(who uuid) from public;
grant execute on function telephone_shared(who uuid) to :app;

create function try_of_receipt(carried text, own uuid, named text)
 returns table(id uuid, notice_id uuid, centre_id integer, person_id uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select t.id, t.notice_id, t.centre_id, person_now(t.person_id) from notice_try t
    where t.channel = carried and (t.id = own or (own is null and t.ref = named)) order by t.handed_at desc limit 1;
end
$function$;
revoke execute on function try_of_receipt(carried text, own uuid, named text) from public;
grant execute on function try_of_receipt(carried text, own uuid, named text) to :app;

create function wake_changes(who uuid, at timestamptz)
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
declare
  woken int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.wake' then return 0; end if;
  update notice n set state = 'waiting', why = null, due_at = at
    where n.person_id = any(same_as(who)) and n.by_text and n.state = 'asks' and n.why = 'no-yes' and app_at(n.centre_id);
  get diagnostics woken = row_count;
  return woken;
end
$function$;
revoke execute on function wake_changes(who uuid, at timestamp with time zone) from public;
grant execute on function wake_changes(who uuid, at timestamp with time zone) to :app;

-- ==== oversight ===========================================================================================

create table look_day (
  staff_id uuid not null,
  day date not null,
  looks integer not null,
  searches integer not null,
  idle integer not null,
  records integer not null,
  beside integer not null,
  people integer not null,
  constraint look_day_pkey primary key (staff_id, day),
  constraint look_day_staff_id_fkey foreign key (staff_id) references staff(id)
);
alter table look_day enable row level security;

create table look_day_over (
  day date not null,
  constraint look_day_over_pkey primary key (day)
);
alter table look_day_over enable row level security;

create table look_pattern (
  staff_id uuid not null,
  kind text not null,
  day date not null,
  times integer not null,
  people integer not null,
  noted_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  verdict text,
  constraint look_pattern_pkey primary key (staff_id, kind, day),
  constraint look_pattern_kind check (kind = any (array['searches'::text, 'records'::text, 'often'::text, 'own'::text, 'family'::text, 'neighbours'::text])),
  constraint look_pattern_settled check ((settled_by is null) = (verdict is null) and (settled_by is null) = (settled_at is null)),
  constraint look_pattern_verdict check (verdict = any (array['fine'::text, 'spoken'::text, 'reported'::text])),
  constraint look_pattern_settled_by_fkey foreign key (settled_by) references staff(id),
  constraint look_pattern_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index look_pattern_open on look_pattern using btree (staff_id) where verdict is null;
grant select, update (settled_by, settled_at, verdict) on look_pattern to :app;
alter table look_pattern enable row level security;
create policy look_pattern_read on look_pattern for select to :app
  using (app_kind() = 'staff'::text and (staff_id::text = app_id() or app_keeps_account(staff_id, '{leader,administrator}'::text[])));
create policy look_pattern_settle on look_pattern for update to :app
  using (staff_id::text <> app_id() and app_keeps_account(staff_id, '{leader,administrator}'::text[]))
  with check (settled_by::text = app_id());

create table staff_resident (
  staff_id uuid not null,
  person_id uuid not null,
  by_id uuid not null,
  at timestamptz not null,
  until timestamptz,
  constraint staff_resident_pkey primary key (staff_id, at),
  constraint staff_resident_by_id_fkey foreign key (by_id) references staff(id),
  constraint staff_resident_person_id_fkey foreign key (person_id) references person(id),
  constraint staff_resident_staff_id_fkey foreign key (staff_id) references staff(id)
);
create unique index staff_resident_one on staff_resident using btree (staff_id) where until is null;
create index staff_resident_person on staff_resident using btree (person_id);
grant delete, insert, select, update on staff_resident to :app;
alter table staff_resident enable row level security;
create policy staff_resident_kept on staff_resident for all to :app
  using (app_kind() = 'system'::text or app_keeps_account(staff_id, '{leader,administrator}'::text[]))
  with check (app_keeps_account(staff_id, '{leader,administrator}'::text[]) and by_id::text = app_id());

create function count_looks_by(who uuid, begun date, ended date)
 returns integer
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if not coalesce(app_keeps_account(who, '{leader,administrator}'), false) then return 0; end if;
  return (select coalesce(sum(d.looks), 0)::int from look_days_of(who, begun, ended, first_look_day_open(begun, ended)) d);
end $function$;
revoke execute on function count_looks_by(who uuid, begun date, ended date) from public;
grant execute on function count_looks_by(who uuid, begun date, ended date) to :app;

create function first_look_day_open(begun date, ended date)
 returns date
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return (select min(g)::date from generate_series(begun, ended, interval '1 day') g where not exists (select from look_day_over o where o.day = g::date));
end $function$;
revoke execute on function first_look_day_open(begun date, ended date) from public;

create function keep_look_day(begun date, at timestamptz)
 returns date
 language plpgsql
 security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function keep_look_day(begun date, at timestamp with time zone) from public;
grant execute on function keep_look_day(begun date, at timestamp with time zone) to :app;

create function kept_in_oversight(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'staff_resident', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'by_name', actor_name('staff', t.by_id::text), 'staff_name', actor_name('staff', t.staff_id::text)) order by t.at)
    from staff_resident t where t.person_id = any(ids)
    )
  )
$function$;
revoke execute on function kept_in_oversight(ids uuid[]) from public;

create function look_days_of(who uuid, begun date, ended date, open_from date)
 returns setof look_day
 language plpgsql
 stable
 set search_path from current
as $function$
begin
  return query select k.* from look_day k where k.staff_id = who and k.day between begun and ended;
  return query select who, l.* from looks_by_day(who, open_from, ended) l where not exists (select from look_day_over o where o.day = l.day);
end $function$;
revoke execute on function look_days_of(who uuid, begun date, ended date, open_from date) from public;

create function looks_by(who uuid, begun date, most integer, after integer)
 returns table(id bigint, at timestamptz, what text, purpose text, beside boolean, people uuid[])
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if not coalesce(app_keeps_account(who, '{leader,administrator}'), false) then return; end if;
  return query
    select l.id, l.at, l.what, l.purpose, l.session_id is not null, l.people from look l
    where l.actor_kind = 'staff' and l.actor_id = who::text and l.at >= begun::timestamp at time zone 'Asia/Ho_Chi_Minh'
    order by l.at desc, l.id desc limit most offset after;
end $function$;
revoke execute on function looks_by(who uuid, begun date, most integer, after integer) from public;
grant execute on function looks_by(who uuid, begun date, most integer, after integer) to :app;

create function looks_by_day(who uuid, begun date, ended date)
 returns table(day date, looks integer, searches integer, idle integer, records integer, beside integer, people integer)
 language plpgsql
 stable
 set search_path from current
as $function$
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
end $function$;
revoke execute on function looks_by_day(who uuid, begun date, ended date) from public;

create function near_to(who uuid, other uuid)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if other = any(same_as(who)) then return 'own'; end if;
  if exists (select from household_member a join household_member b using (household_id)
    where a.person_id = any(same_as(who)) and b.person_id = any(same_as(other)) and a.until is null and b.until is null) then return 'family'; end if;
  if exists (select from person a join person b using (commune_id, hamlet) where a.id = who and b.id = other) then return 'neighbours'; end if;
  return null;
end
$function$;
revoke execute on function near_to(who uuid, other uuid) from public;

create function note_patterns(which date, at timestamptz, searches integer, records integer, days integer, near integer, chosen text[])
 returns integer
 language plpgsql
 security definer
 set search_path from current
as $function$
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
$function$;
revoke execute on function note_patterns(which date, at timestamp with time zone, searches integer, records integer, days integer, near integer, chosen text[]) from public;
grant execute on function note_patterns(which date, at timestamp with time zone, searches integer, records integer, days integer, near integer, chosen text[]) to :app;

create function watched(begun date, ended date)
 returns table(staff_id uuid, name text, searches integer, idle integer, records integer, beside integer, people integer, resident uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function watched(begun date, ended date) from public;
grant execute on function watched(begun date, ended date) to :app;

create function watched_staff()
 returns table(staff_id uuid, name text, resident uuid)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select s.id, s.name, (select r.person_id from staff_resident r where r.staff_id = s.id and r.until is null) from staff s
    where s.id in (select g.staff_id from staff_grant g where app_near(g.place_id) and g.taken_at is null)
      and app_keeps_account(s.id, '{leader,administrator}');
end $function$;
revoke execute on function watched_staff() from public;
grant execute on function watched_staff() to :app;

-- ==== insights ============================================================================================

create table trouble_hold (
  centre_id integer not null,
  trouble text not null,
  holder_id uuid not null,
  held_since timestamptz not null,
  constraint trouble_hold_pkey primary key (centre_id, trouble),
  constraint trouble_hold_trouble check (trouble ~ '^(money|portal|job):[a-z0-9-]{1,40}$'::text),
  constraint trouble_hold_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint trouble_hold_holder_id_fkey foreign key (holder_id) references staff(id)
);
create index trouble_hold_holder on trouble_hold using btree (holder_id);
grant delete, insert, select, update on trouble_hold to :app;
alter table trouble_hold enable row level security;
create policy trouble_hold_all on trouble_hold for all to :app
  using ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id))
  with check ((app_kind() = any (array['staff'::text, 'system'::text])) and app_at(centre_id));

-- ==== several rooms =======================================================================================

create function app_administers()
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return app_kind() = 'staff' and exists (
    select from staff_grant g where g.staff_id::text = app_id() and g.role = 'administrator' and g.taken_at is null and app_near(g.place_id)
  );
end
$function$;
revoke execute on function app_administers() from public;
grant execute on function app_administers() to :app;

create function app_near(which integer)
 returns boolean
 language plpgsql
 stable
as $function$
begin
  return exists (select from place p where p.id = any(app_centres()) and which in (p.id, p.parent_id));
end
$function$;

create function app_within(which integer)
 returns boolean
 language plpgsql
 stable
as $function$
begin
  return (
    with recursive under (id, kind) as (
      select p.id, p.kind from place p where p.id = which
      union all
      select p.id, p.kind from place p join under u on p.parent_id = u.id
    )
    select coalesce(bool_and(app_at(id)), false) from under where kind = 'centre'
  );
end
$function$;

create function colleagues_at(which integer)
 returns table(id uuid, name text, role text)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select s.id, s.name, g.role
    from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null and g.role not in ('co-host', 'engineer');
end $function$;
revoke execute on function colleagues_at(which integer) from public;
grant execute on function colleagues_at(which integer) to :app;

create function first_and_last(centres integer[], begun timestamptz, ended timestamptz)
 returns table(item text, act text, first boolean, times integer, people integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
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
end $function$;
revoke execute on function first_and_last(centres integer[], begun timestamp with time zone, ended timestamp with time zone) from public;
grant execute on function first_and_last(centres integer[], begun timestamp with time zone, ended timestamp with time zone) to :app;

create function has_class_of_hand()
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
 set enable_seqscan to 'off'
as $function$
declare
  me uuid;
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  me := app_id();
  return exists (select from class_run r where r.trainer_id = me) or exists (select from class_hand h where h.staff_id = me);
end $function$;
revoke execute on function has_class_of_hand() from public;
grant execute on function has_class_of_hand() to :app;

create function just_ended(desk uuid, since timestamptz)
 returns table(id uuid, centre_id integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return query
    select s.id, s.centre_id from assisted_session s
    where s.id = (select l.id from assisted_session l where l.desk_id = just_ended.desk and app_at(l.centre_id) order by l.started_at desc limit 1)
      and s.ended_at > just_ended.since and s.end_reason <> 'wrong-person'
      and not exists (select from rating_chance c where c.session_id = s.id and c.used_at is not null);
end
$function$;
revoke execute on function just_ended(desk uuid, since timestamp with time zone) from public;
grant execute on function just_ended(desk uuid, since timestamp with time zone) to :app;

create function name_in_mandate(other uuid)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
as $function$
begin
  return (select p.name from person p where p.id = other and exists (
    select from mandate m where (m.principal_id = app_person() and m.agent_id = p.id) or (m.agent_id = app_person() and m.principal_id = p.id)));
end
$function$;
revoke execute on function name_in_mandate(other uuid) from public;
grant execute on function name_in_mandate(other uuid) to :app;

create function row_of(merged_into uuid, id uuid)
 returns uuid
 language sql
 immutable parallel safe
as $function$
  select case when merged_into is null then id else merged_into end
$function$;
grant execute on function row_of(merged_into uuid, id uuid) to public;
grant execute on function row_of(merged_into uuid, id uuid) to :app;

create function set_scope(kind text, who text, own_row text, person uuid, session text, centres integer[], areas text, request text)
 returns void
 language plpgsql
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  said text;
begin
  perform require_row_security();
  said := set_config('app.kind', kind, true);
  said := set_config('app.id', who, true);
  said := set_config('app.row', coalesce(own_row, ''), true);
  said := set_config('app.person', coalesce(person::text, ''), true);
  said := set_config('app.same', case when person is null then '' else array_to_string(same_as(person), ',') end, true);
  said := set_config('app.session', coalesce(session, ''), true);
  said := set_config('app.centres', case when cardinality(centres) = 0 then '0' else array_to_string(centres, ',') end, true);
  said := set_config('app.communes', case when cardinality(centres) = 0 then '0' else coalesce((
    select string_agg(distinct p.parent_id::text, ',') from place p where p.kind = 'centre' and p.id = any(centres)), '0') end, true);
  said := set_config('app.areas', areas, true);
  said := set_config('app.request', request, true);
end $function$;

create function why_not_told(who uuid)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is null then return 'gone'; end if;
  if not exists (select from person p where p.id = who and p.erased_at is null)
    or exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return 'gone'; end if;
  if exists (select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back') and r.kind in ('restriction', 'deletion'))
    then return 'barred'; end if;
  return null;
end
$function$;
revoke execute on function why_not_told(who uuid) from public;
grant execute on function why_not_told(who uuid) to :app;
