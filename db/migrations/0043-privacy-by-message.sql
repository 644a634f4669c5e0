-- What somebody takes back by a message from her own telephone: one row of hers, and nothing else of the ledger.
alter policy consent_write on consent with check (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = app_person())
  or (app_kind() = 'system' and app_id() = 'messages' and person_id = app_row() and answer = 'withdrawn')
);
