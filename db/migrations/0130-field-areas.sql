-- An area is a part of a hamlet, where somebody may lead it who leads nothing else.
alter table field_area add column hamlet_id int references place;
create index field_area_hamlet on field_area (hamlet_id);

-- Who of the staff goes or may go from door to door in some hamlets: whom their lead may bind a phone to.
create function staff_in_hamlets(hamlets int[]) returns table (staff_id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select g.staff_id from staff_grant g join place p on p.id = g.place_id
    where g.taken_at is null and (p.id = any(hamlets) or p.kind = 'lane' and p.parent_id = any(hamlets))
    union select w.staff_id from field_worker w join field_area a on a.id = w.area_id where w.until is null and a.hamlet_id = any(hamlets);
end
$$;
revoke execute on function staff_in_hamlets(int[]) from public;
grant execute on function staff_in_hamlets(int[]) to :app;

-- Who may carry a phone of a centre: teams, whoever leads an area, and guides. It reads past the policies of staff.
create function carriers(centre int) returns table (id uuid, name text) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(carriers.centre) then return; end if;
  return query
    select distinct s.id, s.name from staff_grant g join staff s on s.id = g.staff_id join place c on c.id = carriers.centre
    where g.taken_at is null and s.closed_at is null and g.role in ('volunteer', 'area-lead', 'guide') and whole_place(g.place_id) in (c.id, c.parent_id);
end
$$;
revoke execute on function carriers(int) from public;
grant execute on function carriers(int) to :app;
