-- By a need that was written down somebody comes to a class as well.
alter table class_seat drop constraint class_seat_source;
alter table class_seat add constraint class_seat_source check (source in ('self', 'phone', 'beside', 'ticket', 'paper', 'proxy', 'need'));

-- Hours at which some people sit in a lesson that nobody ended yet, in a class in which they have a place or are offered one, or as a guest, of
-- whichever centre: nobody sits in two at once. For whoever sees to them, they themselves, and whoever stands for them.
create function hours_taken(who uuid[], today date) returns table (person_id uuid, run_id uuid, no smallint, day date, starts text, minutes smallint)
language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident') then return; end if;
  return query
    select w.id, e.run_id, e.no, e.day, r.starts, r.minutes
    from unnest(who) w (id) join person p on p.id = w.id cross join lateral (select same_as(w.id) as ids) s
      join class_session e on e.closed_at is null and e.day >= today
        and (exists (select from class_seat c where c.run_id = e.run_id and c.person_id = any(s.ids) and c.state in ('taken', 'offered'))
          or exists (select from class_guest g where g.run_id = e.run_id and g.no = e.no and g.person_id = any(s.ids) and g.state = 'taken'))
      join class_run r on r.id = e.run_id and r.dropped_at is null
    where case app_kind() when 'staff' then app_near(p.commune_id) or app_at(r.centre_id) else w.id = any(app_same()) or stands_for(w.id) end
    order by e.day, r.starts, e.run_id;
end $$;
revoke execute on function hours_taken(uuid[], date) from public;
grant execute on function hours_taken(uuid[], date) to :app;

-- Whoever was away chooses themselves where they make up for it.
alter table class_guest alter column by_staff drop not null;
alter policy class_guest_write on class_guest
  with check (case app_kind() when 'staff' then app_at(centre_id) and by_staff::text = app_id() when 'resident' then person_id = any(app_same()) and by_staff is null else false end
    and state = 'taken' and exists (select from class_run r where r.id = class_guest.run_id and r.centre_id = class_guest.centre_id)
    and exists (select from class_mark m where m.run_id = class_guest.missed_run and m.no = class_guest.missed_no and m.centre_id = class_guest.centre_id
      and m.person_id = class_guest.person_id and m.how in ('away', 'excused')));
alter policy class_guest_change on class_guest
  with check (app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same())
    and (state = 'left' or by_staff is null and exists (select from class_mark m where m.run_id = class_guest.missed_run and m.no = class_guest.missed_no
      and m.centre_id = class_guest.centre_id and m.person_id = class_guest.person_id and m.how in ('away', 'excused'))));

-- A learner has a chair of the class; whoever waits for a place has none yet, and comes along on a chair of their own.
create or replace function chairs_beside(which uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_pair p where p.run_id = which
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(p.companion_id)) and s.state in ('taken', 'offered')));
end $$;

-- Chairs that whoever comes along takes although the hall has none for them: a learner who gave their place back and comes along keeps the chair on
-- which they sat. So many places fewer are to be given. Whoever waits for a place again is offered one with the others.
create function chairs_over(which uuid) returns int language plpgsql stable security definer set search_path from current as $$
declare
  many int;
begin
  if app_kind() is null then return 0; end if;
  select count(*) into many from class_pair p where p.run_id = which
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(p.companion_id)) and s.state <> 'left');
  if many = 0 then return 0; end if;
  return (select coalesce(max(least(many, greatest(0, r.capacity + many - v.capacity))), 0)
    from class_run r join class_venue v on v.centre_id = r.centre_id and plain_words(v.name) = plain_words(r.venue) where r.id = which);
end $$;
revoke execute on function chairs_over(uuid) from public;
grant execute on function chairs_over(uuid) to :app;

-- So many places of a class nobody can be given for all of it: those of guests in the fullest of the lessons that are to come, and of chairs on which
-- somebody sits who comes along.
create or replace function guests_ahead(which uuid, at timestamptz) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return chairs_over(which) + (select coalesce(max(guests_in(s.run_id, s.no)), 0) from class_session s join class_run r on r.id = s.run_id
    where s.run_id = which and s.closed_at is null and (s.day + r.starts::time) at time zone 'Asia/Ho_Chi_Minh' > at);
end $$;
