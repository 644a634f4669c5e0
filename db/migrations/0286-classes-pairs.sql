-- Somebody comes as a pair: whoever sits beside them is of the register, or nobody that is written down. They read nothing of the class.
create table class_pair (
  seat_id uuid constraint class_pair_pkey primary key constraint class_pair_seat_id_fkey references class_seat (id),
  run_id uuid not null constraint class_pair_run_id_fkey references class_run (id),
  centre_id int not null constraint class_pair_centre_id_fkey references centre (id),
  person_id uuid not null constraint class_pair_person_id_fkey references person (id),
  companion_id uuid constraint class_pair_companion_id_fkey references person (id),
  relation text not null constraint class_pair_relation check (relation in ('family', 'youth', 'friend')),
  made_at timestamptz not null,
  by_staff uuid constraint class_pair_by_staff_fkey references staff (id),
  constraint class_pair_two check (person_id <> companion_id)
);
create index class_pair_run on class_pair (run_id);
create index class_pair_centre on class_pair (centre_id);
create index class_pair_person on class_pair (person_id);
create index class_pair_companion on class_pair (companion_id);
create index class_pair_by_staff on class_pair (by_staff);

alter table class_pair enable row level security;
create policy class_pair_read on class_pair for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()) or helps_in_class(run_id));
-- Somebody on their own page says that a second person comes, and never who.
create policy class_pair_write on class_pair for insert to :app
  with check (exists (select from class_seat s where s.id = class_pair.seat_id and s.run_id = class_pair.run_id and s.centre_id = class_pair.centre_id and s.person_id = class_pair.person_id)
    and case app_kind()
      when 'staff' then app_at(centre_id) and by_staff::text = app_id()
      when 'resident' then person_id = any(app_same()) and companion_id is null and by_staff is null
      else false end);
create policy class_pair_drop on class_pair for delete to :app
  using (app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
grant select, insert, delete on class_pair to :app;

-- Chairs that whoever comes along takes, beside the places of learners: nobody’s who is a learner of the class themselves.
create function chairs_beside(which uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_pair p where p.run_id = which
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(p.companion_id)) and s.state <> 'left'));
end $$;
revoke execute on function chairs_beside(uuid) from public;
grant execute on function chairs_beside(uuid) to :app;

-- The halls that a class’s own centre has entered, with how many sit there: whoever asks on their own page sees no hall.
create function halls_of_class(which uuid) returns table (name text, capacity smallint) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query select v.name, v.capacity from class_venue v join class_run r on r.centre_id = v.centre_id where r.id = which;
end $$;
revoke execute on function halls_of_class(uuid) from public;
grant execute on function halls_of_class(uuid) to :app;

-- The rolls that a phone takes along: of a pair how they belong together, and with whom of the roll; never a name.
create or replace function classes_lent(who uuid, from_day date, until_day date) returns table (
  run_id uuid, template text, venue text, starts text, minutes smallint, no smallint, day date, closed boolean, roll jsonb
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'field.door' then return; end if;
  return query
    select r.id, r.template, r.venue, r.starts, r.minutes, e.no, e.day, e.closed_at is not null,
      (select coalesce(jsonb_agg(jsonb_build_object('person', s.person_id, 'number', s.number, 'name', coalesce(p.name, ''), 'needs', coalesce(p.needs, '{}'), 'guest', s.guest,
          'relation', b.relation, 'beside', b.companion_id,
          'how', (select m.how from class_mark m where m.run_id = r.id and m.no = e.no and m.person_id = s.person_id)) order by s.number), '[]')
        from (select t.person_id, t.number, t.centre_id, false as guest from class_seat t where t.run_id = r.id and t.state = 'taken'
            union all select g.person_id, g.number, g.centre_id, true from class_guest g where g.run_id = r.id and g.no = e.no and g.state = 'taken'
              and not exists (select from class_seat t where t.run_id = r.id and t.person_id = g.person_id and t.state = 'taken')) s
          join place c on c.id = s.centre_id join person o on o.id = s.person_id
          left join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
          left join class_pair b on b.run_id = r.id and b.person_id = s.person_id and not s.guest)
    from class_run r join class_session e on e.run_id = r.id
    where r.dropped_at is null and e.day between from_day and until_day
      and (r.trainer_id = who or exists (select from class_hand h where h.run_id = r.id and h.staff_id = who))
      and exists (select from staff_grant g join place c on c.id = r.centre_id
        where g.staff_id = who and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id))
    order by e.day, r.starts, r.id;
end $$;

create or replace function forget_classes(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from class_pair where person_id = any(ids) or companion_id = any(ids);
  delete from class_mark where person_id = any(ids);
  delete from class_guest where person_id = any(ids);
  delete from class_seat where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;

create or replace function kept_in_classes(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'class_seat', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('venue', r.venue) order by t.asked_at)
      from class_seat t join class_run r on r.id = t.run_id where t.person_id = any(ids)),
    'class_guest', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.made_at)
      from class_guest t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids)),
    -- Whoever comes along reads that they do, and not with whom.
    'class_pair', (select jsonb_agg(jsonb_build_object('made_at', t.made_at, 'venue', r.venue, 'relation', t.relation,
        'part', case when t.person_id = any(ids) then 'learner' else 'companion' end) order by t.made_at)
      from class_pair t join class_run r on r.id = t.run_id where t.person_id = any(ids) or t.companion_id = any(ids)),
    'class_mark', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.at)
      from class_mark t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids))
  )
$$;
