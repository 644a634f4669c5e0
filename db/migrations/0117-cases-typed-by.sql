-- Who of the staff typed an answer, and by which key where a program did it in their name: whoever opens the file later is not
-- said to have typed it. Older answers have nobody here.
alter table case_answer
  add column typed_by uuid references staff(id),
  add column typed_key uuid references api_key(id);
alter table case_answer drop constraint case_answer_provenance;
alter table case_answer add constraint case_answer_provenance check (provenance in ('resident', 'guide', 'card', 'register', 'program'));
alter table case_answer add constraint case_answer_program check (provenance <> 'program' or typed_key is not null);
create index case_answer_typed_by on case_answer (typed_by) where typed_by is not null;
create index case_answer_typed_key on case_answer (typed_key) where typed_key is not null;

-- How a key is called and who made it, for whoever reads what was done by it: nothing else of the key.
create function key_called(which uuid) returns table(name text, maker text) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query select k.name, s.name from api_key k left join staff s on s.id = k.made_by and k.made_by <> k.staff_id where k.id = which;
end
$$;
revoke execute on function key_called(uuid) from public;
grant execute on function key_called(uuid) to :app;

-- The copy of everything names who typed; ids of staff and keys stay inside.
create or replace function kept_in_cases(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $$
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
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
