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
language plpgsql stable security definer set search_path from current as $$
declare
  me uuid;
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  me := app_id();
  return exists (select from class_run r where r.trainer_id = me) or exists (select from class_hand h where h.staff_id = me);
end $$;
revoke execute on function has_class_of_hand() from public;
grant execute on function has_class_of_hand() to :app;

create index ticket_arrived on ticket (centre_id, arrived_at);

create index staff_session_in on staff_session (staff_id, made_at) where level = 2;

-- Answers since a day, of a year's; and words since a day, by how they stand.
drop index skill_evidence_item;
create index skill_evidence_since on skill_evidence (centre_id, kind, at);
create index notice_since on notice (centre_id, made_at) include (state, why);
