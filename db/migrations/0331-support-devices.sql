-- Which machine a ticket is about: one of theirs, or one of the house; of those that are paired with the centre also which by its name.
alter table device add constraint device_at unique (id, centre_id);
alter table support_ticket add device text constraint support_ticket_device check (device in ('own-phone', 'own-computer', 'none',
  'counter-computer', 'printer', 'scanner', 'kiosk', 'display', 'second-screen', 'network'));
alter table support_ticket add machine_id uuid;
alter table support_ticket add constraint support_ticket_machine_fkey foreign key (machine_id, centre_id) references device (id, centre_id);
alter table support_ticket add constraint support_ticket_machine check (machine_id is null or device is not null and device in ('kiosk', 'display', 'second-screen'));
-- A machine of the house is that of a colleague who is stuck with it.
alter table support_ticket add constraint support_ticket_whose_device check (device is null or (device in ('own-phone', 'own-computer', 'none')) = (staff_id is null));
create index support_ticket_machine on support_ticket (machine_id, centre_id) where machine_id is not null;

drop function support_mending();
create function support_mending() returns table (
  id uuid, centre_id int, number int, system text, device text, machine text, urgency text, state text, of_id uuid, person_id uuid, person_name text, staff_name text,
  caller bytea, phone bytea, phone_sealed bytea, next_step text, next_on text, version int, given_at timestamptz, given_by text
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select t.id, t.centre_id, t.number, t.system, t.device, d.name, t.urgency, t.state, t.person_id, n.id, n.name,
      case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end, t.caller, t.phone, n.phone_sealed,
      t.next_step, t.next_on::text, t.version, t.given_at, p.name
    from support_ticket t join place p on p.id = t.centre_id left join device d on d.id = t.machine_id left join person o on o.id = t.person_id
      left join person n on n.id = row_of(o.merged_into, o.id) and n.commune_id = p.parent_id and n.erased_at is null
    where t.owner_id::text = app_id() and support_mends(t.id, t.centre_id)
    order by t.state = 'solved', t.next_on, t.given_at, t.id;
end $$;
revoke execute on function support_mending() from public;
grant execute on function support_mending() to :app;
