-- Whoever goes along to the police and is closed: their bookings pass to a colleague or to nobody, and nothing else of them changes.
create policy police_booking_pass_seen on police_booking for select to :app
  using (app_kind() = 'system' and app_id() = 'readiness.pass-on' and app_at(centre_id) and state = 'booked');
create policy police_booking_pass on police_booking for update to :app
  using (app_kind() = 'system' and app_id() = 'readiness.pass-on' and app_at(centre_id) and state = 'booked')
  with check (app_kind() = 'system' and app_id() = 'readiness.pass-on' and app_at(centre_id) and state = 'booked');
