-- The police call a time off: it stays, says so, and its hour is free for another. Whoever had booked it is not cancelled by herself.
alter table police_slot add column withdrawn_at timestamptz;
alter table police_slot drop constraint police_slot_once;
create unique index police_slot_once on police_slot (centre_id, day, starts, place, hamlet) nulls not distinct where withdrawn_at is null;
grant update (withdrawn_at) on police_slot to :app;
create policy police_slot_withdraw on police_slot for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and withdrawn_at is not null);

alter table police_booking drop constraint police_booking_state;
alter table police_booking add constraint police_booking_state check (state in ('booked', 'cancelled', 'called-off', 'no-show', 'came'));

-- Whoever is erased is expected by nobody: the job that was handed her row frees her place.
create policy police_booking_read_system on police_booking for select to :app using (app_kind() = 'system' and person_id = any(app_same()));
create policy police_booking_free on police_booking for update to :app
  using (app_kind() = 'system' and person_id = any(app_same()) and state = 'booked') with check (app_kind() = 'system' and person_id = any(app_same()) and state = 'cancelled');
