-- Who looks on in a class is asked of each of its learners, and was planned anew for each: a class that may be none has no plan for all (decision 91). It
-- is planned once now, who acts is compared as a key, and under which ids somebody is known is asked once.
create or replace function looks_on_in_class(which uuid, who uuid, centre int, on_day date)
 returns boolean
 language plpgsql
 stable security definer
 set search_path from current
 set plan_cache_mode to 'force_generic_plan'
as $function$
declare
  ids uuid[];
  me uuid;
  runs uuid[];
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  me := nullif(app_id(), '')::uuid;
  ids := same_as(who);
  runs := case when which is not null then array[which] else array(select h.run_id from class_hand h where h.staff_id = me and h.part = 'assessor') end;
  return exists (
    select from class_hand h join class_run r on r.id = h.run_id
    where h.staff_id = me and h.part = 'assessor' and h.run_id = any(runs) and r.centre_id = centre
      -- Whoever teaches it looks on at none of it; whoever is named no more, or holds no role there, helps in it no more.
      and r.trainer_id <> h.staff_id and helps_in_class(r.id)
      -- Of whoever has a place and was there once: a name on a list is nobody who does a task.
      and exists (select from class_seat s where s.run_id = r.id and s.state = 'taken' and s.person_id = any(ids))
      and exists (select from class_mark m where m.run_id = r.id and m.how in ('here', 'late', 'early') and m.person_id = any(ids))
      and on_day between (select min(e.day) from class_session e where e.run_id = r.id)
        and (select max(e.day) + 14 from class_session e where e.run_id = r.id));
end
$function$;
