-- Results since an instant stand in an index of their own.
create index case_status_result on case_status (outside_at, case_id) where status = 9;

-- Files whose first result came since then. Who may read a file is asked of its place: below row-level security it was asked of every file there ever was.
create function results_since(centres int[], since timestamptz)
returns table (id uuid, centre int, official_code text, procedure_code text, due_on date, done_at timestamptz)
language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'staff' then return; end if;
  return query
    select c.id, c.receiving_centre_id, c.official_code, c.procedure_code, c.due_on, r.at
    from (select s.case_id, min(s.outside_at) as at from case_status s where s.status = 9 and s.outside_at >= since group by s.case_id) r
    cross join lateral (select * from case_file f where f.id = r.case_id offset 0) c
    where c.receiving_centre_id = any(centres) and app_at(c.receiving_centre_id)
      and not exists (select from case_status b where b.case_id = r.case_id and b.status = 9 and b.outside_at < since);
end $$;
revoke execute on function results_since(int[], timestamptz) from public;
grant execute on function results_since(int[], timestamptz) to :app;

-- How many files ended (3, 7, 8 and 10) otherwise than within a span: counted in the index of what is over, less what ended in the span.
create function ended_outside(centres int[], begins timestamptz, ends timestamptz) returns int
language plpgsql stable security definer set search_path from current as $$
declare
  mine int[] := array(select c from unnest(centres) c where app_at(c));
begin
  if coalesce(app_kind(), '') <> 'staff' then return 0; end if;
  return (select count(*)::int from case_file c where c.receiving_centre_id = any(mine) and c.stage = 'filed' and c.status in (3, 7, 10))
    + (select count(*)::int from case_file c where c.receiving_centre_id = any(mine) and c.stage not in ('draft', 'void')
      and (c.stage <> 'filed' or c.status is null or c.status not in (3, 7, 10)) and c.status in (3, 7, 8, 10))
    - (select count(*)::int from (select distinct s.case_id, s.status from case_status s where s.outside_at >= begins and s.outside_at < ends and s.status in (3, 7, 8, 10)) d
      cross join lateral (select f.status from case_file f where f.id = d.case_id and f.status = d.status and f.receiving_centre_id = any(mine) and f.stage not in ('draft', 'void') offset 0) e);
end $$;
revoke execute on function ended_outside(int[], timestamptz, timestamptz) from public;
grant execute on function ended_outside(int[], timestamptz, timestamptz) to :app;
