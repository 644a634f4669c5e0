-- Whoever is stuck asks the support team on the web or from an error page, and says on their own page that it works or does not: nobody of the
-- house writes that down.
alter table support_ticket drop constraint support_ticket_source;
alter table support_ticket add constraint support_ticket_source check (source in ('phone', 'counter', 'door', 'staff', 'web'));
alter table support_ticket alter made_by drop not null;
alter table support_ticket add constraint support_ticket_made check ((made_by is null) = (source = 'web'));
alter table support_event alter by_staff drop not null;
-- What nobody of the house wrote is a word of theirs.
alter table support_event add constraint support_event_theirs check (by_staff is not null or kind in ('said', 'confirmed', 'back'));

-- The next spoken number of a centre; two who write at once get one each.
create function next_support_number(centre int) returns int language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'public') then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('support_ticket', centre));
  return (select coalesce(max(t.number), 0) + 1 from support_ticket t where t.centre_id = centre);
end $$;
revoke execute on function next_support_number(int) from public;
grant execute on function next_support_number(int) to :app;

create policy support_ticket_ask on support_ticket for insert to :app
  with check (source = 'web' and owner_id is null and staff_id is null and exists (select from centre c where c.id = support_ticket.centre_id) and case app_kind()
    when 'public' then person_id is null
    when 'resident' then person_id = any(app_same())
    else false
  end);

-- Whether a ticket was asked for just now by whoever is nobody: its first words belong to it, and no others of theirs.
create function support_fresh(which uuid, centre int) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'public' and exists (select from support_ticket t where t.id = which and t.centre_id = centre and t.source = 'web' and t.person_id is null)
    and not exists (select from support_event e where e.ticket_id = which);
end $$;
revoke execute on function support_fresh(uuid, int) from public;
grant execute on function support_fresh(uuid, int) to :app;

create policy support_event_ask on support_event for insert to :app
  with check (by_staff is null and case app_kind()
    when 'public' then kind = 'said' and support_fresh(ticket_id, centre_id)
    when 'resident' then kind in ('said', 'confirmed', 'back')
      and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and t.person_id = any(app_same()))
    else false
  end);

-- Their own ticket as it stands by a word of theirs, where nothing happened to it since they read it: how many moved.
create function support_heard(which uuid, seen int, stands text) returns int language plpgsql security definer set search_path from current as $$
declare
  moved int;
begin
  if app_kind() is distinct from 'resident' then return 0; end if;
  update support_ticket t set state = stands, version = t.version + 1 where t.id = which and t.version = seen and t.person_id = any(app_same());
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke execute on function support_heard(uuid, int, text) from public;
grant execute on function support_heard(uuid, int, text) to :app;

-- What whoever knows the number of a ticket is told of it, once they have said which telephone stands on it; never of anybody of the register.
create function support_by_number(centre int, spoken int) returns table (id uuid, state text, next_step text, next_on text, phone bytea) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'public' then return; end if;
  return query select t.id, t.state, t.next_step, t.next_on::text, t.phone from support_ticket t
    where t.centre_id = centre and t.number = spoken and t.person_id is null and t.staff_id is null and t.phone is not null;
end $$;
revoke execute on function support_by_number(int, int) from public;
grant execute on function support_by_number(int, int) to :app;

-- The number of an error page, as much of it as was read out.
alter table support_ticket alter fault type text using fault::text;
alter table support_ticket add constraint support_ticket_fault check (fault ~ '^[0-9a-f]{8}(-[0-9a-f-]{27})?$');
