-- Whoever was away from a lesson sits in the same lesson of another class, once: a guest of that lesson, who takes a place of it and of no other.
create table class_guest (
  id uuid constraint class_guest_pkey primary key,
  run_id uuid not null,
  no smallint not null,
  person_id uuid not null constraint class_guest_person_id_fkey references person (id),
  centre_id int not null constraint class_guest_centre_id_fkey references centre (id),
  missed_run uuid not null,
  missed_no smallint not null,
  -- As it is called aloud there.
  number smallint not null,
  state text not null constraint class_guest_state check (state in ('taken', 'left')),
  made_at timestamptz not null,
  by_staff uuid not null constraint class_guest_by_staff_fkey references staff (id),
  constraint class_guest_once unique (run_id, no, person_id),
  constraint class_guest_other check (run_id <> missed_run),
  constraint class_guest_lesson foreign key (run_id, no) references class_session (run_id, no),
  constraint class_guest_missed foreign key (missed_run, missed_no) references class_session (run_id, no)
);
create index class_guest_person on class_guest (person_id);
create index class_guest_centre on class_guest (centre_id);
create index class_guest_by_staff on class_guest (by_staff);
create index class_guest_of on class_guest (missed_run, missed_no);

alter table class_guest enable row level security;
create policy class_guest_read on class_guest for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()) or helps_in_class(run_id));
-- Both classes are of the centre, and there they were said to be away.
create policy class_guest_write on class_guest for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id() and state = 'taken'
    and exists (select from class_run r where r.id = class_guest.run_id and r.centre_id = class_guest.centre_id)
    and exists (select from class_mark m where m.run_id = class_guest.missed_run and m.no = class_guest.missed_no and m.centre_id = class_guest.centre_id
      and m.person_id = class_guest.person_id and m.how in ('away', 'excused')));
create policy class_guest_change on class_guest for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()))
  with check (app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()) and state = 'left');
grant select, insert on class_guest to :app;
grant update (state, missed_run, missed_no, made_at, by_staff) on class_guest to :app;

-- A guest is marked like whoever has a place.
alter policy class_mark_write on class_mark
  with check ((app_kind() = 'staff' and app_at(centre_id) or helps_in_class(run_id)) and by_staff::text = app_id()
    and (exists (select from class_seat s where s.run_id = class_mark.run_id and s.person_id = class_mark.person_id and s.centre_id = class_mark.centre_id)
      or exists (select from class_guest g where g.run_id = class_mark.run_id and g.no = class_mark.no and g.person_id = class_mark.person_id and g.centre_id = class_mark.centre_id)));

-- Guests of one lesson beside those who have a place in its class.
create function guests_in(which uuid, lesson int) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_guest g where g.run_id = which and g.no = lesson and g.state = 'taken'
    and not exists (select from class_seat s where s.run_id = which and s.person_id = g.person_id and s.state in ('taken', 'offered')));
end $$;
revoke execute on function guests_in(uuid, int) from public;
grant execute on function guests_in(uuid, int) to :app;

-- So many places of a class are taken by guests in the fullest of the lessons that are to come: with them nobody is given a place for all of it.
create function guests_ahead(which uuid, at timestamptz) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select coalesce(max(guests_in(s.run_id, s.no)), 0) from class_session s join class_run r on r.id = s.run_id
    where s.run_id = which and s.closed_at is null and (s.day + r.starts::time) at time zone 'Asia/Ho_Chi_Minh' > at);
end $$;
revoke execute on function guests_ahead(uuid, timestamptz) from public;
grant execute on function guests_ahead(uuid, timestamptz) to :app;

-- A number is given once, to whoever has a place or is a guest.
create or replace function class_fill(which uuid) returns table (taken int, waiting int, next_number int) language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query
    select count(*) filter (where s.state in ('taken', 'offered'))::int, count(*) filter (where s.state = 'waiting')::int,
      greatest(coalesce(max(s.number), 0), (select coalesce(max(g.number), 0) from class_guest g where g.run_id = which))::int + 1
    from class_seat s where s.run_id = which;
end $$;

-- A place is offered only where it is free in each lesson that is to come.
drop function offer_seats(uuid, timestamptz);
create function offer_seats(which uuid, until timestamptz, at timestamptz) returns setof uuid language plpgsql security definer set search_path from current as $$
declare
  free int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system') then return; end if;
  select r.capacity - (select count(*) from class_seat s where s.run_id = which and s.state in ('taken', 'offered')) - guests_ahead(which, at) into free
    from class_run r where r.id = which and r.dropped_at is null
      and (coalesce(app_at(r.centre_id), false) or app_kind() = 'resident'
        and (exists (select from class_seat o where o.run_id = which and o.person_id = any(app_same()))
          or exists (select from class_guest o where o.run_id = which and o.person_id = any(app_same()))))
      and not exists (select from class_host h where h.run_id = which and h.signed_at is null);
  if coalesce(free, 0) <= 0 then return; end if;
  return query
    update class_seat s set state = 'offered', offered_until = until
      where s.id in (select w.id from class_seat w where w.run_id = which and w.state = 'waiting' order by w.asked_at, w.number limit free)
      returning s.id;
end $$;
revoke execute on function offer_seats(uuid, timestamptz, timestamptz) from public;
grant execute on function offer_seats(uuid, timestamptz, timestamptz) to :app;

create or replace function lapsed_offers(at timestamptz) returns table (run_id uuid, centre_id int) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.offer' then return; end if;
  return query
    select distinct s.run_id, s.centre_id from class_seat s where s.state = 'offered' and s.offered_until <= at
    union
    select r.id, r.centre_id from class_run r
      where r.dropped_at is null
        and exists (select from class_session c where c.run_id = r.id and c.closed_at is null and c.day > at at time zone 'Asia/Ho_Chi_Minh')
        and exists (select from class_seat w where w.run_id = r.id and w.state = 'waiting')
        and (select count(*) from class_seat t where t.run_id = r.id and t.state in ('taken', 'offered')) + guests_ahead(r.id, at) < r.capacity;
end $$;

-- Who was in which lesson of a class: on its own roll, or as a guest elsewhere in the lesson that they had missed. A guest’s lesson counts where it
-- was missed, and nowhere twice. As rows show it to whoever asks.
create function there_in_class(which uuid) returns table (no smallint, person_id uuid) language plpgsql stable set search_path from current as $$
begin
  return query
    select m.no, m.person_id from class_mark m
      where m.run_id = which and m.how in ('here', 'late', 'early')
        and not exists (select from class_guest g where g.run_id = m.run_id and g.no = m.no and g.person_id = m.person_id)
    union
    select g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = which and m.how in ('here', 'late', 'early');
end $$;
revoke execute on function there_in_class(uuid) from public;
grant execute on function there_in_class(uuid) to :app;

create or replace function class_roll(which uuid) returns table (person_id uuid, name text, needs text[]) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.person_id, p.name, p.needs
    from (select e.person_id, e.centre_id, e.state from class_seat e where e.run_id = which
        union select g.person_id, g.centre_id, 'taken' from class_guest g where g.run_id = which) s
      join place c on c.id = s.centre_id join person o on o.id = s.person_id
      join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
    where app_kind() = 'staff' and app_at(s.centre_id) or helps_in_class(which)
      and (s.state = 'taken' or exists (select from class_mark m where m.run_id = which and m.person_id = s.person_id));
end $$;

-- The rolls that a phone takes along, each with the guests of that lesson.
create or replace function classes_lent(who uuid, from_day date, until_day date) returns table (
  run_id uuid, template text, venue text, starts text, minutes smallint, no smallint, day date, closed boolean, roll jsonb
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'field.door' then return; end if;
  return query
    select r.id, r.template, r.venue, r.starts, r.minutes, e.no, e.day, e.closed_at is not null,
      (select coalesce(jsonb_agg(jsonb_build_object('person', s.person_id, 'number', s.number, 'name', coalesce(p.name, ''), 'needs', coalesce(p.needs, '{}'), 'guest', s.guest,
          'how', (select m.how from class_mark m where m.run_id = r.id and m.no = e.no and m.person_id = s.person_id)) order by s.number), '[]')
        from (select t.person_id, t.number, t.centre_id, false as guest from class_seat t where t.run_id = r.id and t.state = 'taken'
            union all select g.person_id, g.number, g.centre_id, true from class_guest g where g.run_id = r.id and g.no = e.no and g.state = 'taken'
              and not exists (select from class_seat t where t.run_id = r.id and t.person_id = g.person_id and t.state = 'taken')) s
          join place c on c.id = s.centre_id join person o on o.id = s.person_id
          left join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id)
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
    'class_mark', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.at)
      from class_mark t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids))
  )
$$;
