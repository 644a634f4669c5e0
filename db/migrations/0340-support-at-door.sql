-- A ticket that was written at a door, on a phone without a line: it has the hour at which it was written, and that at which it came here. Its clocks
-- run from the first; whoever is rung when it is late is rung from the second.
alter table support_ticket drop constraint support_ticket_source;
alter table support_ticket add constraint support_ticket_source check (source in ('phone', 'counter', 'door', 'field', 'staff', 'web', 'message', 'drill'));
alter table support_ticket add arrived_at timestamptz;
alter table support_ticket add constraint support_ticket_arrived check ((arrived_at is not null) = (source = 'field') and arrived_at >= made_at);
-- The phone with which a colleague goes from door to door is a machine of the house too.
alter table support_ticket drop constraint support_ticket_device;
alter table support_ticket add constraint support_ticket_device check (device in ('own-phone', 'own-computer', 'none',
  'counter-computer', 'printer', 'scanner', 'kiosk', 'display', 'second-screen', 'network', 'field-phone'));

create or replace function next_support_number(centre int) returns int language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'public', 'system', 'phone') then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('support_ticket', centre));
  return (select coalesce(max(t.number), 0) + 1 from support_ticket t where t.centre_id = centre);
end $$;

-- A phone writes a ticket as whoever holds it, of somebody behind a door of its areas, of a caller, or of whoever holds it; and reads none.
create policy support_ticket_at_door on support_ticket for insert to :app
  with check (app_kind() = 'phone' and app_at(centre_id) and source = 'field' and made_by::text = app_id() and num_nonnulls(owner_id, business_id, asked_by, fault, machine_id) = 0
    and (staff_id is null or staff_id::text = app_id()) and (person_id is null or in_areas(person_id)));

-- Whether a ticket was written just now by the phone of whoever asks: so many words stand on it.
create function support_at_door(which uuid, centre int, words int) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'phone' and app_at(centre)
    and exists (select from support_ticket t where t.id = which and t.centre_id = centre and t.source = 'field' and t.made_by::text = app_id())
    and (select count(*) from support_event e where e.ticket_id = which) = words;
end $$;
revoke execute on function support_at_door(uuid, int, int) from public;
grant execute on function support_at_door(uuid, int, int) to :app;

create policy support_event_at_door on support_event for insert to :app
  with check (app_kind() = 'phone' and kind = 'said' and by_staff::text = app_id() and support_at_door(ticket_id, centre_id, 0));
create policy support_loss_at_door on support_loss for insert to :app
  with check (app_kind() = 'phone' and begun_by::text = app_id() and num_nonnulls(way, beside, handed_at, day_called_at, week_called_at) = 0 and support_at_door(ticket_id, centre_id, 1));

-- What a phone is lent: the numbers that stand at its centre, and which spoken number each ticket got that whoever holds it wrote at doors.
create function support_lent(staff uuid, centre int, since timestamptz) returns table (centre_phone text, police_phone text, tickets jsonb)
  language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select
    (select h.phone from support_hotline h where h.centre_id = centre and h.kind = 'centre' and h.confirmed_at is not null order by h.id desc limit 1),
    (select h.phone from support_hotline h where h.centre_id = centre and h.kind = 'police' and h.confirmed_at is not null order by h.id desc limit 1),
    (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'number', w.number) order by w.number), '[]') from (
      select t.id, t.number from support_ticket t where t.made_by = staff and t.centre_id = centre and t.source = 'field' and t.arrived_at > since
      order by t.number desc limit 100) w);
end $$;
revoke execute on function support_lent(uuid, int, timestamptz) from public;
grant execute on function support_lent(uuid, int, timestamptz) to :app;
