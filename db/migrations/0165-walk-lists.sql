-- A list on paper for whoever goes from door to door when phones fail: a row for each door, with an id that its code names. What comes
-- back is keyed by one and again by another; only what two have keyed the same is taken.
create table walk_list (
  id uuid not null constraint walk_list_pkey primary key,
  centre_id int not null constraint walk_list_centre_id_fkey references centre (id),
  area_id uuid not null constraint walk_list_area_id_fkey references field_area (id),
  walker_id uuid not null constraint walk_list_walker_id_fkey references staff (id),
  number int not null constraint walk_list_number check (number > 0),
  people int not null,
  printed_by uuid not null constraint walk_list_printed_by_fkey references staff (id),
  printed_at timestamptz not null,
  ended text constraint walk_list_end check (ended in ('put-away', 'lost')),
  ended_by uuid constraint walk_list_ended_by_fkey references staff (id),
  ended_at timestamptz,
  constraint walk_list_once unique (centre_id, number),
  constraint walk_list_ended check (num_nulls(ended, ended_by, ended_at) in (0, 3))
);
create index walk_list_area on walk_list (area_id);
grant select, insert, update, delete on walk_list to :app;
alter table walk_list enable row level security;
create policy walk_list_staff on walk_list for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
create policy walk_list_clear on walk_list for all to :app using (app_kind() = 'system' and app_id() = 'retention');

create table walk_row (
  id uuid not null constraint walk_row_pkey primary key,
  list_id uuid not null constraint walk_row_list_id_fkey references walk_list (id) on delete cascade,
  n int not null constraint walk_row_n check (n > 0),
  household_id uuid not null,
  -- Whose names stand on it, in the order of the paper; of whoever was erased nothing.
  people uuid[] not null,
  -- The visit that was made of it.
  visit_id uuid,
  done text constraint walk_row_how check (done in ('written', 'on-phone')),
  done_at timestamptz,
  -- Who keyed the same: nobody is both.
  keyed_by uuid[],
  constraint walk_row_once unique (list_id, n),
  constraint walk_row_done check (num_nulls(done, done_at, keyed_by) in (0, 3)),
  constraint walk_row_two check (keyed_by is null or cardinality(keyed_by) = 2 and keyed_by[1] <> keyed_by[2])
);
create index walk_row_visit on walk_row (visit_id) where visit_id is not null;
grant select, insert, update, delete on walk_row to :app;
alter table walk_row enable row level security;
create policy walk_row_all on walk_row for all to :app
  using (exists (select from walk_list l where l.id = list_id)) with check (exists (select from walk_list l where l.id = list_id));

-- What one hand keyed of a row, until another has keyed the same.
create table walk_keying (
  row_id uuid not null constraint walk_keying_row_id_fkey references walk_row (id) on delete cascade,
  by_id uuid not null constraint walk_keying_by_id_fkey references staff (id),
  at timestamptz not null,
  said jsonb not null,
  people uuid[] not null,
  constraint walk_keying_pkey primary key (row_id, by_id)
);
grant select, insert, update, delete on walk_keying to :app;
alter table walk_keying enable row level security;
create policy walk_keying_read on walk_keying for select to :app using (exists (select from walk_row r where r.id = row_id));
create policy walk_keying_key on walk_keying for insert to :app
  with check (exists (select from walk_row r where r.id = row_id) and by_id::text = app_id());
create policy walk_keying_again on walk_keying for update to :app
  using (by_id::text = app_id()) with check (exists (select from walk_row r where r.id = row_id) and by_id::text = app_id());
create policy walk_keying_drop on walk_keying for delete to :app using (exists (select from walk_row r where r.id = row_id));

-- Nobody of a row or of a keying that waits is left once they were erased, at whichever centre it lies.
create function forget_walk_keyings(who uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  update walk_row r set people = array(select case when p.id = any(same_as(who)) then null else p.id end from unnest(r.people) with ordinality p (id, n) order by p.n)
    where r.people && same_as(who) and (app_kind() = 'system' or app_kind() = 'staff' and exists (select from walk_list l where l.id = r.list_id and app_at(l.centre_id)));
  delete from walk_keying k where k.people && same_as(who) and exists (
    select from walk_row r join walk_list l on l.id = r.list_id
    where r.id = k.row_id and (app_kind() = 'system' or app_kind() = 'staff' and app_at(l.centre_id)));
end
$$;
revoke execute on function forget_walk_keyings(uuid) from public;
grant execute on function forget_walk_keyings(uuid) to :app;

-- Whether a phone has said a visit: whoever went, door, outcome, whom they met, hours that touch, and all that was shown
-- (`[{"person": …, "topic": …}]`).
create function phone_has_visit(who uuid, door uuid, how text, from_at timestamptz, until_at timestamptz, met uuid[], taught jsonb) returns boolean
language plpgsql stable set search_path from current as $$
begin
  return exists (
    select from visit v where v.household_id = door and v.helper_id = who and v.outcome = how and v.taken_back_at is null
      and v.began_at < until_at + interval '30 minutes' and v.ended_at > from_at - interval '30 minutes'
      and not exists (select from walk_list l where l.id = v.phone_id)
      and array(select a.person_id from assisted_session a where a.visit_id = v.id order by 1) = array(select m from unnest(met) m order by 1)
      and not exists (
        select from jsonb_to_recordset(taught) as t (person uuid, topic text) where not exists (
          select from encounter e join assisted_session a on a.id = e.session_id
          where a.visit_id = v.id and e.person_id = t.person and e.topic = t.topic)));
end
$$;
revoke execute on function phone_has_visit(uuid, uuid, text, timestamptz, timestamptz, uuid[], jsonb) from public;
grant execute on function phone_has_visit(uuid, uuid, text, timestamptz, timestamptz, uuid[], jsonb) to :app;

-- A phone that was flat brings a visit that was keyed from paper: what it says is more, and of the paper's nothing stays but its row.
create function supersede_paper_visits(since timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  paper uuid;
  many int := 0;
begin
  if app_kind() is distinct from 'system' then return 0; end if;
  for paper in
    select p.id from walk_row r join visit p on p.id = r.visit_id
    where r.done_at >= supersede_paper_visits.since and phone_has_visit(p.helper_id, p.household_id, p.outcome, p.began_at, p.ended_at,
      array(select a.person_id from assisted_session a where a.visit_id = p.id),
      coalesce((select jsonb_agg(jsonb_build_object('person', e.person_id, 'topic', e.topic)) from encounter e join assisted_session a on a.id = e.session_id where a.visit_id = p.id), '[]'))
  loop
    delete from encounter e using assisted_session a where a.visit_id = paper and e.session_id = a.id;
    delete from assisted_session a where a.visit_id = paper;
    delete from visit x where x.id = paper;
    update walk_row r set done = 'on-phone', visit_id = null where r.visit_id = paper;
    many := many + 1;
  end loop;
  return many;
end
$$;
revoke execute on function supersede_paper_visits(timestamptz) from public;
grant execute on function supersede_paper_visits(timestamptz) to :app;
