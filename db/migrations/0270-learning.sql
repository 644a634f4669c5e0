-- What somebody was seen to do, how they judged what they heard, and how it feels to them: each apart, and never made into one number
-- here. Statements of the frame stand in the program; a commune's own stand below. What was shown at a door stands with that visit.
create table skill_evidence (
  id uuid constraint skill_evidence_pkey primary key,
  centre_id int not null constraint skill_evidence_centre_id_fkey references centre (id),
  person_id uuid not null constraint skill_evidence_person_id_fkey references person (id),
  statement text not null constraint skill_evidence_statement check (statement ~ '^(T[0-5]\.[1-9]|[0-9a-f-]{36})$'),
  frame int not null constraint skill_evidence_frame check (frame > 0),
  kind text not null constraint skill_evidence_kind check (kind in ('task', 'judged', 'felt')),
  -- The form of a task, the item that was judged, or the face that was touched.
  item text not null constraint skill_evidence_item check (item ~ '^[A-Za-z0-9.-]{1,60}$'),
  level smallint constraint skill_evidence_level check (level between 0 and 3),
  choice text constraint skill_evidence_choice check (choice in ('a', 'b', 'c')),
  correct boolean,
  hints smallint not null default 0 constraint skill_evidence_hints check (hints between 0 and 99),
  points smallint not null default 0 constraint skill_evidence_points check (points between 0 and 99),
  doings smallint not null default 0 constraint skill_evidence_doings check (doings between 0 and 99),
  -- Step by step as it was seen: self, hint, not.
  steps text[] not null default '{}' constraint skill_evidence_steps check (steps <@ array['self', 'hint', 'not']),
  by_staff uuid constraint skill_evidence_by_staff_fkey references staff (id),
  session_id uuid constraint skill_evidence_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  taken_back_at timestamptz,
  constraint skill_evidence_judged check ((kind = 'judged') = (choice is not null) and (kind = 'judged') = (correct is not null)),
  constraint skill_evidence_levelled check ((kind = 'judged') = (level is null)),
  constraint skill_evidence_seen check (kind <> 'task' or by_staff is not null)
);
create index skill_evidence_person on skill_evidence (person_id, at);
create index skill_evidence_item on skill_evidence (centre_id, kind, item);
create index skill_evidence_staff on skill_evidence (by_staff);
create index skill_evidence_session on skill_evidence (session_id);
alter table skill_evidence enable row level security;
create policy skill_evidence_read on skill_evidence for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy skill_evidence_write on skill_evidence for insert to :app
  with check (case app_kind()
    -- Only of whoever sits there now, in a sitting of whoever writes it.
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = skill_evidence.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and kind in ('judged', 'felt') and by_staff is null and session_id is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = skill_evidence.person_id and c.id = skill_evidence.centre_id)
    else false end);
-- What was looked on, by whoever did; what somebody judged or felt is their own word.
create policy skill_evidence_take_back on skill_evidence for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id() and kind = 'task' and person_id = any(app_same()))
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id());
grant select, insert on skill_evidence to :app;
grant update (taken_back_at) on skill_evidence to :app;

-- What a commune wants its people to be able to do besides the frame. It has its three sentences and its task, or it is none.
create table own_statement (
  id uuid constraint own_statement_pkey primary key,
  centre_id int not null constraint own_statement_centre_id_fkey references centre (id),
  topic text not null constraint own_statement_topic
    check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  critical boolean not null,
  levels text[] not null constraint own_statement_levels check (cardinality(levels) = 3),
  asks text not null,
  trouble text not null,
  steps text[] not null constraint own_statement_steps check (cardinality(steps) between 2 and 6),
  -- Which of the steps protect, counted from one.
  safe int[] not null,
  made_by uuid not null constraint own_statement_made_by_fkey references staff (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create index own_statement_centre on own_statement (centre_id);
create index own_statement_made_by on own_statement (made_by);
alter table own_statement enable row level security;
create policy own_statement_read on own_statement for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)
    or app_kind() = 'resident' and exists (select from person p join place c on c.parent_id = p.commune_id where p.id = any(app_same()) and c.id = own_statement.centre_id));
create policy own_statement_write on own_statement for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy own_statement_end on own_statement for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
grant select, insert on own_statement to :app;
grant update (ended_at) on own_statement to :app;

-- Nothing of what somebody was seen to do, at whichever centre, stays after their erasure.
create function forget_skills(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from skill_evidence where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_skills(uuid) from public;
grant execute on function forget_skills(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_learning(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'skill_evidence', (select jsonb_agg(to_jsonb(t) order by t.at) from skill_evidence t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_learning(uuid[]) from public;
