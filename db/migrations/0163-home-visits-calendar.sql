-- The address under which a helper's own calendar reads when they go to homes: derived from this row and the signing key, known here by its hash.
create table home_calendar (
  id uuid not null constraint home_calendar_pkey primary key,
  staff_id uuid not null constraint home_calendar_staff_id_fkey references staff (id),
  centre_id int not null constraint home_calendar_centre_id_fkey references centre (id),
  token_hash bytea not null constraint home_calendar_token_once unique,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index home_calendar_one on home_calendar (staff_id, centre_id) where ended_at is null;
grant select, insert, update on home_calendar to :app;
alter table home_calendar enable row level security;
create policy home_calendar_own on home_calendar for all to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id))
  with check (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id));

-- What a calendar shows whoever has its address: days out and told times, the hamlet and no name. Nothing once whoever it belongs to works at that centre no more.
create function home_calendar_of(hash bytea, since date) returns table (id uuid, what text, day date, from_at time, until_at time, hamlet text, more int, at timestamptz)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
declare
  mine home_calendar;
begin
  if app_kind() is distinct from 'public' then return; end if;
  select c.* into mine from home_calendar c join staff s on s.id = c.staff_id
    where c.token_hash = home_calendar_of.hash and c.ended_at is null and s.closed_at is null
      and exists (select from staff_grant g join place p on p.id = c.centre_id where g.staff_id = s.id and g.taken_at is null
        and whole_place(g.place_id) in (p.id, p.parent_id));
  if not found then return; end if;
  return query
    select s.id, 'out'::text, s.day, s.from_at, s.until_at, p.name, cardinality(s.helpers) - 1, s.made_at
    from home_shift s left join place p on p.id = s.hamlet_id
    where s.centre_id = mine.centre_id and mine.staff_id = any(s.helpers) and s.dropped_at is null and s.day >= home_calendar_of.since
    union all
    select v.id, 'visit', v.told_day, v.told_from, v.told_until, h.hamlet, 0, v.told_at
    from home_visit v join person h on h.id = v.person_id
    where v.centre_id = mine.centre_id and v.ended is null and v.told_day >= home_calendar_of.since
      and exists (select from home_shift s where s.id = any(v.told_shifts) and mine.staff_id = any(s.helpers) and s.dropped_at is null)
    order by 3, 4, 1;
end
$$;
revoke execute on function home_calendar_of(bytea, date) from public;
grant execute on function home_calendar_of(bytea, date) to :app;
