-- A community digital team has 3 to 9 members who go from door to door in their hamlet, and somebody who leads an area. Both roles may
-- be given at a hamlet or a lane, and no other role may: who serves at a desk serves the whole commune.
alter table staff_grant drop constraint staff_grant_role;
alter table staff_grant add constraint staff_grant_role check (role in ('guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province', 'area-lead', 'volunteer'));

create policy staff_grant_hamlet on staff_grant as restrictive for insert to :app
  with check (whole_place(place_id) = place_id or role in ('area-lead', 'volunteer'));

drop policy staff_grant_read on staff_grant;
create policy staff_grant_read on staff_grant for select to :app
  using (app_kind() = 'staff' and (app_near(whole_place(place_id)) or staff_id::text = app_id()));

create or replace function keeps_place(who uuid, which int, as_role text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return (
    with recursive under (id, kind) as (
      select p.id, p.kind from place p where p.id = whole_place(which)
      union all
      select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
    ), theirs (id) as (
      select g.place_id from staff_grant g join staff s on s.id = g.staff_id
      where g.staff_id = who and g.taken_at is null and g.role = any(as_role) and s.closed_at is null and not s.must_change
      union
      select p.id from place p join theirs t on p.parent_id = t.id where p.kind in ('commune', 'centre')
    )
    select coalesce(bool_and(id in (select t.id from theirs t)), false) from under where kind = 'centre'
  );
end
$$;

create or replace function accounts_kept()
returns table (id uuid, login text, name text, made_at timestamptz, closed_at timestamptz, must_change boolean, last_at timestamptz, grants jsonb)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.login, s.name, s.made_at, s.closed_at, s.must_change,
      (select max(x.made_at) from staff_session x where x.staff_id = s.id and x.level = 2),
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place_id, 'placeName', p.name) order by g.role, g.place_id), '[]')
        from staff_grant g join place p on p.id = g.place_id where g.staff_id = s.id and g.taken_at is null)
    from staff s
    where app_kind() = 'staff' and (
      s.id in (select g.staff_id from staff_grant g where app_near(whole_place(g.place_id)))
      or s.id in (select c.staff_id from account_change c where c.what = 'give' and app_near(whole_place(c.place_id)))
    ) and app_keeps_account(s.id, '{administrator,leader}');
end
$$;

-- The hamlets that somebody leads; null for whoever leads all of a centre.
create function led_hamlets(who uuid, centre int) returns int[] language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return '{}'; end if;
  if exists (
    select from staff_grant g join place c on c.id = led_hamlets.centre
    where g.staff_id = who and g.taken_at is null and g.role in ('leader', 'area-lead', 'administrator') and g.place_id in (c.id, c.parent_id)
  ) then return null; end if;
  return (
    select coalesce(array_agg(case p.kind when 'lane' then p.parent_id else p.id end), '{}')
    from staff_grant g join place p on p.id = g.place_id
    where g.staff_id = who and g.taken_at is null and g.role = 'area-lead' and p.kind in ('hamlet', 'lane'));
end
$$;
revoke execute on function led_hamlets(uuid, int) from public;
grant execute on function led_hamlets(uuid, int) to :app;
