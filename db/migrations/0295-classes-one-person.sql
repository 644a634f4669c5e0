-- Whoever was away and made it up elsewhere was there, also for whoever helps in the class that they missed: which lessons, and nothing of where.
create function made_up_in_class(which uuid) returns table (no smallint, person_id uuid) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = which and g.state = 'taken' and m.how in ('here', 'late', 'early')
        and (app_kind() in ('staff', 'system') and app_at(g.centre_id) or helps_in_class(which));
end $$;
revoke execute on function made_up_in_class(uuid) from public;
grant execute on function made_up_in_class(uuid) to :app;

-- A guest who gave their place back is named to nobody who only helps in the class, unless they were seen there.
create or replace function class_roll(which uuid) returns table (person_id uuid, name text, needs text[]) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.person_id, p.name, p.needs
    from (select e.person_id, e.centre_id, e.state from class_seat e where e.run_id = which
        union select g.person_id, g.centre_id, g.state from class_guest g where g.run_id = which) s
      join place c on c.id = s.centre_id join person o on o.id = s.person_id
      join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
    where app_kind() = 'staff' and app_at(s.centre_id) or helps_in_class(which)
      and (s.state = 'taken' or exists (select from class_mark m where m.run_id = which and m.person_id = s.person_id))
    group by s.person_id, p.name, p.needs;
end $$;

-- Whoever gives such a place back changes nothing else of it.
create function class_guest_left() returns trigger language plpgsql as $$
begin
  if (new.missed_run, new.missed_no, new.made_at, new.by_staff) is distinct from (old.missed_run, old.missed_no, old.made_at, old.by_staff) then
    raise exception 'a place that is given back says what it said' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger class_guest_left before update on class_guest for each row when (new.state = 'left') execute function class_guest_left();

-- Somebody with two rows of the register sits on one chair.
create or replace function guests_in(which uuid, lesson int) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_guest g where g.run_id = which and g.no = lesson and g.state = 'taken'
    and not exists (select from class_seat s where s.run_id = which and s.person_id = any(same_as(g.person_id)) and s.state in ('taken', 'offered')));
end $$;
