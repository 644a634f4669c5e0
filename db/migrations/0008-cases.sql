-- A hồ sơ. Who is helped, who submits and whose it is are three fields.
create table case_file (
  id uuid primary key,
  receiving_centre_id int not null references centre,
  responsible_centre_id int not null references centre,
  procedure_code text not null,
  catalogue_version text not null,
  helped_id uuid not null references person,
  submitter_id uuid not null references person,
  owner_id uuid not null references person,
  -- ONLINE on the resident's own e-ID sign-in, DIRECT received by an officer
  way text constraint case_file_way check (way in ('ONLINE', 'DIRECT')),
  way_reason text,
  receiver_id uuid references staff,
  -- draft → confirmed (the resident signed the answers) → received (an officer took a DIRECT one) → filed (has the official code)
  stage text not null default 'draft' constraint case_file_stage check (stage in ('draft', 'confirmed', 'received', 'filed', 'void')),
  -- the ten statuses of the national exchange; null until filed
  status int constraint case_file_status check (status between 1 and 10),
  official_code text,
  portal_since timestamptz,
  -- keyed hash of the slip code; the code itself is derived from key and id
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
  version int not null default 1,
  constraint case_official_code_once unique (official_code),
  constraint case_slip_once unique (slip_hash)
);
create index case_file_centre on case_file (receiving_centre_id, made_at desc);
create index case_file_owner on case_file (owner_id);
create index case_file_open on case_file (receiving_centre_id, stage, status);

-- One answer, sealed under its owner's key, with who typed it. The latest row of a question counts; older ones stay.
create table case_answer (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  question text not null,
  value_sealed bytea not null,
  provenance text not null constraint case_answer_provenance check (provenance in ('resident', 'guide', 'card', 'register')),
  at timestamptz not null
);
create index case_answer_case on case_answer (case_id, question, id desc);

create table case_paper (
  id uuid primary key,
  case_id uuid not null references case_file,
  paper text not null,
  verdict text not null constraint case_paper_verdict check (verdict in ('good', 'seen', 'not-needed', 'unclear', 'missing', 'refused', 'attached')),
  reason text,
  sha256 text,
  bytes int,
  mime text,
  at timestamptz not null
);
create index case_paper_case on case_paper (case_id, paper, at desc);

-- The resident's yes: it signs the hash of exactly these answers and papers.
create table confirmation (
  id uuid primary key,
  case_id uuid not null references case_file,
  content_hash bytea not null,
  way text not null constraint confirmation_way check (way in ('second-screen', 'phone', 'paper', 'e-id')),
  device_id uuid,
  revoked_at timestamptz,
  at timestamptz not null
);
create index confirmation_case on confirmation (case_id, at desc);

-- A short-lived link for her own phone.
create table confirm_link (
  token_hash bytea primary key,
  case_id uuid not null references case_file,
  content_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table case_status (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  status int not null constraint case_status_range check (status between 1 and 10),
  source text not null constraint case_status_source check (source in ('portal', 'by-hand', 'counter')),
  outside_at timestamptz not null,
  heard_at timestamptz not null,
  constraint case_status_once unique (case_id, status, outside_at)
);

-- What stands between us and the portal: one row a case that is to be filed.
create table portal_task (
  case_id uuid primary key references case_file,
  centre_id int not null references centre,
  way text not null constraint portal_task_way check (way in ('api', 'by-hand')),
  since timestamptz not null,
  tries int not null default 0,
  last_fault text,
  last_try_at timestamptz,
  done_at timestamptz
);
create index portal_task_open on portal_task (centre_id) where done_at is null;

create table portal_cursor (name text primary key, cursor text not null, at timestamptz not null);

-- Whether the asker's own policy shows the case: the rows that hang on a case are seen with it.
create function case_seen(which uuid) returns boolean language sql stable as $$
  select exists (select 1 from case_file c where c.id = which)
$$;

alter table case_file enable row level security;
create policy case_file_read on case_file for select to :app using (
  case app_kind()
    when 'staff' then app_at(receiving_centre_id) or app_at(responsible_centre_id)
    when 'resident' then app_person() in (owner_id, helped_id, submitter_id) or exists (
      select 1 from mandate m where m.principal_id = case_file.owner_id and m.agent_id = app_person() and m.revoked_at is null)
    when 'system' then id = app_row() or owner_id = app_person()
    else id = app_row()
  end
);
create policy case_file_write on case_file for insert to :app with check (
  (app_kind() in ('staff', 'system') and app_at(receiving_centre_id)) or (app_kind() = 'resident' and submitter_id = app_person())
);
create policy case_file_change on case_file for update to :app using (
  case app_kind()
    when 'staff' then app_at(receiving_centre_id) or app_at(responsible_centre_id)
    when 'resident' then app_person() in (owner_id, submitter_id)
    when 'system' then id = app_row()
    when 'device' then id = app_row()
    when 'slip' then id = app_row()
    else false
  end
) with check (true);

alter table case_answer enable row level security;
create policy case_answer_all on case_answer for all to :app using (case_seen(case_id)) with check (case_seen(case_id));
alter table case_paper enable row level security;
create policy case_paper_all on case_paper for all to :app using (case_seen(case_id)) with check (case_seen(case_id));
alter table confirmation enable row level security;
create policy confirmation_all on confirmation for all to :app using (case_seen(case_id)) with check (case_seen(case_id));
alter table confirm_link enable row level security;
create policy confirm_link_all on confirm_link for all to :app using (app_kind() = 'system' or case_seen(case_id)) with check (case_seen(case_id));
alter table case_status enable row level security;
create policy case_status_all on case_status for all to :app using (case_seen(case_id)) with check (case_seen(case_id));
alter table portal_task enable row level security;
create policy portal_task_all on portal_task for all to :app using (app_kind() = 'system' or case_seen(case_id)) with check (app_kind() = 'system' or case_seen(case_id));

-- The door's two look-ups, by a keyed hash or an official code: they answer an id and nothing else.
create function case_by_slip(hashes bytea[]) returns uuid language sql stable security definer set search_path from current as $$
  select id from case_file where slip_hash = any(hashes)
$$;
create function case_by_code(code text) returns uuid language sql stable security definer set search_path from current as $$
  select id from case_file where official_code = code
$$;
revoke execute on function case_by_slip(bytea[]), case_by_code(text) from public;
grant execute on function case_by_slip(bytea[]), case_by_code(text) to :app;

create function case_centre(which uuid) returns int language sql stable security definer set search_path from current as $$
  select receiving_centre_id from case_file where id = which
$$;
revoke execute on function case_centre(uuid) from public;
grant execute on function case_centre(uuid) to :app;

grant select, insert, update on case_file, confirmation, confirm_link, portal_task, portal_cursor to :app;
grant select, insert on case_answer, case_paper, case_status to :app;
