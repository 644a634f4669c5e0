-- What each page of staff asks is found by an index: their own classes by whoever acts as a key, and not as text; missing signatures among those that are
-- missing; who came at a time of day on earlier days; and when somebody came in last.

create index class_host_unsigned on class_host (run_id, organisation) where signed_at is null;

create or replace function classes_of_hand() returns setof uuid
language plpgsql stable security definer set search_path from current as $$
declare
  me uuid;
begin
  if app_kind() is distinct from 'staff' then return; end if;
  me := app_id();
  return query
    select r.id from class_run r where r.trainer_id = me
    union select h.run_id from class_hand h where h.staff_id = me;
end $$;

-- Whether whoever acts is named in any class.
create function has_class_of_hand() returns boolean
-- Few people teach: whoever does not would be looked for among all classes.
language plpgsql stable security definer set search_path from current set enable_seqscan = off as $$
declare
  me uuid;
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  me := app_id();
  return exists (select from class_run r where r.trainer_id = me) or exists (select from class_hand h where h.staff_id = me);
end $$;
revoke execute on function has_class_of_hand() from public;
grant execute on function has_class_of_hand() to :app;

create index ticket_arrived on ticket (centre_id, day, arrived_at);

create index staff_session_in on staff_session (staff_id, made_at) where level = 2;

-- Answers since a day, of a year's; and words since a day, by how they stand.
drop index skill_evidence_item;
create index skill_evidence_since on skill_evidence (centre_id, kind, at);
create index notice_since on notice (centre_id, made_at) include (state, why);

-- Whether somebody who asked for a visit waits for it still. Who was visited on the day that they were told is asked of that day's visits, not of all that
-- anybody ever did for them.
create or replace function home_visit_is_open(v home_visit) returns boolean
language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() in ('staff', 'system') and app_at(v.centre_id) and v.ended is null
    and not exists (select from need n where n.id = v.need_id and n.outcome is not null)
    and not (v.told_day is not null and exists (select from visit x join assisted_session a on a.visit_id = x.id
      where x.centre_id = v.centre_id and x.outcome = 'met' and x.taken_back_at is null and a.person_id = any(same_as(v.person_id))
        and x.ended_at >= v.told_day::timestamp at time zone 'Asia/Ho_Chi_Minh' and x.ended_at < (v.told_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'))
    and not (v.source = 'police' and exists (select from police_booking b
      where b.person_id = any(same_as(v.person_id)) and b.made_at > v.asked_at and b.outcome <> 'not'));
end $$;

-- What is asked of one row after the other, and finds a few by their key, is planned once: with a list of ids among what it is given the database would
-- plan it anew each time, which takes longer than to do it.
alter function same_as(uuid) set plan_cache_mode = force_generic_plan;
alter function may_be_used_for(uuid, text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function may_be_told(uuid, timestamptz) set plan_cache_mode = force_generic_plan;
alter function home_visit_is_open(home_visit) set plan_cache_mode = force_generic_plan;
