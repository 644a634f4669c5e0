-- Triage at a door, and whether a time at the police stands already.
create policy readiness_triage_phone on readiness_triage for all to :app using (in_areas(person_id)) with check (app_at(centre_id) and in_areas(person_id));
create policy police_booking_phone on police_booking for select to :app using (in_areas(person_id));
create policy police_slot_phone on police_slot for select to :app
  using (app_kind() = 'phone' and exists (select from police_booking b where b.slot_id = police_slot.id));
