-- What somebody wants to be able to do: one thing at a time, the newest row counts. Neither topic nor statement: nothing for now.
create table learning_goal (
  id uuid constraint learning_goal_pkey primary key,
  centre_id int not null constraint learning_goal_centre_id_fkey references centre (id),
  person_id uuid not null constraint learning_goal_person_id_fkey references person (id),
  topic text constraint learning_goal_topic
    check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  statement text constraint learning_goal_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'),
  by_staff uuid constraint learning_goal_by_staff_fkey references staff (id),
  session_id uuid constraint learning_goal_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint learning_goal_one check (topic is null or statement is null),
  constraint learning_goal_beside check ((by_staff is null) = (session_id is null))
);
create index learning_goal_person on learning_goal (person_id, at);
create index learning_goal_centre on learning_goal (centre_id);
create index learning_goal_staff on learning_goal (by_staff);
create index learning_goal_session on learning_goal (session_id);

-- A sign of the gate that they have: to open a machine, to be heard. It opens the way and is in no level, so that their own word is enough.
create table gate_sign (
  id uuid constraint gate_sign_pkey primary key,
  centre_id int not null constraint gate_sign_centre_id_fkey references centre (id),
  person_id uuid not null constraint gate_sign_person_id_fkey references person (id),
  sign text not null constraint gate_sign_sign check (sign ~ '^T0\.[1-9]$'),
  by_staff uuid constraint gate_sign_by_staff_fkey references staff (id),
  session_id uuid constraint gate_sign_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint gate_sign_once unique (person_id, sign),
  constraint gate_sign_beside check ((by_staff is null) = (session_id is null))
);
create index gate_sign_centre on gate_sign (centre_id);
create index gate_sign_staff on gate_sign (by_staff);
create index gate_sign_session on gate_sign (session_id);

-- What they said when they were asked whether they still can: it moves the day of the next refresher, and no level.
create table recall (
  id uuid constraint recall_pkey primary key,
  centre_id int not null constraint recall_centre_id_fkey references centre (id),
  person_id uuid not null constraint recall_person_id_fkey references person (id),
  statement text not null constraint recall_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'),
  -- Asked for this refresher, or whether they do it alone by now, 30 or 90 days after help.
  source text not null constraint recall_source check (source in ('asked', 'follow-up')),
  outcome text not null constraint recall_outcome check (outcome in ('remembered', 'not-yet', 'not-reached')),
  by_staff uuid not null constraint recall_by_staff_fkey references staff (id),
  at timestamptz not null
);
create index recall_person on recall (person_id, at);
create index recall_centre on recall (centre_id);
create index recall_staff on recall (by_staff);

-- When something that they do alone is to be practised again, as what was seen at this centre says: written anew by the house after each look.
create table refresher (
  centre_id int not null constraint refresher_centre_id_fkey references centre (id),
  person_id uuid not null constraint refresher_person_id_fkey references person (id),
  statement text not null constraint refresher_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'),
  topic text not null constraint refresher_topic
    check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  critical boolean not null,
  -- How far on the ladder of days, counted from nought.
  step smallint not null constraint refresher_step check (step between 0 and 4),
  due_on date not null,
  constraint refresher_pkey primary key (centre_id, person_id, statement)
);
create index refresher_person on refresher (person_id);
create index refresher_due on refresher (centre_id, due_on);

alter table learning_goal enable row level security;
alter table gate_sign enable row level security;
alter table recall enable row level security;
alter table refresher enable row level security;

create policy learning_goal_read on learning_goal for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy learning_goal_write on learning_goal for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = learning_goal.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = learning_goal.person_id and c.id = learning_goal.centre_id)
    else false end);
create policy gate_sign_read on gate_sign for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy gate_sign_write on gate_sign for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = gate_sign.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = gate_sign.person_id and c.id = gate_sign.centre_id)
    else false end);
create policy recall_read on recall for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
-- Only of whom a refresher of it stands here; what they said to the other question is written by the house.
create policy recall_write on recall for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and source = 'asked'
      and exists (select from refresher r where r.centre_id = recall.centre_id and r.statement = recall.statement and r.person_id = any(same_as(recall.person_id)))
    when 'system' then app_at(centre_id) and source = 'follow-up'
    else false end);
create policy refresher_read on refresher for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy refresher_house on refresher for all to :app
  using (app_kind() = 'system' and app_at(centre_id)) with check (app_kind() = 'system' and app_at(centre_id));
grant select, insert on learning_goal, gate_sign, recall to :app;
grant select, insert, delete on refresher to :app;
grant update (topic, critical, step, due_on) on refresher to :app;

-- Nothing of somebody's path, at whichever centre, stays after their erasure.
create function forget_paths(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
  more int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from learning_goal where person_id = any(ids);
  get diagnostics gone = row_count;
  delete from gate_sign where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from recall where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from refresher where person_id = any(ids);
  get diagnostics more = row_count;
  return gone + more;
end $$;
revoke execute on function forget_paths(uuid) from public;
grant execute on function forget_paths(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_paths(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'learning_goal', (select jsonb_agg(to_jsonb(t) order by t.at) from learning_goal t where t.person_id = any(ids)),
    'gate_sign', (select jsonb_agg(to_jsonb(t) order by t.at) from gate_sign t where t.person_id = any(ids)),
    'recall', (select jsonb_agg(to_jsonb(t) order by t.at) from recall t where t.person_id = any(ids)),
    'refresher', (select jsonb_agg(to_jsonb(t) order by t.due_on, t.statement) from refresher t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_paths(uuid[]) from public;
