-- What somebody did about a made-up call or message, and at which of its lines. Whether the item was a scam stands in the program alone, and
-- so does every word of it: a row holds nothing that was said or typed.
create table practice_answer (
  id uuid constraint practice_answer_pkey primary key,
  centre_id int not null constraint practice_answer_centre_id_fkey references centre (id),
  person_id uuid not null constraint practice_answer_person_id_fkey references person (id),
  -- Which set of theirs, counted from one: with their id it is the seed from which the set is drawn.
  set_no int not null constraint practice_answer_set_no check (set_no > 0),
  item text not null constraint practice_answer_item check (item ~ '^F[1-8]-[a-e]$'),
  act text not null constraint practice_answer_act check (act in ('hang-up', 'leave', 'check', 'follow')),
  -- The line after which they did it, counted from one.
  turn smallint not null constraint practice_answer_turn check (turn between 1 and 5),
  by_staff uuid constraint practice_answer_by_staff_fkey references staff (id),
  session_id uuid constraint practice_answer_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint practice_answer_beside check ((by_staff is null) = (session_id is null)),
  -- The first answer of a set stands: afterwards the page has said what it was.
  constraint practice_answer_once unique (person_id, set_no, item)
);
create index practice_answer_person on practice_answer (person_id, at);
create index practice_answer_centre on practice_answer (centre_id);
create index practice_answer_staff on practice_answer (by_staff);
create index practice_answer_session on practice_answer (session_id);
alter table practice_answer enable row level security;
create policy practice_answer_read on practice_answer for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy practice_answer_write on practice_answer for insert to :app
  with check (case app_kind()
    -- Only of whoever sits there now, in a sitting of whoever holds the screen.
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = practice_answer.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = practice_answer.person_id and c.id = practice_answer.centre_id)
    else false end);
grant select, insert on practice_answer to :app;

-- Nothing of what somebody practised, at whichever centre, stays after their erasure.
create function forget_practice(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from practice_answer where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_practice(uuid) from public;
grant execute on function forget_practice(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_practice(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'practice_answer', (select jsonb_agg(to_jsonb(t) order by t.at) from practice_answer t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_practice(uuid[]) from public;
