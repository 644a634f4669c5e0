-- What an erasure needs of other rooms' tables: to empty the words that stand beside a row that has to stay.
grant update (before_sealed) on person_change to :app;
create policy person_change_empty on person_change for update to :app using (
  app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
grant update (answers) on readiness_triage to :app;
create policy readiness_triage_read_system on readiness_triage for select to :app using (app_kind() = 'system' and person_id = any(app_same()));
create policy readiness_triage_empty on readiness_triage for update to :app using (app_kind() = 'system' and person_id = any(app_same()));
create policy person_change_read_system on person_change for select to :app using (
  app_kind() = 'system' and app_id() = 'retention' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
-- The job that ends what had to wait works on the person that it was handed, under each of her ids.
create policy person_read_erase on person for select to :app using (app_kind() = 'system' and app_id() = 'retention' and merged_into = app_row());
create policy person_change_erase on person for update to :app
  using (app_kind() = 'system' and app_id() = 'retention' and merged_into = app_row()) with check (app_kind() = 'system' and app_id() = 'retention');

revoke update on erasure from :app;
grant update (finished_at, after, kept, key_destroyed, hash) on erasure to :app;
