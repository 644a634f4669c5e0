-- What stands between a person and her e-ID, which door is next, and the police's days. Only the police can give an
-- account of level 2: nothing here makes one. No column here can hold a passcode or a one-time code.
create table readiness_triage (
  id uuid primary key,
  centre_id int not null references centre,
  person_id uuid not null references person,
  want text not null constraint readiness_triage_want check (want in ('level-1', 'level-2', 'activate', 'locked', 'lost-phone', 'new-phone')),
  -- what she answered, as codes, sealed under her key
  answers bytea not null,
  door text not null constraint readiness_triage_door check (door in ('police-card', 'telecom', 'phone', 'police-level-2', 'police-child', 'app-level-1', 'activate', 'account')),
  made_by uuid not null references staff,
  at timestamptz not null
);
create index readiness_triage_person on readiness_triage (person_id, at desc);

create table police_slot (
  id uuid primary key,
  centre_id int not null references centre,
  day date not null,
  starts time not null,
  ends time not null,
  -- at the station, or with the mobile kit in a hamlet
  place text not null constraint police_slot_place check (place in ('station', 'kit')),
  hamlet text,
  capacity int not null constraint police_slot_capacity check (capacity between 1 and 20),
  made_at timestamptz not null,
  constraint police_slot_order check (ends > starts),
  constraint police_slot_hamlet check ((place = 'kit') = (hamlet is not null)),
  constraint police_slot_once unique nulls not distinct (centre_id, day, starts, place, hamlet)
);

create table police_booking (
  id uuid primary key,
  slot_id uuid not null references police_slot,
  centre_id int not null references centre,
  person_id uuid not null references person,
  triage_id uuid not null references readiness_triage,
  purpose text not null constraint police_booking_purpose check (purpose in ('card', 'level-1', 'level-2', 'account')),
  -- who of us goes along
  companion_id uuid references staff,
  state text not null default 'booked' constraint police_booking_state check (state in ('booked', 'cancelled', 'no-show', 'came')),
  outcome text constraint police_booking_outcome check (outcome in ('card', 'level-1', 'level-2', 'activated', 'account', 'not')),
  reason text constraint police_booking_reason check (reason in ('card', 'sim', 'fingers', 'phone', 'representative', 'system', 'other')),
  made_at timestamptz not null,
  settled_on date,
  constraint police_booking_came check ((state = 'came') = (outcome is not null)),
  constraint police_booking_why_not check ((outcome = 'not') is true = (reason is not null))
);
create unique index police_booking_one_open on police_booking (person_id) where state = 'booked';
create index police_booking_slot on police_booking (slot_id);

alter table readiness_triage enable row level security;
create policy readiness_triage_read on readiness_triage for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = app_person())
);
create policy readiness_triage_write on readiness_triage for insert to :app with check (
  app_kind() = 'staff' and app_at(centre_id) and exists (select 1 from person p where p.id = person_id)
);
alter table police_booking enable row level security;
create policy police_booking_read on police_booking for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = app_person())
);
create policy police_booking_write on police_booking for insert to :app with check (
  app_kind() = 'staff' and app_at(centre_id) and exists (select 1 from person p where p.id = person_id)
);
create policy police_booking_change on police_booking for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
alter table police_slot enable row level security;
create policy police_slot_read on police_slot for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id))
    or (app_kind() = 'resident' and exists (select 1 from police_booking b where b.slot_id = police_slot.id))
);
create policy police_slot_write on police_slot for insert to :app with check (app_kind() = 'staff' and app_at(centre_id));
-- Whoever books holds the slot's row: a lock needs the right to change it, and nothing else does.
create policy police_slot_lock on police_slot for update to :app using (app_kind() = 'staff' and app_at(centre_id)) with check (false);

grant select, insert on readiness_triage, police_slot to :app;
grant update (capacity) on police_slot to :app;
grant select, insert, update on police_booking to :app;
