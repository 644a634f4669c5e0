-- A visit that was written down by mistake is taken back by whoever wrote it: it counts nowhere, and what was shown in it was not.
-- What somebody was shown can be asked about again from a day on.
alter table visit add column taken_back_at timestamptz;
create policy visit_stands on visit as restrictive for select to :app using (taken_back_at is null);

alter table assisted_session drop constraint assisted_session_end;
alter table assisted_session add constraint assisted_session_end
  check (end_reason in ('done', 'went-home', 'handed-over', 'next-person', 'ticket-closed', 'wrong-person', 'taken-back'));

alter table encounter add column ask_again_on date;

-- One's own visit, from a phone, with the needs that were told in it and that nobody has gone on with; answers the household at whose door it
-- was not, null where there is none to take back.
create function take_back_visit(which uuid, needs uuid[], since timestamptz, at timestamptz) returns uuid
 language plpgsql security definer set search_path from current as $$
declare
  door uuid;
begin
  update visit v set taken_back_at = take_back_visit.at
    where v.id = which and app_kind() = 'phone' and v.helper_id::text = app_id() and v.taken_back_at is null and v.ended_at >= since
    returning v.household_id into door;
  if door is null then return null; end if;
  delete from encounter e using assisted_session s where s.visit_id = which and e.session_id = s.id;
  delete from need n where n.id = any(needs) and n.source = 'door' and n.outcome is null and coalesce(n.owner_id::text, app_id()) = app_id()
    and exists (select from journal j where j.about = n.id and j.command = 'assistance.record-need' and j.actor_kind = 'phone' and j.actor_id = app_id() and j.at >= since);
  update assisted_session s set end_reason = 'taken-back' where s.visit_id = which;
  return door;
end
$$;
revoke execute on function take_back_visit(uuid, uuid[], timestamptz, timestamptz) from public;
grant execute on function take_back_visit(uuid, uuid[], timestamptz, timestamptz) to :app;
