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
  constraint gate_sign_once unique (centre_id, person_id, sign),
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

-- To be reminded of it is a purpose of its own.
insert into consent_text (purpose, version, words, from_at) values ('refreshers', 1, 'ask-refreshers', '2026-01-01T00:00:00+07:00');

-- By which way somebody wants to be reminded: the newest row counts. Whether they may be at all stands with what they allowed.
create table refresher_way (
  id uuid constraint refresher_way_pkey primary key,
  centre_id int not null constraint refresher_way_centre_id_fkey references centre (id),
  person_id uuid not null constraint refresher_way_person_id_fkey references person (id),
  way text not null constraint refresher_way_way check (way in ('text', 'call', 'visit')),
  by_staff uuid constraint refresher_way_by_staff_fkey references staff (id),
  session_id uuid constraint refresher_way_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint refresher_way_beside check ((by_staff is null) = (session_id is null))
);
create index refresher_way_person on refresher_way (person_id, at);
create index refresher_way_centre on refresher_way (centre_id);
create index refresher_way_staff on refresher_way (by_staff);
create index refresher_way_session on refresher_way (session_id);

-- On which days a centre has told somebody that something is to be practised again: nobody is told twice in a week, nor twice of the same.
create table refresher_told (
  centre_id int not null constraint refresher_told_centre_id_fkey references centre (id),
  person_id uuid not null constraint refresher_told_person_id_fkey references person (id),
  day date not null,
  constraint refresher_told_pkey primary key (centre_id, person_id, day)
);
create index refresher_told_person on refresher_told (person_id);

alter table refresher_way enable row level security;
alter table refresher_told enable row level security;
create policy refresher_way_read on refresher_way for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy refresher_way_write on refresher_way for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = refresher_way.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = refresher_way.person_id and c.id = refresher_way.centre_id)
    else false end);
create policy refresher_told_house on refresher_told for all to :app
  using (app_kind() = 'system' and app_at(centre_id)) with check (app_kind() = 'system' and app_at(centre_id));
grant select, insert on refresher_way, refresher_told to :app;

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

-- Whoever has something to practise again at a centre by a day and may be reminded of it, each once: what protects first, then what was due
-- first; when the last of it was due, how much more is, and by which way they want to be reminded. Only who was asked is looked at, so that a
-- large register costs nothing.
create function due_refreshers(centre int, until date, at timestamptz)
returns table (person uuid, statement text, topic text, critical boolean, due_on date, last_due date, others int, way text, phone boolean)
language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not coalesce(app_at(centre), false) then return; end if;
  return query
    select distinct on (p.id) p.id, r.statement, r.topic, r.critical, r.due_on,
      max(r.due_on) over (partition by p.id), (count(*) over (partition by p.id))::int - 1,
      coalesce((select w.way from refresher_way w where w.person_id = any(same_as(p.id)) order by w.at desc, w.id limit 1), 'text'),
      -- A text reaches whoever has a telephone and says yes to being told at all; everybody else is asked by somebody.
      p.phone_sealed is not null and may_be_told(p.id, due_refreshers.at) = 'yes'
    from refresher r join person o on o.id = r.person_id join person p on p.id = coalesce(o.merged_into, o.id)
    where r.centre_id = centre and r.due_on <= until and p.erased_at is null
      and p.id in (select coalesce(c.merged_into, c.id) from consent y join person c on c.id = y.person_id where y.purpose = 'refreshers')
      and may_be_used_for(p.id, 'refreshers', due_refreshers.at)
    order by p.id, r.critical desc, r.due_on, r.statement;
end $$;
revoke execute on function due_refreshers(int, date, timestamptz) from public;
grant execute on function due_refreshers(int, date, timestamptz) to :app;

-- Whether whoever helped somebody may read that they do it alone now: the newest row counts.
create table thanks_choice (
  id uuid constraint thanks_choice_pkey primary key,
  centre_id int not null constraint thanks_choice_centre_id_fkey references centre (id),
  person_id uuid not null constraint thanks_choice_person_id_fkey references person (id),
  answer text not null constraint thanks_choice_answer check (answer in ('yes', 'no')),
  by_staff uuid constraint thanks_choice_by_staff_fkey references staff (id),
  session_id uuid constraint thanks_choice_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint thanks_choice_beside check ((by_staff is null) = (session_id is null))
);
create index thanks_choice_person on thanks_choice (person_id, at);
create index thanks_choice_centre on thanks_choice (centre_id);
create index thanks_choice_staff on thanks_choice (by_staff);
create index thanks_choice_session on thanks_choice (session_id);

-- One line for one who helped, of one thing that somebody does alone now. It is read by nobody else, and counted nowhere.
create table thanks (
  id uuid constraint thanks_pkey primary key,
  centre_id int not null constraint thanks_centre_id_fkey references centre (id),
  person_id uuid not null constraint thanks_person_id_fkey references person (id),
  statement text not null constraint thanks_statement check (statement ~ '^(T[1-5]\.[1-9]|[0-9a-f-]{36})$'),
  staff_id uuid not null constraint thanks_staff_id_fkey references staff (id),
  at timestamptz not null,
  constraint thanks_once unique (person_id, statement, staff_id)
);
create index thanks_staff on thanks (staff_id, at);
create index thanks_centre on thanks (centre_id);

-- Whether somebody wants to help others with a topic that they know well: asked once in 90 days, the newest row counts.
create table peer_answer (
  id uuid constraint peer_answer_pkey primary key,
  centre_id int not null constraint peer_answer_centre_id_fkey references centre (id),
  person_id uuid not null constraint peer_answer_person_id_fkey references person (id),
  topic text not null constraint peer_answer_topic
    check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  answer text not null constraint peer_answer_answer check (answer in ('yes', 'not-now')),
  by_staff uuid constraint peer_answer_by_staff_fkey references staff (id),
  session_id uuid constraint peer_answer_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint peer_answer_beside check ((by_staff is null) = (session_id is null))
);
create index peer_answer_person on peer_answer (person_id, at);
create index peer_answer_centre on peer_answer (centre_id);
create index peer_answer_staff on peer_answer (by_staff);
create index peer_answer_session on peer_answer (session_id);

alter table thanks_choice enable row level security;
alter table thanks enable row level security;
alter table peer_answer enable row level security;
create policy thanks_choice_read on thanks_choice for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy thanks_choice_write on thanks_choice for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = thanks_choice.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = thanks_choice.person_id and c.id = thanks_choice.centre_id)
    else false end);
create policy thanks_read on thanks for select to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() or app_kind() = 'system' and app_at(centre_id));
create policy thanks_write on thanks for insert to :app with check (app_kind() = 'system' and app_at(centre_id));
create policy peer_answer_read on peer_answer for select to :app
  using (app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy peer_answer_write on peer_answer for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = peer_answer.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = peer_answer.person_id and c.id = peer_answer.centre_id)
    else false end);
grant select, insert on thanks_choice, thanks, peer_answer to :app;

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
  gone := gone + more;
  delete from refresher_way where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from refresher_told where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from thanks_choice where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from thanks where person_id = any(ids);
  get diagnostics more = row_count;
  gone := gone + more;
  delete from peer_answer where person_id = any(ids);
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
    'refresher', (select jsonb_agg(to_jsonb(t) order by t.due_on, t.statement) from refresher t where t.person_id = any(ids)),
    'refresher_way', (select jsonb_agg(to_jsonb(t) order by t.at) from refresher_way t where t.person_id = any(ids)),
    'refresher_told', (select jsonb_agg(to_jsonb(t) order by t.day) from refresher_told t where t.person_id = any(ids)),
    'thanks_choice', (select jsonb_agg(to_jsonb(t) order by t.at) from thanks_choice t where t.person_id = any(ids)),
    'thanks', (select jsonb_agg(to_jsonb(t) order by t.at) from thanks t where t.person_id = any(ids)),
    'peer_answer', (select jsonb_agg(to_jsonb(t) order by t.at) from peer_answer t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_paths(uuid[]) from public;
