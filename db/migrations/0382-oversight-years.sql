-- The same figures of the staff, each look read once: whom somebody met, found by searches or saw is told of the same rows.
create or replace function watched(since timestamptz) returns table (staff_id uuid, name text, searches int, idle int, records int, beside int, people int, resident uuid)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.name, c.searches, greatest(0, c.searches - 2 * c.met), c.records, c.beside, c.people,
      (select r.person_id from staff_resident r where r.staff_id = s.id and r.until is null)
    from staff s cross join lateral (
      with seen as materialized (
        select l.what, l.purpose, l.session_id, l.people from look l where l.actor_id = s.id::text and l.at >= since
      ), shown as (
        select bool_or(e.what = 'search') and bool_or(e.what <> 'search' and e.purpose <> 'need' and cardinality(e.people) = 1) as met, bool_or(e.what <> 'list') as named
        from seen e, unnest(e.people) p where p is not null group by p
      )
      select n.*, m.* from
        (select count(*) filter (where e.what = 'search')::int as searches, count(*) filter (where e.what = 'record' and e.session_id is null)::int as records,
          count(distinct e.session_id)::int as beside from seen e) n,
        (select count(*) filter (where w.met)::int as met, count(*) filter (where w.named)::int as people from shown w) m
    ) c
    where app_kind() = 'staff' and s.id in (select g.staff_id from staff_grant g where app_near(g.place_id) and g.taken_at is null)
      and app_keeps_account(s.id, '{leader,administrator}')
    order by s.name, s.id;
end $$;
