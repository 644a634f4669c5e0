-- Everything that is kept of one person, under each of her ids, in one answer: for her own copy (Luật 91/2025/QH15, art. 4), and to
-- count before and after an erasure. It reads past the policies of the tables, so it asks by itself who may: she herself, a centre
-- that has an open request of hers to see or to be deleted, or the job that was handed her row. Of other people it holds a name at most.

-- What was erased, what is kept and why, and what was counted before and after. Codes, counts and hashes; no word of the person.
create table erasure (
  id uuid primary key,
  person_id uuid not null references person,
  centre_id int not null references centre,
  request_id uuid references data_request,
  by_id uuid not null,
  at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  kept jsonb not null,
  key_destroyed boolean not null,
  -- over all of the above: a row that was changed later no longer matches
  hash bytea not null,
  -- when the last of what had to be kept went too
  finished_at timestamptz
);
create index erasure_person on erasure (person_id);
create index erasure_open on erasure (at) where finished_at is null;

alter table erasure enable row level security;
create policy erasure_read on erasure for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'system' and app_id() = 'retention') or (app_kind() = 'resident' and person_id = any(app_same()))
);
create policy erasure_write on erasure for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and by_id::text = app_id());
create policy erasure_finish on erasure for update to :app using (app_kind() = 'system' and app_id() = 'retention');
grant select, insert on erasure to :app;
grant update (finished_at) on erasure to :app;

create function everything_about(who uuid) returns jsonb language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  own uuid[];
  seen uuid[];
  needs uuid[];
  allowed boolean;
begin
  allowed := case app_kind()
    when 'resident' then who = any(app_same())
    when 'staff' then exists (
      select from data_request r where r.person_id = any(ids) and app_at(r.centre_id) and r.kind in ('access', 'deletion') and r.state in ('received', 'acknowledged')
    )
    when 'system' then who = app_row()
    else false
  end;
  if not coalesce(allowed, false) then return null; end if;
  -- files that are hers, and those in which she only stands beside: of the second only that she does
  own := array(select c.id from case_file c where c.owner_id = any(ids));
  seen := array(select s.id from assisted_session s where s.person_id = any(ids));
  needs := array(select n.id from need n where n.person_id = any(ids));
  return jsonb_build_object(
    'person', (select jsonb_agg(to_jsonb(t) - '{number_hash,phone_hash,number_key,name_plain,name_year,name_fold,search,kin}'::text[]) from person t where t.id = any(ids)),
    'household_member', (
      select jsonb_agg(to_jsonb(t) || jsonb_build_object('address', d.address, 'book', h.book))
      from household_member t join household h on h.id = t.household_id join dwelling d on d.id = h.dwelling_id where t.person_id = any(ids)
    ),
    'vulnerability', (select jsonb_agg(to_jsonb(t)) from vulnerability t where t.person_id = any(ids)),
    'person_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at) from person_change t where t.person_id = any(ids)),
    'mandate', (
      select jsonb_agg(to_jsonb(t) || jsonb_build_object('other_name', o.name, 'direction', case when t.principal_id = any(ids) then 'given' else 'held' end) order by t.made_at)
      from mandate t join person o on o.id = case when t.principal_id = any(ids) then t.agent_id else t.principal_id end
      where t.principal_id = any(ids) or t.agent_id = any(ids)
    ),
    'twin_pair', (select jsonb_agg(jsonb_build_object('found_at', t.found_at, 'reasons', t.reasons, 'state', t.state)) from twin_pair t where t.one_id = any(ids) or t.other_id = any(ids)),
    'person_merge', (
      select jsonb_agg(jsonb_build_object('at', t.at, 'undone_at', t.undone_at, 'held', t.before_kept <> '{}' or t.before_gone <> '{}'))
      from person_merge t where t.kept_id = any(ids) or t.gone_id = any(ids)
    ),
    'import_row', (
      select jsonb_agg(jsonb_build_object('import_id', t.import_id, 'n', t.n, 'verdict', t.verdict, 'reasons', t.reasons, 'differs', t.differs,
        'held', t.sealed is not null or t.staged is not null or t.before is not null or t.name_key is not null))
      from import_row t where t.person_id = any(ids)
    ),
    'consent', (select jsonb_agg(to_jsonb(t) order by t.at) from consent t where t.person_id = any(ids)),
    'data_request', (select jsonb_agg(to_jsonb(t) order by t.received_at) from data_request t where t.person_id = any(ids)),
    'erasure', (select jsonb_agg(to_jsonb(t) - '{hash,before,after}'::text[]) from erasure t where t.person_id = any(ids)),
    'look', (
      select jsonb_agg(jsonb_build_object('at', t.at, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id), 'what', t.what, 'purpose', t.purpose) order by t.id)
      from look t where t.person_id = any(ids)
    ),
    'journal', (
      select jsonb_agg(jsonb_build_object('at', t.at, 'command', t.command, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id),
        'authority', t.authority, 'about', t.about, 'detail', t.detail) order by t.id)
      from journal t where t.person_id = any(ids)
    ),
    'resident_session', (select jsonb_agg(jsonb_build_object('made_at', t.made_at, 'expires_at', t.expires_at, 'eid_level', t.eid_level)) from resident_session t where t.person_id = any(ids)),
    'assisted_session', (
      select jsonb_agg(to_jsonb(t) - '{machine_id}'::text[] || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.started_at)
      from assisted_session t where t.id = any(seen)
    ),
    'encounter', (
      select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.at)
      from encounter t where t.person_id = any(ids) or t.session_id = any(seen)
    ),
    'rating', (select jsonb_agg(to_jsonb(t) order by t.at) from rating t where t.session_id = any(seen) or t.case_id = any(own)),
    'need', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.owner_id::text)) order by t.made_at) from need t where t.id = any(needs)),
    'need_found', (select jsonb_agg(to_jsonb(t) order by t.at) from need_found t where t.person_id = any(ids)),
    'need_follow_up', (select jsonb_agg(to_jsonb(t) order by t.at) from need_follow_up t where t.need_id = any(needs)),
    'readiness_triage', (select jsonb_agg(to_jsonb(t) order by t.at) from readiness_triage t where t.person_id = any(ids)),
    'police_booking', (
      select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'starts', s.starts, 'place', s.place) order by t.made_at)
      from police_booking t join police_slot s on s.id = t.slot_id where t.person_id = any(ids)
    ),
    'case_file', (
      select jsonb_agg(case when t.id = any(own) then to_jsonb(t) - 'slip_hash' || jsonb_build_object('role', 'owner')
        else jsonb_build_object('id', t.id, 'procedure_code', t.procedure_code, 'made_at', t.made_at, 'stage', t.stage, 'status', t.status, 'handed_over_at', t.handed_over_at, 'role', case when t.submitter_id = any(ids) then 'submitter' else 'helped' end,
          'other_name', o.name) end order by t.made_at)
      from case_file t join person o on o.id = t.owner_id where t.owner_id = any(ids) or t.submitter_id = any(ids) or t.helped_id = any(ids)
    ),
    'case_answer', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('owner_id', c.owner_id) order by t.id) from case_answer t join case_file c on c.id = t.case_id where t.case_id = any(own)),
    'case_paper', (select jsonb_agg(to_jsonb(t) - 'sha256' order by t.at) from case_paper t where t.case_id = any(own)),
    'case_status', (select jsonb_agg(to_jsonb(t) order by t.id) from case_status t where t.case_id = any(own)),
    'case_claim', (select jsonb_agg(to_jsonb(t) - 'settled_by' order by t.at) from case_claim t where t.person_id = any(ids) or t.case_id = any(own)),
    'confirmation', (select jsonb_agg(to_jsonb(t) - 'content_hash' order by t.at) from confirmation t where t.case_id = any(own)),
    'fee_line', (select jsonb_agg(to_jsonb(t) order by t.at) from fee_line t where t.case_id = any(own)),
    'payment', (select jsonb_agg(to_jsonb(t) order by t.at) from payment t where t.case_id = any(own)),
    'bank_entry', (select jsonb_agg(to_jsonb(t) order by t.heard_at) from bank_entry t where t.case_id = any(own))
  );
end
$$;
revoke execute on function everything_about(uuid) from public;
grant execute on function everything_about(uuid) to :app;
