-- Campaigns from door to door, and how a hamlet is divided among those who go. A division is a draft: until it is handed over, no
-- door and no phone is otherwise than before.
create table division (
  id uuid not null constraint division_pkey primary key,
  centre_id int not null references centre (id),
  hamlet_id int not null references place (id),
  -- counted up with each change, so that a second tab presses nothing that it has not seen
  rev int not null default 1,
  -- parts with their letter, area and people, and the doors that stand otherwise than now
  state jsonb not null,
  -- the states before, the newest last
  steps jsonb not null default '[]',
  made_by uuid not null references staff (id),
  made_at timestamptz not null,
  changed_by uuid not null references staff (id),
  changed_at timestamptz not null,
  handed_at timestamptz,
  dropped_at timestamptz,
  constraint division_ended check (handed_at is null or dropped_at is null)
);
create unique index division_open_once on division (hamlet_id, centre_id) where handed_at is null and dropped_at is null;
grant select, insert, update on division to :app;
alter table division enable row level security;
create policy division_all on division for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));

-- Who may be sent through a hamlet: teams of it first, then those of the whole commune, then guides. It reads past the policies of staff.
create function goers(centre int, hamlet int) returns table (id uuid, name text, near boolean) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(goers.centre) then return; end if;
  return query
    select s.id, s.name, bool_or(p.id = goers.hamlet or p.parent_id = goers.hamlet)
    from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id join place c on c.id = goers.centre
    where g.taken_at is null and s.closed_at is null and (
      g.role in ('volunteer', 'area-lead') and (p.id in (c.id, c.parent_id, goers.hamlet) or p.kind = 'lane' and p.parent_id = goers.hamlet)
      or g.role = 'guide' and p.id in (c.id, c.parent_id))
    group by s.id, s.name order by 3 desc, s.name;
end
$$;
revoke execute on function goers(int, int) from public;
grant execute on function goers(int, int) to :app;
