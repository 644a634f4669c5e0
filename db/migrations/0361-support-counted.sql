-- What is open is counted up to a bound, as what follows a line is: nobody reads ten thousand. Each number is one stretch of an index in the order of its list.
-- What is pressing stands in it as a number: a condition `= false` is taken apart before a plan is made, and finds no index.
drop index support_ticket_open;
create index support_ticket_open on support_ticket (centre_id, (case when urgency = 'now' and state <> 'solved' then 0 else 1 end), next_on, made_at, id) include (owner_id, state, number)
  where state <> 'over' and merged_into is null;
create index support_ticket_open_of on support_ticket (centre_id, owner_id, (case when urgency = 'now' and state <> 'solved' then 0 else 1 end), next_on, made_at, id) include (state, number)
  where state <> 'over' and merged_into is null;
create index support_ticket_open_state on support_ticket (centre_id, state, (case when urgency = 'now' and state <> 'solved' then 0 else 1 end), next_on, made_at, id) include (owner_id, number)
  where state in ('waits', 'solved') and merged_into is null;

drop function support_counts(int, uuid);
create function support_counts(centre int, me uuid, most int) returns table ("all" int, mine int, free int, waits int, solved int)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query select
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.owner_id = me and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.owner_id is null and t.state <> 'over' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state = 'waits' and t.merged_into is null and t.number > 0 limit most) l),
    (select count(*)::int from (select from support_ticket t where t.centre_id = centre and t.state = 'solved' and t.merged_into is null and t.number > 0 limit most) l);
end $$;
revoke execute on function support_counts(int, uuid, int) from public;
grant execute on function support_counts(int, uuid, int) to :app;

create function support_in_view(which text, me uuid, owner uuid, state text) returns boolean language sql immutable as $$
  select case which when 'mine' then owner = me when 'free' then owner is null when 'waits' then state = 'waits' when 'solved' then state = 'solved' else true end
$$;
-- How many follow a line. What is pressing and what is not are two stretches of the index, so that nothing before the line is gone through.
create or replace function support_after(centre int, me uuid, which text, at_pressing boolean, at_next date, at_made timestamptz, at_id uuid, at_number int, most int)
  returns int language plpgsql stable security definer set search_path from current as $$
declare
  here int;
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  if which = 'over' then
    return (select count(*) from (
      select from support_ticket t where t.centre_id = centre and t.state = 'over' and t.merged_into is null and t.number > 0 and t.number < at_number
      order by t.number desc limit most) l);
  end if;
  here := (select count(*) from (
    select from support_ticket t
    where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0
      and (case when t.urgency = 'now' and t.state <> 'solved' then 0 else 1 end) = case when at_pressing then 0 else 1 end and (t.next_on, t.made_at, t.id) > (at_next, at_made, at_id)
      and support_in_view(which, me, t.owner_id, t.state)
    limit most) l);
  if not at_pressing then return here; end if;
  return here + (select count(*) from (
    select from support_ticket t
    where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0
      and (case when t.urgency = 'now' and t.state <> 'solved' then 0 else 1 end) = 1
      and support_in_view(which, me, t.owner_id, t.state)
    limit most - here) l);
end $$;

-- What an engineer has is found by an index of what was given and is not over, and not by asking it of each ticket that they ever had. `mended`: they said
-- themselves that it is, and nobody has said yet whether it works.
create index support_ticket_given on support_ticket (owner_id, next_on) where given_at is not null and state <> 'over' and merged_into is null;
drop function support_mending();
create function support_mending() returns table (
  id uuid, centre_id int, number int, system text, device text, machine text, urgency text, state text, of_id uuid, person_id uuid, person_name text, staff_name text,
  business_id uuid, business_name text, business_phone bytea, asked_name text, caller bytea, phone bytea, phone_sealed bytea, next_step text, next_on text, version int,
  given_at timestamptz, given_by text, mended boolean
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select t.id, t.centre_id, t.number, t.system, t.device, d.name, t.urgency, t.state, t.person_id, n.id, n.name,
      case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end, t.business_id, b.name, b.phone_sealed, a.name, t.caller, t.phone, n.phone_sealed,
      t.next_step, t.next_on::text, t.version, t.given_at, p.name,
      t.state = 'solved' and t.owner_id = (select x.by_staff from support_event x where x.ticket_id = t.id and x.kind = 'solved' order by x.at desc, x.id desc limit 1)
    from support_ticket t join place p on p.id = t.centre_id left join device d on d.id = t.machine_id left join person o on o.id = t.person_id
      left join person n on n.id = row_of(o.merged_into, o.id) and n.commune_id = p.parent_id and n.erased_at is null
      left join business b on b.id = t.business_id left join person a on a.id = t.asked_by and a.erased_at is null
    where t.owner_id = app_id()::uuid and t.given_at is not null and t.state <> 'over' and t.merged_into is null and support_mends(t.id, t.centre_id)
    order by t.state = 'solved', t.next_on, t.given_at, t.id;
end $$;
revoke execute on function support_mending() from public;
grant execute on function support_mending() to :app;
create or replace function support_mending_asks() returns bigint language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  return (select count(*) from support_ticket t
    where t.owner_id = app_id()::uuid and t.given_at is not null and t.state = 'open' and t.merged_into is null and support_mends(t.id, t.centre_id));
end $$;

-- What they mended leads on to its ticket as long as that is theirs: each ticket stands in one of their two lists.
drop function support_mended_by_me(uuid, int);
create function support_mended_by_me(after uuid, most int) returns table (
  id uuid, number int, system text, device text, machine text, centre text, mended_at timestamptz, ended text, ended_at timestamptz, whole bigint, ticket uuid
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select e.id, t.number, t.system, t.device, d.name, p.name, e.at,
      case when b.at is not null then 'back' when t.state = 'over' then 'confirmed' else 'solved' end,
      coalesce(b.at, case when t.state = 'over' then c.at end), count(*) over (),
      case when t.owner_id = e.by_staff and t.given_at is not null and t.state <> 'over' and t.merged_into is null then t.id end
    from support_event e join support_ticket t on t.id = e.ticket_id join place p on p.id = t.centre_id left join device d on d.id = t.machine_id
      left join lateral (select min(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'back' and x.at >= e.at) b on true
      left join lateral (select max(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'confirmed' and x.at >= e.at) c on true
    where e.by_staff = app_id()::uuid and e.kind = 'solved'
      and not exists (select from support_event x where x.ticket_id = t.id and x.by_staff = e.by_staff and x.kind = 'solved' and (x.at, x.id) > (e.at, e.id))
      and not (t.owner_id = e.by_staff and t.given_at is not null and t.merged_into is null and (t.state in ('open', 'waits')
        or t.state = 'solved' and e.by_staff is distinct from (select x.by_staff from support_event x where x.ticket_id = t.id and x.kind = 'solved' order by x.at desc, x.id desc limit 1)))
      and not exists (select from support_loss l where l.ticket_id = t.id)
      and exists (select from staff_grant g where g.staff_id = e.by_staff and g.role = 'engineer' and g.taken_at is null and whole_place(g.place_id) in (p.id, p.parent_id))
      and (after is null or (e.at, e.id) < (select a.at, a.id from support_event a where a.id = after and a.by_staff = e.by_staff))
    order by e.at desc, e.id desc limit most;
end $$;
revoke execute on function support_mended_by_me(uuid, int) from public;
grant execute on function support_mended_by_me(uuid, int) to :app;
