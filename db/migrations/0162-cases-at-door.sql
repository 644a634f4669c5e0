-- A file that was written at a door on somebody's phone: which hash its sheet was signed for, and why that is no yes yet.
create table door_case (
  case_id uuid constraint door_case_pkey primary key constraint door_case_case_id_fkey references case_file (id),
  session_id uuid not null constraint door_case_session_id_fkey references assisted_session (id),
  phone_id uuid not null,
  said_at timestamptz not null,
  signed_hash bytea,
  not_yet text constraint door_case_not_yet check (not_yet in ('not-signed', 'photo-missing', 'changed-since', 'answers-missing', 'person-unverified')),
  photos int not null constraint door_case_photos check (photos between 0 and 6),
  constraint door_case_signed check (signed_hash is not null or not_yet = 'not-signed')
);
create index door_case_session on door_case (session_id);
grant select, insert, update on door_case to :app;
alter table door_case enable row level security;

-- A phone sees and changes what whoever holds it wrote at doors, also when the door is another's by now: a photo of it is still on its way. Of
-- what they did at a desk it sees nothing.
create function written_at_door(which uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() is not distinct from 'phone' and exists (select from door_case d join assisted_session s on s.id = d.session_id
    where d.case_id = which and s.helper_id::text = app_id());
end
$$;
revoke execute on function written_at_door(uuid) from public;
grant execute on function written_at_door(uuid) to :app;

-- Whether whoever submits it has been compared with their card: a photo comes when their door may be another's.
create function submitter_compared(which uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from case_file c join person p on p.id = any(same_as(c.submitter_id))
    where c.id = which and (written_at_door(c.id) or app_kind() = 'staff' and app_at(c.receiving_centre_id)) and p.verified and p.erased_at is null);
end
$$;
revoke execute on function submitter_compared(uuid) from public;
grant execute on function submitter_compared(uuid) to :app;

create policy case_file_phone_read on case_file for select to :app using (written_at_door(id));
create policy case_file_phone_change on case_file for update to :app using (written_at_door(id)) with check (app_kind() = 'phone');
create policy case_file_phone_write on case_file for insert to :app
  with check (app_kind() = 'phone' and made_by::text = app_id() and app_at(receiving_centre_id) and lived_in_areas(helped_id) and lived_in_areas(owner_id));

create policy door_case_read on door_case for select to :app
  using (written_at_door(case_id) or exists (select from case_file c where c.id = case_id));
create policy door_case_change on door_case for update to :app
  using (written_at_door(case_id) or app_kind() = 'staff' and exists (select from case_file c where c.id = case_id));
create policy door_case_write on door_case for insert to :app
  with check (app_kind() = 'phone' and exists (select from assisted_session s where s.id = session_id and s.helper_id::text = app_id() and s.channel = 'home'));

-- A photo on its way: it travels in parts, and is a paper once all of them are here.
create table case_photo_part (
  photo_id uuid not null,
  part int not null,
  parts int not null,
  case_id uuid not null constraint case_photo_part_case_id_fkey references case_file (id),
  sealed bytea not null,
  at timestamptz not null,
  constraint case_photo_part_pkey primary key (photo_id, part),
  constraint case_photo_part_within check (part >= 0 and part < parts)
);
create index case_photo_part_case on case_photo_part (case_id);
create index case_photo_part_at on case_photo_part (at);
grant select, insert, delete on case_photo_part to :app;
alter table case_photo_part enable row level security;
create policy case_photo_part_phone on case_photo_part for all to :app using (written_at_door(case_id)) with check (written_at_door(case_id));
create policy case_photo_part_clear on case_photo_part for all to :app using (app_kind() = 'system') with check (false);

-- What this room keeps of one person, now with what was written at a door.
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
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'door_case', (select jsonb_agg(to_jsonb(t) - 'phone_id' - 'session_id' - 'signed_hash' order by t.said_at) from door_case t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' - 'words_sealed' order by t.at) from confirmation t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
