-- Hours that somebody has given away already are found from their own places (decision 95): each lesson that is to come anywhere was asked whether they have one.
create or replace function hours_taken(who uuid[], today date)
 returns table(person_id uuid, run_id uuid, no smallint, day date, starts text, minutes smallint)
 language plpgsql
 stable security definer
 set search_path from current
as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident') then return; end if;
  return query
    select w.id, e.run_id, e.no, e.day, r.starts, r.minutes
    from unnest(who) w (id) join person p on p.id = w.id cross join lateral (select same_as(w.id) as ids offset 0) s
      cross join lateral (
        select l.run_id, l.no, l.day from class_seat c join class_session l on l.run_id = c.run_id
          where c.person_id = any(s.ids) and c.state in ('taken', 'offered') and l.closed_at is null and l.day >= today
        union select l.run_id, l.no, l.day from class_guest g join class_session l on l.run_id = g.run_id and l.no = g.no
          where g.person_id = any(s.ids) and g.state = 'taken' and l.closed_at is null and l.day >= today) e
      join class_run r on r.id = e.run_id and r.dropped_at is null
    where case app_kind() when 'staff' then app_near(p.commune_id) or app_at(r.centre_id) else w.id = any(app_same()) or enrols_for(w.id) end
    order by e.day, r.starts, e.run_id;
end $$;
