-- Whoever has a place is told of their lesson the day before, once.
alter table class_session add column reminded_at timestamptz;
grant update (reminded_at) on class_session to :app;
create policy class_session_remind on class_session for update to :app
  using (app_kind() = 'system' and app_id() = 'classes.remind') with check (app_kind() = 'system' and app_id() = 'classes.remind');

create function lessons_on(which date) returns table (run_id uuid, no smallint, centre_id int) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.remind' then return; end if;
  return query
    select s.run_id, s.no, r.centre_id from class_session s join class_run r on r.id = s.run_id
    where s.day = which and s.closed_at is null and s.reminded_at is null and r.dropped_at is null;
end $$;
revoke execute on function lessons_on(date) from public;
grant execute on function lessons_on(date) to :app;

-- A place is offered by whoever sees to the class, by somebody who gives theirs back, or by the house; and by nobody while a signature is missing.
create or replace function offer_seats(which uuid, until timestamptz) returns setof uuid language plpgsql security definer set search_path from current as $$
declare
  free int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system') then return; end if;
  select r.capacity - (select count(*) from class_seat s where s.run_id = which and s.state in ('taken', 'offered')) into free
    from class_run r where r.id = which and r.dropped_at is null
      and (coalesce(app_at(r.centre_id), false) or app_kind() = 'resident' and exists (select from class_seat o where o.run_id = which and o.person_id = any(app_same())))
      and not exists (select from class_host h where h.run_id = which and h.signed_at is null);
  if coalesce(free, 0) <= 0 then return; end if;
  return query
    update class_seat s set state = 'offered', offered_until = until
      where s.id in (select w.id from class_seat w where w.run_id = which and w.state = 'waiting' order by w.asked_at, w.number limit free)
      returning s.id;
end $$;
