-- A need for which somebody is to come home was gone on with: a visit that is taken back leaves it.
create or replace function take_back_visit(which uuid, needs uuid[], since timestamptz, at timestamptz) returns uuid
 language plpgsql security definer set search_path from current as $$
declare
  door uuid;
begin
  update visit v set taken_back_at = take_back_visit.at
    where v.id = which and app_kind() = 'phone' and v.helper_id::text = app_id() and app_at(v.centre_id) and v.taken_back_at is null
      and v.ended_at >= since and v.at >= take_back_visit.at - interval '7 days'
    returning v.household_id into door;
  if door is null then return null; end if;
  delete from need n where n.id = any(needs) and n.source = 'door' and n.outcome is null
    and exists (select from assisted_session s where s.visit_id = which and n.person_id = any(same_as(s.person_id)))
    and exists (select from journal j where j.about = n.id and j.command = 'assistance.record-need' and j.actor_kind = 'phone' and j.actor_id = app_id())
    and not exists (select from journal j where j.about = n.id and (j.actor_kind <> 'phone' or j.actor_id <> app_id()))
    and not exists (select from home_visit v where v.need_id = n.id)
    and coalesce(n.owner_id::text, app_id()) = app_id() and (n.plan is null or n.plan = 'home-visit');
  delete from encounter e using assisted_session s where s.visit_id = which and e.session_id = s.id;
  update assisted_session s set end_reason = 'taken-back' where s.visit_id = which;
  return door;
end
$$;
