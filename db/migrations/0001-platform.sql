-- What every room stands on: who acts (for row-level security), the request ledger, the journal and its seal,
-- deliveries to those who follow it, looks, sealed data keys, attempts.

-- The scope that the program sets at the head of each transaction. No scope sees nothing.
create function app_kind() returns text language sql stable as $$ select nullif(current_setting('app.kind', true), '') $$;
create function app_id() returns text language sql stable as $$ select nullif(current_setting('app.id', true), '') $$;
create function app_row() returns uuid language sql stable as $$ select nullif(current_setting('app.row', true), '')::uuid $$;
create function app_person() returns uuid language sql stable as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app_centres() returns int[] language sql stable as $$ select string_to_array(nullif(current_setting('app.centres', true), ''), ',')::int[] $$;
create function app_at(centre int) returns boolean language sql stable as $$ select centre = any(app_centres()) $$;

-- One row a request: the second of two equal requests waits here for the first.
create table request (
  id uuid primary key,
  at timestamptz not null
);

create table journal (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  request uuid not null,
  command text not null,
  actor_kind text not null,
  actor_id text not null,
  authority text,
  session_id uuid,
  centre_id int,
  -- the person concerned, and the thing: a case, ticket, session …
  person_id uuid,
  about uuid,
  input_hash bytea not null,
  -- ids, codes, amounts and keyed hashes only; never a word about a person
  detail jsonb not null,
  -- json, not jsonb: a repeated request is answered with the same bytes
  answer json not null,
  constraint journal_request_once unique (request)
);
create index journal_about on journal (about, id);
create index journal_person on journal (person_id, id);
create index journal_xid on journal (xid, id);
create index journal_command on journal (command, at);

create table journal_block (
  number bigint primary key,
  from_xid xid8 not null,
  to_xid xid8 not null,
  rows bigint not null,
  hash bytea not null,
  at timestamptz not null
);

create table delivery (
  id bigint generated always as identity primary key,
  journal_id bigint not null references journal,
  listener text not null,
  tries int not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz,
  done_at timestamptz,
  gave_up_at timestamptz,
  last_fault text,
  constraint delivery_once unique (journal_id, listener)
);
create index delivery_open on delivery (due_at) where done_at is null and gave_up_at is null;
create index delivery_given_up on delivery (gave_up_at) where gave_up_at is not null and done_at is null;

create table look (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  person_id uuid not null,
  what text not null,
  purpose text not null,
  session_id uuid,
  about uuid
);
create index look_person on look (person_id, id desc);

-- The data key of one subject, wrapped by the master key that is not in the database. Erasing a person destroys this row.
create table subject_key (
  subject uuid primary key,
  wrapped text not null,
  made_at timestamptz not null
);

create table attempt (
  key bytea primary key,
  fails int not null,
  until timestamptz,
  last_at timestamptz not null
);

create table heartbeat (
  name text primary key,
  at timestamptz not null,
  detail jsonb not null default '{}'
);

alter table journal enable row level security;
create policy journal_write on journal for insert to :app with check (app_kind() is not null);
create policy journal_read on journal for select to :app using (
  case app_kind()
    when 'staff' then app_at(centre_id)
    when 'system' then true
    when 'resident' then person_id = app_person()
    else request = app_row() or about = app_row()
  end
);
create policy journal_own_answer on journal for select to :app using (request = nullif(current_setting('app.request', true), '')::uuid);

alter table look enable row level security;
create policy look_write on look for insert to :app with check (app_kind() is not null);
create policy look_read on look for select to :app using (app_kind() = 'resident' and person_id = app_person());

alter table subject_key enable row level security;
create policy subject_key_known on subject_key for all to :app using (app_kind() is not null) with check (app_kind() is not null);

grant select, insert on request, journal, journal_block, look to :app;
grant select, insert, update on delivery, attempt, heartbeat to :app;
grant delete on attempt to :app;
grant select, insert, delete on subject_key to :app;
