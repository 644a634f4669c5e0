-- A ticket can be given to a colleague, or to an engineer of a telecom company. Whoever comes from another organisation holds a role that gives them
-- no place: below the code too they read the tickets that were given to them, as long as those are theirs, and nothing besides.
alter table staff_grant drop constraint staff_grant_role;
alter table staff_grant add constraint staff_grant_role check (role in ('guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province', 'area-lead', 'volunteer', 'co-host', 'engineer'));

create or replace function colleagues_at(which integer) returns table (id uuid, name text, role text) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.name, g.role
    from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null and g.role not in ('co-host', 'engineer');
end $$;

create or replace function hands_at(which int) returns table (id uuid, name text) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select distinct s.id, s.name
    from place c join staff_grant g on whole_place(g.place_id) in (c.id, c.parent_id) join staff s on s.id = g.staff_id
    where c.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null
      and g.role not in ('administrator', 'province', 'engineer');
end $$;

-- Since when it is with somebody of another organisation; nobody where a colleague or the team sees to it.
alter table support_ticket add given_at timestamptz;
alter table support_ticket add constraint support_ticket_given check (given_at is null or owner_id is not null);
grant update (given_at) on support_ticket to :app;

-- Who may see to a ticket of a centre: whoever serves its people, and engineers. `engineer`: they come from another organisation, and serve here in no other role.
create function support_able(centre int) returns table (id uuid, name text, engineer boolean) language plpgsql stable set search_path from current as $$
begin
  return query
    select s.id, s.name, bool_and(g.role = 'engineer')
    from place c join staff_grant g on whole_place(g.place_id) in (c.id, c.parent_id) join staff s on s.id = g.staff_id
    where c.id = centre and g.taken_at is null and s.closed_at is null and g.role in ('guide', 'receiving-officer', 'leader', 'engineer')
    group by s.id, s.name order by s.name, s.id;
end $$;
revoke execute on function support_able(int) from public;
create function support_hands(centre int) returns table (id uuid, name text, engineer boolean) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query select * from support_able(centre);
end $$;
revoke execute on function support_hands(int) from public;
grant execute on function support_hands(int) to :app;

-- Whether whoever asks is the engineer to whom a ticket of a centre was given: it is theirs, is not over, stands under no other, and they still hold the role there.
create function support_mends(which uuid, centre int) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() is not distinct from 'staff' and exists (
    select from support_ticket t join place c on c.id = t.centre_id
    where t.id = which and t.centre_id = centre and t.owner_id::text = app_id() and t.given_at is not null and t.state <> 'over' and t.merged_into is null
      and not exists (select from support_loss l where l.ticket_id = t.id)
      and exists (select from staff_grant g where g.staff_id = t.owner_id and g.role = 'engineer' and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id)));
end $$;
revoke execute on function support_mends(uuid, int) from public;
grant execute on function support_mends(uuid, int) to :app;

-- The tickets of whoever asks: what is broken, whose it is and where they are rung. Of the register by the name under which they live in its commune.
create function support_mending() returns table (
  id uuid, centre_id int, number int, system text, urgency text, state text, of_id uuid, person_id uuid, person_name text, staff_name text, caller bytea, phone bytea,
  phone_sealed bytea, next_step text, next_on text, version int, given_at timestamptz, given_by text
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select t.id, t.centre_id, t.number, t.system, t.urgency, t.state, t.person_id, n.id, n.name,
      case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end, t.caller, t.phone, n.phone_sealed,
      t.next_step, t.next_on::text, t.version, t.given_at, p.name
    from support_ticket t join place p on p.id = t.centre_id left join person o on o.id = t.person_id
      left join person n on n.id = row_of(o.merged_into, o.id) and n.commune_id = p.parent_id and n.erased_at is null
    where t.owner_id::text = app_id() and support_mends(t.id, t.centre_id)
    order by t.state = 'solved', t.next_on, t.given_at, t.id;
end $$;
revoke execute on function support_mending() from public;
grant execute on function support_mending() to :app;

-- What they read on it: what they who are stuck said, and what was said since it was given to them. What the team noted or answered before is not theirs, nor what stands on tickets under it.
create function support_mend_events(which uuid) returns table (id uuid, kind text, words bytea, until timestamptz, by_name text, at timestamptz)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select e.id, e.kind, e.words, e.until, actor_name('staff', e.by_staff::text), e.at
    from support_ticket t join support_event e on e.ticket_id = t.id
    where t.id = which and support_mends(t.id, t.centre_id) and (e.kind in ('said', 'back') or e.at >= t.given_at or e.by_staff::text = app_id())
    order by e.at, e.id;
end $$;
revoke execute on function support_mend_events(uuid) from public;
grant execute on function support_mend_events(uuid) to :app;

create policy support_event_mend on support_event for insert to :app
  with check (app_kind() = 'staff' and by_staff::text = app_id() and kind in ('answered', 'note', 'waits', 'solved') and support_mends(ticket_id, centre_id));

-- Their ticket as it stands by a word of theirs, or back with the whole team: how many moved.
create function support_mended(which uuid, seen int, stands text, planned date, keeps boolean) returns int language plpgsql security definer set search_path from current as $$
declare
  moved int;
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  update support_ticket t set state = stands, next_on = coalesce(planned, t.next_on), version = t.version + 1, rings_at = '-infinity',
      owner_id = case when keeps then t.owner_id end, given_at = case when keeps then t.given_at end
    where t.id = which and t.version = seen and t.owner_id::text = app_id() and support_mends(t.id, t.centre_id);
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke execute on function support_mended(uuid, int, text, date, boolean) from public;
grant execute on function support_mended(uuid, int, text, date, boolean) to :app;

-- How many of their tickets wait for them.
create function support_mending_asks() returns bigint language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  return (select count(*) from support_ticket t where t.owner_id::text = app_id() and t.given_at is not null and t.state = 'open' and support_mends(t.id, t.centre_id));
end $$;
revoke execute on function support_mending_asks() from public;
grant execute on function support_mending_asks() to :app;

-- Whoever may see to a ticket no more, for they left or hold no role for it, sees to none: each goes to a colleague who may, or back to the whole team. How many.
create function support_pass(who uuid, successor uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  passed int;
begin
  if app_kind() is distinct from 'system' then return 0; end if;
  update support_ticket t set owner_id = (select h.id from support_able(t.centre_id) h where h.id = successor and not h.engineer), given_at = null,
      version = t.version + 1, rings_at = '-infinity'
    where t.owner_id = who and not exists (
      select from support_able(t.centre_id) h where h.id = who and h.engineer = (t.given_at is not null));
  get diagnostics passed = row_count;
  return passed;
end $$;
revoke execute on function support_pass(uuid, uuid) from public;
grant execute on function support_pass(uuid, uuid) to :app;
