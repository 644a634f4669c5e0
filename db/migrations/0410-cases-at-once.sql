-- Answers that were given at once, by the same hands, are one row: a filing by key wrote three, each of which looks up its file, its hands and its key.
drop index case_answer_case;
alter table case_answer
  alter column question type text[] using array[question],
  alter column value_sealed type bytea[] using array[value_sealed],
  alter column value_sealed set not null,
  add constraint case_answer_pairs check (cardinality(question) > 0 and cardinality(question) = cardinality(value_sealed));
alter table case_answer rename column question to questions;
alter table case_answer rename column value_sealed to values_sealed;
create index case_answer_case on case_answer (case_id, id);
analyze case_answer;

-- A whole draft in one statement: file, answers and papers of somebody who stands in it three times. Rows are checked by the policies of whoever asks; of
-- whoever was joined to somebody that one is looked for, and nobody who was erased is found.
create function file_case(file uuid, centre integer, code text, catalogue text, person uuid, maker uuid, filed timestamptz, questions text[], sealed bytea[],
  provenance text, program uuid, paper_ids uuid[], papers text[], verdicts text[], hashes text[])
returns void language plpgsql as $$
declare
  stays boolean;
  joined uuid;
begin
  select p.erased_at is null, p.merged_into into stays, joined from person p where p.id = person;
  if joined is not null then
    select p.erased_at is null into stays from person p where p.id = joined;
  end if;
  if stays is not true then raise exception 'nobody whom this scope sees' using errcode = 'TNPER'; end if;
  insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, made_by, made_at)
  values (file, centre, centre, code, catalogue, person, person, person, maker, filed);
  if cardinality(questions) > 0 then
    insert into case_answer (case_id, questions, values_sealed, provenance, at, typed_by, typed_key)
    values (file, questions, sealed, provenance, filed, maker, program);
  end if;
  insert into case_paper (id, case_id, paper, verdict, sha256, at)
  select p.id, file, p.paper, p.verdict, p.hash, filed from unnest(paper_ids, papers, verdicts, hashes) as p (id, paper, verdict, hash);
end $$;

create or replace function kept_in_cases(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'case_file', (
    select jsonb_agg(case when t.id = any(array(select c.id from case_file c where c.owner_id = any(ids))) then to_jsonb(t) - 'slip_hash' || jsonb_build_object('role', 'owner')
      else jsonb_build_object('id', t.id, 'procedure_code', t.procedure_code, 'made_at', t.made_at, 'stage', t.stage, 'status', t.status, 'handed_over_at', t.handed_over_at, 'role', case when t.submitter_id = any(ids) then 'submitter' else 'helped' end,
        'other_name', o.name) end order by t.made_at)
    from case_file t join person o on o.id = t.owner_id where t.owner_id = any(ids) or t.submitter_id = any(ids) or t.helped_id = any(ids)
    ),
    'case_answer', (select jsonb_agg(to_jsonb(t) - 'typed_by' - 'typed_key' - 'questions' - 'values_sealed' || jsonb_build_object('question', q.question,
        'value_sealed', q.value_sealed, 'owner_id', c.owner_id, 'typed_name', s.name, 'typed_program', k.name) order by t.id, q.nth)
      from case_answer t cross join lateral unnest(t.questions, t.values_sealed) with ordinality as q (question, value_sealed, nth)
        join case_file c on c.id = t.case_id left join staff s on s.id = t.typed_by left join api_key k on k.id = t.typed_key
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
