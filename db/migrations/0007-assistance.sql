-- The one loop: who is helped by whom, by what authority, on which machine, from when to when and why it ended.
create table assisted_session (
  id uuid primary key,
  centre_id int not null references centre,
  person_id uuid not null references person,
  helper_id uuid not null references staff,
  -- the signed-in browser: one open session for a guide and for a machine
  machine_id uuid not null,
  desk_id uuid,
  ticket_id uuid,
  authority text not null constraint assisted_session_authority check (authority in ('present', 'mandate', 'guardian')),
  -- whose the keyboard is
  hands text not null default 'guide' constraint assisted_session_hands check (hands in ('guide', 'desk', 'screen')),
  case_id uuid,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  locked_at timestamptz,
  ended_at timestamptz,
  end_reason text constraint assisted_session_end check (end_reason in ('done', 'went-home', 'handed-over', 'next-person', 'ticket-closed', 'wrong-person')),
  constraint assisted_session_ends check ((ended_at is null) = (end_reason is null))
);
create unique index assisted_session_one_for_helper on assisted_session (helper_id) where ended_at is null;
create unique index assisted_session_one_for_machine on assisted_session (machine_id) where ended_at is null;
create index assisted_session_desk on assisted_session (desk_id) where ended_at is null;
create index assisted_session_centre on assisted_session (centre_id, started_at);

-- One help given, in any channel. How it was done is derived from who typed what, never set by hand for a file.
create table encounter (
  id uuid primary key,
  centre_id int not null references centre,
  session_id uuid references assisted_session,
  person_id uuid references person,
  helper_id uuid not null references staff,
  channel text not null constraint encounter_channel check (channel in ('counter', 'home', 'class', 'phone', 'support')),
  topic text not null constraint encounter_topic check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  how text not null constraint encounter_how check (how in ('self', 'guided', 'done-for', 'unfinished', 'referred')),
  minutes int not null constraint encounter_minutes check (minutes between 0 and 1440),
  at timestamptz not null,
  day date not null
);
create index encounter_day on encounter (centre_id, day);
create unique index encounter_session_once on encounter (session_id) where session_id is not null;

alter table assisted_session enable row level security;
create policy assisted_session_read on assisted_session for select to :app using (
  case app_kind()
    when 'staff' then app_at(centre_id)
    when 'resident' then person_id = app_person()
    when 'device' then app_at(centre_id)
    when 'system' then true
    else false
  end
);
create policy assisted_session_write on assisted_session for insert to :app with check (app_kind() in ('staff', 'system') and app_at(centre_id));
-- The second screen gives the keyboard back: the one session that is open at its desk.
create policy assisted_session_change on assisted_session for update to :app using (
  (app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'device' and id = nullif(current_setting('app.session', true), '')::uuid)
);
alter table encounter enable row level security;
create policy encounter_all on encounter for all to :app using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));

grant select, insert, update on assisted_session to :app;
grant select, insert on encounter to :app;
