-- Whoever counts the whole register, or all its doors, serves its commune or does not: asked once, and not of each of its people. What comes out is
-- what the policies of people, households and dwellings would show the same person.

create function doors_in(commune integer) returns table (household_id uuid, hamlet integer, lane_id integer, book text)
language plpgsql stable security definer rows 5000 set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  return query
    select h.id, d.hamlet_id, d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
    where h.commune_id = commune and h.ended_at is null and d.commune_id = any(app_communes());
end $$;
revoke execute on function doors_in(integer) from public;
grant execute on function doors_in(integer) to :app;

-- Households that come first: of somebody alone, with a companion, or born by a year (75 and more), and why. `hamlets`: those alone; null is all.
create function first_doors(commune integer, hamlets integer[], born_by integer) returns table (household_id uuid, why text)
language plpgsql stable security definer rows 2000 set search_path from current set work_mem = '32MB' as $$
declare
  served integer[] := app_communes();
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  return query
    select one.home, concat_ws(',', case when members = 1 then 'alone' end, case when companion then 'companion' end, case when old then 'seventy-five' end)
    from (
      select m.household_id as home, count(*) as members, bool_or('companion' = any(p.needs)) as companion, bool_or(p.birth_year <= born_by) as old
      from household_member m join household h on h.id = m.household_id join dwelling d on d.id = h.dwelling_id
        left join person p on p.id = m.person_id and p.erased_at is null and p.commune_id = any(served)
      where m.until is null and h.commune_id = commune and h.ended_at is null and d.commune_id = any(served) and (hamlets is null or d.hamlet_id = any(hamlets))
      group by m.household_id
    ) one where members = 1 or companion or old;
end $$;
revoke execute on function first_doors(integer, integer[], integer) from public;
grant execute on function first_doors(integer, integer[], integer) to :app;

-- The register in figures, by hamlet; without one, `elsewhere` null, the whole of it: a household that stands in two hamlets is one.
create function register_figures(commune integer, sixty_before integer)
returns table (hamlet text, elsewhere boolean, people integer, households integer, unverified integer, older integer)
language plpgsql stable security definer rows 40 set search_path from current set work_mem = '32MB' as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  return query
    with homes as materialized (
      select case when p.elsewhere then '' else coalesce(p.hamlet, '') end as hamlet, p.elsewhere, h.id as home, count(*)::int as people,
        count(*) filter (where not p.verified)::int as unverified, count(*) filter (where p.birth_year <= sixty_before)::int as older
      from person p left join household_member m on m.person_id = p.id and m.until is null
        left join household h on h.id = m.household_id and h.commune_id = any(app_communes())
      where p.commune_id = commune and p.erased_at is null and p.merged_into is null
      group by 1, 2, 3
    )
    select r.hamlet, r.elsewhere, sum(r.people)::int, count(r.home)::int, sum(r.unverified)::int, sum(r.older)::int from homes r group by 1, 2
    union all
    select null, null, coalesce(sum(r.people), 0)::int, count(distinct r.home)::int, coalesce(sum(r.unverified), 0)::int, coalesce(sum(r.older), 0)::int from homes r;
end $$;
revoke execute on function register_figures(integer, integer) from public;
grant execute on function register_figures(integer, integer) to :app;
