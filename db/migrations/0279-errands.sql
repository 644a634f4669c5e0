-- Which key somebody pressed on a screen of a practice copy. What the screens say stands in the program alone; nothing that was typed there
-- is in any row, and no file, payment or booking comes of one.
create table errand_press (
  id uuid constraint errand_press_pkey primary key,
  centre_id int not null constraint errand_press_centre_id_fkey references centre (id),
  person_id uuid not null constraint errand_press_person_id_fkey references person (id),
  errand text not null constraint errand_press_errand check (errand in ('file', 'pay', 'book', 'look-up', 'vneid')),
  -- Which of their times through it, and which of its screens, counted from one.
  run_no int not null constraint errand_press_run check (run_no > 0),
  screen smallint not null constraint errand_press_screen check (screen between 1 and 8),
  -- Which key of that screen: what comes first stands, and each after it was looked at again.
  nth smallint not null constraint errand_press_nth check (nth between 1 and 20),
  choice text not null constraint errand_press_choice check (choice in ('a', 'b', 'c')),
  by_staff uuid constraint errand_press_by_staff_fkey references staff (id),
  session_id uuid constraint errand_press_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint errand_press_beside check ((by_staff is null) = (session_id is null)),
  -- Of each centre: what stands at another one is not seen there, and must not be in the way.
  constraint errand_press_once unique (person_id, centre_id, errand, run_no, screen, nth)
);
create index errand_press_person on errand_press (person_id, at);
create index errand_press_centre on errand_press (centre_id);
create index errand_press_staff on errand_press (by_staff);
create index errand_press_session on errand_press (session_id);
alter table errand_press enable row level security;
create policy errand_press_read on errand_press for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy errand_press_write on errand_press for insert to :app
  with check (case app_kind()
    -- Only of whoever sits there now, in a sitting of whoever holds the screen.
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = errand_press.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = errand_press.person_id and c.id = errand_press.centre_id)
    else false end);
grant select, insert on errand_press to :app;

-- How a run was told afterwards: the order in which somebody laid three steps by themselves, or how much help each needed beside a guide.
create table errand_told (
  id uuid constraint errand_told_pkey primary key,
  centre_id int not null constraint errand_told_centre_id_fkey references centre (id),
  person_id uuid not null constraint errand_told_person_id_fkey references person (id),
  errand text not null constraint errand_told_errand check (errand in ('file', 'pay', 'book', 'look-up', 'vneid')),
  run_no int not null constraint errand_told_run check (run_no > 0),
  how text not null constraint errand_told_how check (how in ('order', 'beside')),
  -- Places of the steps as they were laid (1 to 3); or the help of each: 0 none, 1 a word, 2 a finger, 3 told for them.
  said smallint[] not null constraint errand_told_said check (cardinality(said) = 3 and said <@ array[0, 1, 2, 3]::smallint[]),
  by_staff uuid constraint errand_told_by_staff_fkey references staff (id),
  session_id uuid constraint errand_told_session_id_fkey references assisted_session (id),
  at timestamptz not null,
  constraint errand_told_beside check ((how = 'beside') = (by_staff is not null) and (by_staff is null) = (session_id is null)),
  -- The first time at a centre stands.
  constraint errand_told_once unique (person_id, centre_id, errand, run_no)
);
create index errand_told_centre on errand_told (centre_id);
create index errand_told_staff on errand_told (by_staff);
create index errand_told_session on errand_told (session_id);
alter table errand_told enable row level security;
create policy errand_told_read on errand_told for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy errand_told_write on errand_told for insert to :app
  with check (case app_kind()
    when 'staff' then app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
      and exists (select from assisted_session a where a.id = errand_told.session_id and a.helper_id::text = app_id()
        and a.person_id = any(app_same()) and a.ended_at is null)
    when 'resident' then person_id = any(app_same()) and by_staff is null
      and exists (select from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = errand_told.person_id and c.id = errand_told.centre_id)
    else false end);
grant select, insert on errand_told to :app;

-- Nothing of what somebody practised, at whichever centre, stays after their erasure.
create function forget_errands(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
  more int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from errand_press where person_id = any(ids);
  get diagnostics gone = row_count;
  delete from errand_told where person_id = any(ids);
  get diagnostics more = row_count;
  return gone + more;
end $$;
revoke execute on function forget_errands(uuid) from public;
grant execute on function forget_errands(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_errands(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'errand_press', (select jsonb_agg(to_jsonb(t) order by t.at) from errand_press t where t.person_id = any(ids)),
    'errand_told', (select jsonb_agg(to_jsonb(t) order by t.at) from errand_told t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_errands(uuid[]) from public;
