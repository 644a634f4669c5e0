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
