-- The nightly end of an erasure forgets the name wherever those who live with somebody are found by it, takes it out of the address,
-- and ends what they stood for.
create policy person_forget_kin on person for update to :app
  using (app_kind() = 'system' and app_id() = 'retention' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
create policy person_forget_kin_seen on person for select to :app
  using (app_kind() = 'system' and app_id() = 'retention' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
create policy mandate_end_erased on mandate for update to :app
  using (app_kind() = 'system' and app_id() = 'retention' and (principal_id = any(app_same()) or agent_id = any(app_same())));

-- A sheet that nobody has gone on with is left at night.
create policy sheet_import_clear on sheet_import for update to :app
  using (app_kind() = 'system' and app_id() = 'retention') with check (app_kind() = 'system' and app_id() = 'retention' and state = 'dropped');
