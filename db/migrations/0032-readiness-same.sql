-- The same for what was asked about an e-ID and for the times at the police.
alter policy readiness_triage_read on readiness_triage using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()))
);
alter policy police_booking_read on police_booking using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()))
);
