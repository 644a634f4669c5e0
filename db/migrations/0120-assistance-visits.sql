-- A visit to a door: a sitting with each person who was met there, over when it arrives. What was fixed to the counter is not any more.

create table visit (
  id uuid not null constraint visit_pkey primary key,
  centre_id int not null references centre (id),
  -- no foreign key: a household that nobody was met in may go with the import that brought it
  household_id uuid not null,
  helper_id uuid not null references staff (id),
  phone_id uuid not null,
  outcome text not null constraint visit_outcome check (outcome in ('met', 'not-home', 'not-now', 'moved-away')),
  began_at timestamptz not null,
  ended_at timestamptz not null,
  at timestamptz not null,
  constraint visit_times check (ended_at >= began_at)
);
create index visit_household on visit (household_id, ended_at);
create index visit_centre on visit (centre_id, ended_at);
grant select, insert on visit to :app;
alter table visit enable row level security;
create policy visit_read on visit for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or door_in_areas(household_id));
create policy visit_write on visit for insert to :app
  with check (door_in_areas(household_id) and helper_id::text = app_id());

alter table assisted_session
  add column channel text not null default 'counter' constraint assisted_session_channel check (channel in ('counter', 'home')),
  add column visit_id uuid references visit (id),
  add constraint assisted_session_visited check ((channel = 'home') = (visit_id is not null) and (visit_id is null or ended_at is not null));
create index assisted_session_visit on assisted_session (visit_id) where visit_id is not null;
create policy assisted_session_phone_read on assisted_session for select to :app
  using (app_kind() = 'phone' and helper_id::text = app_id());
create policy assisted_session_phone on assisted_session for insert to :app
  with check (app_kind() = 'phone' and helper_id::text = app_id() and visit_id is not null and lived_in_areas(person_id));

drop index encounter_session_once;
create unique index encounter_session_once on encounter (session_id) where session_id is not null and channel = 'counter';
create policy encounter_phone on encounter for insert to :app
  with check (app_kind() = 'phone' and helper_id::text = app_id() and channel = 'home' and app_at(centre_id) and lived_in_areas(person_id));
create policy encounter_phone_read on encounter for select to :app
  using (app_kind() = 'phone' and helper_id::text = app_id());

alter table need drop constraint need_source;
alter table need add constraint need_source check (source in ('counter', 'door', 'phone', 'hotline', 'rule', 'person'));
create policy need_phone on need for all to :app
  using (in_areas(person_id))
  with check (app_at(centre_id) and in_areas(person_id));

-- Whether whoever asks sat with somebody at a door, in this sitting or in any.
create function sat_with(who uuid, sitting uuid default null) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() is not distinct from 'phone' and exists (select from assisted_session s
    where s.person_id = any(same_as(who)) and s.helper_id::text = app_id() and s.channel = 'home' and (sitting is null or s.id = sitting));
end
$$;
revoke execute on function sat_with(uuid, uuid) from public;
grant execute on function sat_with(uuid, uuid) to :app;
