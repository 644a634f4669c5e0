-- What a mandate rests on, who wrote it down, and how it ended. One a pair of people and scope while it stands.
alter table mandate
  add column evidence text not null default 'said' constraint mandate_evidence check (evidence in ('said', 'paper')),
  add column made_by uuid,
  add column revoked_by text,
  add constraint mandate_two_people check (principal_id <> agent_id),
  add constraint mandate_days check (valid_to is null or valid_to >= valid_from);
create unique index mandate_once on mandate (principal_id, agent_id, scope) where revoked_at is null and valid_to is null;
create index mandate_agent on mandate (agent_id) where revoked_at is null;

-- Whoever is asked to stand may step down; whoever asked may take it back.
alter policy mandate_change on mandate using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and app_person() in (principal_id, agent_id))
);

-- The name of the other in a mandate of one's own, and nothing else of them.
create function name_in_mandate(other uuid) returns text language sql stable security definer set search_path from current as $$
  select p.name from person p
  where p.id = other and exists (
    select 1 from mandate m where (m.principal_id = app_person() and m.agent_id = p.id) or (m.agent_id = app_person() and m.principal_id = p.id)
  )
$$;
revoke execute on function name_in_mandate(uuid) from public;
grant execute on function name_in_mandate(uuid) to :app;
