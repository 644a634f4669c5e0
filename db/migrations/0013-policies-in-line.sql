-- A function in a policy is planned anew with every statement; the same condition written out is planned once and kept.
-- Half of what a submission costs the database went there (bench submit).
alter policy case_answer_all on case_answer
  using (exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy case_paper_all on case_paper
  using (exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy confirmation_all on confirmation
  using (exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy confirm_link_all on confirm_link
  using (app_kind() = 'system' or exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy case_status_all on case_status
  using (exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy portal_task_all on portal_task
  using (app_kind() = 'system' or exists (select 1 from case_file c where c.id = case_id))
  with check (app_kind() = 'system' or exists (select 1 from case_file c where c.id = case_id));
alter policy fee_line_all on fee_line
  using (exists (select 1 from case_file c where c.id = case_id)) with check (exists (select 1 from case_file c where c.id = case_id));
alter policy payment_read on payment using (
  (app_kind() = 'staff' and app_at(centre_id)) or (case_id is not null and exists (select 1 from case_file c where c.id = case_id))
);
drop function case_seen(uuid);

-- The same for the door: plpgsql keeps its plan, a function in SQL does not.
create or replace function key_at_door(hash bytea) returns table (staff_id uuid, role text, centres int[]) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  return query
    select k.staff_id, k.role, array(
      with recursive below (id, kind) as (
        select p.id, p.kind from place p where p.id = k.place_id
        union all
        select p.id, p.kind from place p join below b on p.parent_id = b.id
      )
      select id from below where kind = 'centre' order by id
    )
    from api_key k join staff s on s.id = k.staff_id
    where k.token_hash = hash and k.revoked_at is null and s.closed_at is null;
end
$$;
