-- What somebody did in their first whole set and in their last one is asked of each of them once, and whoever asks once (decision 88): by policy it
-- was asked of each answer there is of them.
create function first_and_last(centres integer[], begun timestamptz, ended timestamptz, whole integer)
 returns table(item text, act text, first boolean, times integer, people integer)
 language plpgsql
 stable security definer
 set search_path from current
as $function$
declare
  mine integer[] := array(select c from unnest(centres) c where app_at(c));
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    with who as materialized (
      select distinct a.person_id from practice_answer a where a.centre_id = any(mine) and a.at >= begun and a.at < ended
    ), edge as materialized (
      select w.person_id, e.first_set, e.last_set from who w cross join lateral (
        select min(s.set_no) as first_set, max(s.set_no) as last_set from (
          select a.set_no from practice_answer a where a.centre_id = any(mine) and a.person_id = w.person_id and a.at < ended
          group by a.set_no having count(*) >= whole) s) e
      where e.first_set < e.last_set
    )
    select t.item, t.act, t.set_no = e.first_set, count(*)::int, (select count(*)::int from edge)
    from edge e cross join lateral (
      select a.item, a.act, a.set_no from practice_answer a
      where a.centre_id = any(mine) and a.person_id = e.person_id and a.set_no = any(array[e.first_set, e.last_set]) and a.at < ended offset 0) t
    group by 1, 2, 3;
end $function$;
revoke execute on function first_and_last(centres integer[], begun timestamptz, ended timestamptz, whole integer) from public;
grant execute on function first_and_last(centres integer[], begun timestamptz, ended timestamptz, whole integer) to :app;

-- How many are to be called is counted on each staff page: of each it is asked whether anything speaks against it, and no more to what they said yes.
create function why_not_told(who uuid)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is null then return 'gone'; end if;
  if not exists (select from person p where p.id = who and p.erased_at is null)
    or exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return 'gone'; end if;
  if exists (select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back') and r.kind in ('restriction', 'deletion'))
    then return 'barred'; end if;
  return null;
end
$function$;
revoke execute on function why_not_told(who uuid) from public;
grant execute on function why_not_told(who uuid) to :app;

create or replace function may_be_told(who uuid, at timestamptz)
 returns text
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
begin
  if app_kind() is null then return 'gone'; end if;
  return coalesce(why_not_told(who), case when may_be_used_for(who, 'notices', at) then 'yes' else 'no-yes' end);
end
$function$;

-- Which households come first: people are read who are old or go with a companion, not everybody; and homes are looked up of those alone that come first.
create or replace function first_doors(commune integer, hamlets integer[], born_by integer)
 returns table(household_id uuid, why text)
 language plpgsql
 stable security definer rows 2000
 set search_path from current
 set work_mem to '32MB'
as $function$
declare
  served integer[] := app_communes();
begin
  if coalesce(app_kind(), '') <> 'staff' or not serves(commune) then return; end if;
  return query
    with home as (
      select h.id, h.dwelling_id, count(*) as members from household h join household_member m on m.household_id = h.id and m.until is null
      where h.commune_id = commune and h.ended_at is null group by h.id
    ), named as (
      select m.household_id as id, bool_or('companion' = any(p.needs)) as companion, bool_or(p.birth_year <= born_by) as old
      from person p join household_member m on m.person_id = p.id and m.until is null
      where p.commune_id = any(served) and p.erased_at is null and (p.birth_year <= born_by or 'companion' = any(p.needs)) group by 1
    )
    select f.id, concat_ws(',', case when f.members = 1 then 'alone' end, case when f.companion then 'companion' end, case when f.old then 'seventy-five' end)
    from (select * from home left join named using (id) where home.members = 1 or named.companion or named.old) f join dwelling d on d.id = f.dwelling_id
    where d.commune_id = any(served) and (hamlets is null or d.hamlet_id = any(hamlets));
end $function$;
