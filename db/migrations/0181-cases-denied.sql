-- Whoever holds the slip, or the link to say yes, says too that they did not make this file. Somebody has it from then on (`holder_id`),
-- and ends it with what was found. What was said by a slip, the owner's own word replaces.
alter table case_claim
  add column way text not null default 'own-page' constraint case_claim_way check (way in ('own-page', 'slip', 'link')),
  add column holder_id uuid references staff,
  add column held_since timestamptz,
  add column found text constraint case_claim_found check (found in ('theirs', 'mistaken', 'misused')),
  add constraint case_claim_held check ((holder_id is null) = (held_since is null));
grant update (answer, way, holder_id, held_since, found) on case_claim to :app;

alter policy case_claim_read on case_claim using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same())) or (app_kind() = 'slip' and case_id = app_row())
);
create policy case_claim_by_slip on case_claim for insert to :app with check (
  app_kind() = 'slip' and case_id = app_row() and answer = 'not-mine' and way in ('slip', 'link') and settled_at is null
    and exists (select from case_file c where c.id = case_id and c.owner_id = person_id and c.receiving_centre_id = centre_id)
);
create policy case_claim_own_word on case_claim for update to :app
  using (app_kind() = 'resident' and person_id = any(app_same()) and way <> 'own-page' and settled_at is null)
  with check (app_kind() = 'resident' and person_id = any(app_same()) and way = 'own-page' and settled_at is null);
-- Whoever left has nothing more to look into.
create policy case_claim_pass on case_claim for update to :app
  using (app_kind() = 'system' and app_id() = 'cases.pass-denials' and app_at(centre_id)) with check (app_kind() = 'system' and app_id() = 'cases.pass-denials' and app_at(centre_id));
create policy case_claim_pass_read on case_claim for select to :app using (app_kind() = 'system' and app_id() = 'cases.pass-denials' and app_at(centre_id));

-- The leader of a centre who has least of this in hand; null where it has none.
create function leader_to_ask(centre int) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if not coalesce(app_kind() = 'system' and app_at(centre)
    or app_kind() = 'slip' and exists (select from case_file c where c.id = app_row() and c.receiving_centre_id = centre)
    or app_kind() = 'resident' and exists (select from case_file c where c.owner_id = any(app_same()) and c.receiving_centre_id = centre), false)
  then return null; end if;
  return (
    select s.id from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = centre and g.role = 'leader' and g.taken_at is null and s.closed_at is null
    order by (select count(*) from case_claim k where k.holder_id = s.id and k.answer = 'not-mine' and k.settled_at is null), g.given_at, s.id limit 1);
end
$$;
revoke execute on function leader_to_ask(int) from public;
grant execute on function leader_to_ask(int) to :app;

-- What this room keeps of one person, now without who of the staff looks into what they denied.
create or replace function kept_in_cases(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'case_file', (
    select jsonb_agg(case when t.id = any(array(select c.id from case_file c where c.owner_id = any(ids))) then to_jsonb(t) - 'slip_hash' || jsonb_build_object('role', 'owner')
      else jsonb_build_object('id', t.id, 'procedure_code', t.procedure_code, 'made_at', t.made_at, 'stage', t.stage, 'status', t.status, 'handed_over_at', t.handed_over_at, 'role', case when t.submitter_id = any(ids) then 'submitter' else 'helped' end,
        'other_name', o.name) end order by t.made_at)
    from case_file t join person o on o.id = t.owner_id where t.owner_id = any(ids) or t.submitter_id = any(ids) or t.helped_id = any(ids)
    ),
    'case_answer', (select jsonb_agg(to_jsonb(t) - 'typed_by' - 'typed_key' || jsonb_build_object('owner_id', c.owner_id, 'typed_name', s.name, 'typed_program', k.name) order by t.id)
      from case_answer t join case_file c on c.id = t.case_id left join staff s on s.id = t.typed_by left join api_key k on k.id = t.typed_key
      where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_paper', (select jsonb_agg(to_jsonb(t) - 'sha256' order by t.at) from case_paper t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_paper_look', (select jsonb_agg(to_jsonb(t) - 'by_id' || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at)
      from case_paper_look t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' - 'holder_id' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'door_case', (select jsonb_agg(to_jsonb(t) - 'phone_id' - 'session_id' - 'signed_hash' order by t.said_at) from door_case t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
