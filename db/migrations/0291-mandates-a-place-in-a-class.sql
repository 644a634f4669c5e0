-- Which words were read aloud to whoever let somebody follow and pay: by the second they also ask for a place in a class in their name, and know in
-- which class they sit. Whoever said yes to the first said yes to no such thing.
alter table mandate add column words_read smallint not null default 1 constraint mandate_words_read check (words_read in (1, 2));

create function enrols_for(principal uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and (m.scope = 'everything' or m.words_read >= 2) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end $$;
revoke execute on function enrols_for(uuid) from public;
grant execute on function enrols_for(uuid) to :app;

alter policy class_seat_read on class_seat
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or enrols_for(person_id)) or helps_in_class(run_id));
alter policy class_seat_write on class_seat
  with check (exists (select from class_run r where r.id = class_seat.run_id and r.centre_id = class_seat.centre_id) and case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and source not in ('self', 'proxy')
    when 'resident' then by_staff is null and (person_id = any(app_same()) and source = 'self' or enrols_for(person_id) and source = 'proxy')
      and exists (select from person p join place c on c.parent_id = p.commune_id where p.id = class_seat.person_id and c.id = class_seat.centre_id)
    else false end);
alter policy class_seat_change on class_seat
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or state = 'left' and enrols_for(person_id)))
  with check (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or source = 'proxy' and enrols_for(person_id)));

create or replace function hours_taken(who uuid[], today date) returns table (person_id uuid, run_id uuid, no smallint, day date, starts text, minutes smallint)
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
    where case app_kind() when 'staff' then app_near(p.commune_id) or app_at(r.centre_id) else w.id = any(app_same()) or enrols_for(w.id) end
    order by e.day, r.starts, e.run_id;
end $$;
