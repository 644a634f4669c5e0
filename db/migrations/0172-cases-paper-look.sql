-- An officer has looked at a paper that nobody had looked at, before receiving the file: who, and when. What they read and said yes to stays as it is.
create table case_paper_look (
  case_id uuid not null constraint case_paper_look_case_id_fkey references case_file (id),
  paper text not null,
  by_id uuid not null constraint case_paper_look_by_id_fkey references staff (id),
  at timestamptz not null,
  constraint case_paper_look_pkey primary key (case_id, paper)
);
grant select, insert on case_paper_look to :app;
alter table case_paper_look enable row level security;
create policy case_paper_look_all on case_paper_look for all to :app
  using (exists (select 1 from case_file c where c.id = case_paper_look.case_id))
  with check (exists (select 1 from case_file c where c.id = case_paper_look.case_id) and app_kind() = 'staff' and by_id::text = app_id());

-- What this room keeps of one person, now with who looked at a paper when the file was received.
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
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'door_case', (select jsonb_agg(to_jsonb(t) - 'phone_id' - 'session_id' - 'signed_hash' order by t.said_at) from door_case t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
