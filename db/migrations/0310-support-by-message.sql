-- Whoever has no browser asks the support team by a message from their own telephone.
alter table support_ticket drop constraint support_ticket_source;
alter table support_ticket add constraint support_ticket_source check (source in ('phone', 'counter', 'door', 'staff', 'web', 'message'));
alter table support_ticket drop constraint support_ticket_made;
alter table support_ticket add constraint support_ticket_made check ((made_by is null) = (source in ('web', 'message')));

create or replace function next_support_number(centre int) returns int language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'public', 'system') then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('support_ticket', centre));
  return (select coalesce(max(t.number), 0) + 1 from support_ticket t where t.centre_id = centre);
end $$;

alter policy support_ticket_ask on support_ticket
  with check (owner_id is null and staff_id is null and exists (select from centre c where c.id = support_ticket.centre_id) and case app_kind()
    when 'public' then source = 'web' and person_id is null
    when 'resident' then source = 'web' and person_id = any(app_same())
    when 'system' then app_id() = 'messages' and source = 'message' and person_id is not null and app_at(centre_id)
    else false
  end);
alter policy support_event_ask on support_event
  with check (by_staff is null and case app_kind()
    when 'public' then kind = 'said' and support_fresh(ticket_id, centre_id)
    when 'resident' then kind in ('said', 'confirmed', 'back')
      and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and t.person_id = any(app_same()))
    when 'system' then app_id() = 'messages' and kind = 'said' and app_at(centre_id)
      and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and t.source = 'message')
    else false
  end);

-- The centre of the commune in which somebody lives, for a message of theirs: it stands at no centre before.
create function support_home(who uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'messages' then return null; end if;
  return (select c.id from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre' where p.id = who and p.erased_at is null order by c.id limit 1);
end $$;
revoke execute on function support_home(uuid) from public;
grant execute on function support_home(uuid) to :app;
