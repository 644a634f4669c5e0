-- What somebody said yes to stays in the words in which they read it: questions, choices and papers, sealed with their yes.
alter table confirmation add column words_sealed bytea;

-- The answers are told with the case; the words of the form are not the person's, and stay out of the copy.
create or replace function kept_in_cases(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'case_file', (
    select jsonb_agg(case when t.id = any(array(select c.id from case_file c where c.owner_id = any(ids))) then to_jsonb(t) - 'slip_hash' || jsonb_build_object('role', 'owner')
      else jsonb_build_object('id', t.id, 'procedure_code', t.procedure_code, 'made_at', t.made_at, 'stage', t.stage, 'status', t.status, 'handed_over_at', t.handed_over_at, 'role', case when t.submitter_id = any(ids) then 'submitter' else 'helped' end,
        'other_name', o.name) end order by t.made_at)
    from case_file t join person o on o.id = t.owner_id where t.owner_id = any(ids) or t.submitter_id = any(ids) or t.helped_id = any(ids)
    ),
    'case_answer', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('owner_id', c.owner_id) order by t.id) from case_answer t join case_file c on c.id = t.case_id where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_paper', (select jsonb_agg(to_jsonb(t) - 'sha256' order by t.at) from case_paper t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
