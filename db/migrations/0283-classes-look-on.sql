-- Somebody of another organisation who is named in a class as its assessor looks on as its learners do a task, and at nobody else: in the days
-- of the class and a fortnight after its last lesson. `which` null asks of any of their classes at a centre.
create function looks_on_in_class(which uuid, who uuid, centre int, on_day date) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return false; end if;
  return exists (
    select from class_hand h join class_run r on r.id = h.run_id
    where h.staff_id::text = app_id() and h.part = 'assessor' and (which is null or r.id = which) and r.centre_id = centre
      -- Whoever teaches it looks on at none of it; whoever is named no more, or holds no role there, helps in it no more.
      and r.trainer_id <> h.staff_id and helps_in_class(r.id)
      -- Of whoever has a place and was there once: a name on a list is nobody who does a task.
      and exists (select from class_seat s where s.run_id = r.id and s.state = 'taken' and s.person_id = any(same_as(who)))
      and exists (select from class_mark m where m.run_id = r.id and m.how in ('here', 'late', 'early') and m.person_id = any(same_as(who)))
      and on_day between (select min(e.day) from class_session e where e.run_id = r.id)
        and (select max(e.day) + 14 from class_session e where e.run_id = r.id));
end $$;
revoke execute on function looks_on_in_class(uuid, uuid, int, date) from public;
grant execute on function looks_on_in_class(uuid, uuid, int, date) to :app;

-- Which form of a task somebody did last, whoever looked on: nobody is asked the same twice, and that is all that an assessor is told of it.
create function last_form_in_class(which uuid, who uuid, of_statement text, on_day date) returns text language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'staff' or not coalesce((select looks_on_in_class(r.id, who, r.centre_id, on_day) from class_run r where r.id = which), false)
  then return null; end if;
  return (select e.item from skill_evidence e
    where e.person_id = any(same_as(who)) and e.kind = 'task' and e.statement = of_statement and e.taken_back_at is null
    order by e.at desc, e.id desc limit 1);
end $$;
revoke execute on function last_form_in_class(uuid, uuid, text, date) from public;
grant execute on function last_form_in_class(uuid, uuid, text, date) to :app;

-- In a class there is no sitting: a look is written by whoever is its assessor, on a day of it, and only what they wrote do they read.
create policy skill_evidence_in_class_read on skill_evidence for select to :app
  using (app_kind() = 'staff' and kind = 'task' and session_id is null and by_staff::text = app_id());
create policy skill_evidence_in_class_write on skill_evidence for insert to :app
  with check (app_kind() = 'staff' and kind = 'task' and session_id is null and by_staff::text = app_id()
    and looks_on_in_class(null, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh')::date));
create policy skill_evidence_in_class_take_back on skill_evidence for update to :app
  using (app_kind() = 'staff' and kind = 'task' and session_id is null and by_staff::text = app_id())
  with check (app_kind() = 'staff' and kind = 'task' and session_id is null and by_staff::text = app_id()
    and looks_on_in_class(null, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh')::date));
