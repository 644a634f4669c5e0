-- What is kept no longer than it is needed: each night every rule clears its own table, and leaves a row that says how much.
create table retention_run (
  id uuid primary key,
  rule text not null,
  -- how long it was kept
  days int not null,
  cleared int not null,
  at timestamptz not null
);
create index retention_run_rule on retention_run (rule, at desc);

alter table retention_run enable row level security;
create policy retention_run_read on retention_run for select to :app using (app_kind() in ('staff', 'system'));
create policy retention_run_write on retention_run for insert to :app with check (app_kind() = 'system' and app_id() = 'retention');
grant select, insert on retention_run to :app;

-- The nightly job, and nobody else, takes out what is over. What is open it cannot touch, whatever it asks for.
grant delete on staff_session, resident_session, eid_trip, pairing, confirm_link, rating_chance to :app;
create policy staff_session_clear on staff_session for delete to :app using (app_kind() = 'system' and app_id() = 'retention' and (revoked_at is not null or expires_at < now()));
create policy staff_session_clear_seen on staff_session for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy resident_session_clear on resident_session for delete to :app using (app_kind() = 'system' and app_id() = 'retention' and (revoked_at is not null or expires_at < now()));
create policy resident_session_clear_seen on resident_session for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy eid_trip_clear on eid_trip for delete to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy eid_trip_clear_seen on eid_trip for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy pairing_clear on pairing for delete to :app using (app_kind() = 'system' and app_id() = 'retention' and expires_at < now());
create policy pairing_clear_seen on pairing for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy sheet_import_clear_seen on sheet_import for select to :app using (app_kind() = 'system' and app_id() = 'retention');
