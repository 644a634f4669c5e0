-- The first whole set of somebody and their last one are found from either end of their sets (decision 92): all that they ever did was read for the
-- sake of those two. A set is of the centre at which it was done (0281): sets of two centres were one where they had the same number.
create or replace function first_and_last(centres integer[], begun timestamptz, ended timestamptz, whole integer)
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
      select distinct a.centre_id, a.person_id from practice_answer a where a.centre_id = any(mine) and a.at >= begun and a.at < ended
    ), edge as materialized (
      select w.centre_id, w.person_id, f.set_no as first_set, l.set_no as last_set from who w
        cross join lateral (select a.set_no from practice_answer a where a.centre_id = w.centre_id and a.person_id = w.person_id and a.at < ended
          group by a.set_no having count(*) >= whole order by a.set_no limit 1) f
        cross join lateral (select a.set_no from practice_answer a where a.centre_id = w.centre_id and a.person_id = w.person_id and a.at < ended
          group by a.set_no having count(*) >= whole order by a.set_no desc limit 1) l
      where f.set_no < l.set_no
    )
    select t.item, t.act, t.set_no = e.first_set, count(*)::int, (select count(distinct o.person_id)::int from edge o)
    from edge e cross join lateral (
      select a.item, a.act, a.set_no from practice_answer a
      where a.centre_id = e.centre_id and a.person_id = e.person_id and a.set_no = any(array[e.first_set, e.last_set]) and a.at < ended offset 0) t
    group by 1, 2, 3;
end $function$;
