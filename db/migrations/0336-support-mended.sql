-- What an engineer reads of a ticket names the business and whoever asked, and finds their own by the index of owners; whoever may see to tickets no
-- more leaves those that are over without ringing anybody.
drop function support_mending();
create function support_mending() returns table (
  id uuid, centre_id int, number int, system text, device text, machine text, urgency text, state text, of_id uuid, person_id uuid, person_name text, staff_name text,
  business_id uuid, business_name text, business_phone bytea, asked_name text, caller bytea, phone bytea, phone_sealed bytea,
  next_step text, next_on text, version int, given_at timestamptz, given_by text
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select t.id, t.centre_id, t.number, t.system, t.device, d.name, t.urgency, t.state, t.person_id, n.id, n.name,
      case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end, t.business_id, b.name, b.phone_sealed, a.name, t.caller, t.phone, n.phone_sealed,
      t.next_step, t.next_on::text, t.version, t.given_at, p.name
    from support_ticket t join place p on p.id = t.centre_id left join device d on d.id = t.machine_id left join person o on o.id = t.person_id
      left join person n on n.id = row_of(o.merged_into, o.id) and n.commune_id = p.parent_id and n.erased_at is null
      left join business b on b.id = t.business_id left join person a on a.id = t.asked_by and a.erased_at is null
    where t.owner_id = app_id()::uuid and support_mends(t.id, t.centre_id)
    order by t.state = 'solved', t.next_on, t.given_at, t.id;
end $$;
revoke execute on function support_mending() from public;
grant execute on function support_mending() to :app;

create or replace function support_mending_asks() returns bigint language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  return (select count(*) from support_ticket t
    where t.owner_id = app_id()::uuid and t.given_at is not null and t.state = 'open' and support_mends(t.id, t.centre_id));
end $$;

create or replace function support_pass(who uuid, successor uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  passed int;
begin
  if app_kind() is distinct from 'system' then return 0; end if;
  with able as materialized (
    select c.centre_id, h.id, h.engineer from (select distinct o.centre_id from support_ticket o where o.owner_id = who) c cross join lateral support_able(c.centre_id) h)
  update support_ticket t set owner_id = (select h.id from able h where h.centre_id = t.centre_id and h.id = successor and not h.engineer), given_at = null,
      version = t.version + 1, rings_at = case when t.state = 'over' then t.rings_at else '-infinity' end
    where t.owner_id = who and not exists (
      select from able h where h.centre_id = t.centre_id and h.id = who and h.engineer = (t.given_at is not null));
  get diagnostics passed = row_count;
  return passed;
end $$;
