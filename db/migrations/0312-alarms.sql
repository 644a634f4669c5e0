-- A late ticket climbs on to the province; and each night one that nobody wrote climbs there, so that it is known whether the alarm works.

alter table support_ring drop constraint support_ring_rung, add constraint support_ring_rung check (rung in ('team', 'leader', 'province'));

-- How far a ticket has climbed as it stands, kept by whoever rings: null, it is not late.
alter table support_ticket add rung text constraint support_ticket_rung check (rung in ('team', 'leader', 'province'));
create index support_ticket_climbed on support_ticket (centre_id, rung) where rung is not null;
grant update (rung) on support_ticket to :app;

-- The ticket that nobody wrote: number nought, one at a time for a centre, seen by the house alone.
alter table support_ticket
  drop constraint support_ticket_source, drop constraint support_ticket_made, drop constraint support_ticket_number,
  add constraint support_ticket_source check (source in ('phone', 'counter', 'door', 'staff', 'web', 'message', 'drill')),
  add constraint support_ticket_made check ((made_by is null) = (source in ('web', 'message', 'drill'))),
  add constraint support_ticket_number check (number >= 0 and (number = 0) = (source = 'drill'));
create policy support_ticket_no_drill on support_ticket as restrictive for all to :app using (number > 0 or app_kind() = 'system');
create policy support_ticket_drill on support_ticket for insert to :app
  with check (app_kind() = 'system' and app_id() = 'alarms.drill' and number = 0 and app_at(centre_id) and num_nonnulls(person_id, staff_id, caller, phone, owner_id) = 0);
create policy support_ticket_drill_over on support_ticket for delete to :app
  using (app_kind() = 'system' and app_id() = 'alarms.drill' and number = 0 and app_at(centre_id));
create policy support_ring_drill_over on support_ring for delete to :app
  using (app_kind() = 'system' and app_id() = 'alarms.drill' and app_at(centre_id) and exists (select from support_ticket t where t.id = ticket_id and t.number = 0));
grant delete on support_ticket, support_ring to :app;

create or replace function support_asking(centre int, today date) returns bigint language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(*) from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and (t.owner_id is null or t.next_on < today))
    - (select count(*) from support_ticket d where d.centre_id = centre and d.number = 0);
end $$;

create or replace function support_counts(centre int, me uuid) returns table ("all" int, mine int, free int, waits int, solved int)
language plpgsql stable security definer set search_path from current as $$
declare
  drills int;
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  drills := (select count(*) from support_ticket d where d.centre_id = centre and d.number = 0);
  return query select count(*)::int - drills, (count(*) filter (where t.owner_id = me))::int, (count(*) filter (where t.owner_id is null))::int - drills,
      (count(*) filter (where t.state = 'waits'))::int, (count(*) filter (where t.state = 'solved'))::int
    from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null;
end $$;

-- Whoever holds a role for the whole province is told of a commune of it.
create or replace function staff_holding(centre int, held text[]) returns table (id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(centre) then return; end if;
  return query select distinct s.id from place p join staff_grant g
      on (g.place_id in (p.id, p.parent_id) or g.role = 'province' and g.place_id = (select up.parent_id from place up where up.id = p.parent_id)) and g.taken_at is null and g.role = any(held)
    join staff s on s.id = g.staff_id and s.closed_at is null where p.id = centre;
end $$;

create or replace function staff_works(who uuid, centre int, held text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return false; end if;
  return exists (
    select from staff s join place p on p.id = centre join staff_grant g
      on g.staff_id = s.id and (g.place_id in (p.id, p.parent_id) or g.role = 'province' and g.place_id = (select up.parent_id from place up where up.id = p.parent_id)) and g.taken_at is null
    where s.id = who and s.closed_at is null and (held is null or g.role = any(held))
  );
end $$;

-- One night's try of the alarm at a centre: when it began and ended, and at each rung when it rang and how many would have heard it.
create table alarm_drill (
  centre_id int not null constraint alarm_drill_centre_id_fkey references centre (id),
  night date not null,
  ticket_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  constraint alarm_drill_pkey primary key (centre_id, night)
);
create table alarm_drill_rung (
  centre_id int not null,
  night date not null,
  rung text not null constraint alarm_drill_rung_rung check (rung in ('team', 'leader', 'province')),
  at timestamptz,
  people int not null constraint alarm_drill_rung_people check (people >= 0),
  constraint alarm_drill_rung_pkey primary key (centre_id, night, rung),
  constraint alarm_drill_rung_drill_fkey foreign key (centre_id, night) references alarm_drill (centre_id, night)
);
alter table alarm_drill enable row level security;
alter table alarm_drill_rung enable row level security;
create policy alarm_drill_read on alarm_drill for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy alarm_drill_rung_read on alarm_drill_rung for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy alarm_drill_write on alarm_drill for insert to :app with check (app_kind() = 'system' and app_id() = 'alarms.drill' and app_at(centre_id));
create policy alarm_drill_end on alarm_drill for update to :app
  using (app_kind() = 'system' and app_id() = 'alarms.drill' and app_at(centre_id)) with check (app_at(centre_id));
create policy alarm_drill_rung_write on alarm_drill_rung for insert to :app with check (app_kind() = 'system' and app_id() = 'alarms.drill' and app_at(centre_id));
grant select, insert, update (ended_at) on alarm_drill to :app;
grant select, insert on alarm_drill_rung to :app;

-- That the province asked a commune about a ticket that had climbed to it, as it stood.
create table alarm_ask (
  ticket_id uuid not null constraint alarm_ask_ticket_id_fkey references support_ticket (id),
  centre_id int not null constraint alarm_ask_centre_id_fkey references centre (id),
  version int not null,
  by_staff uuid not null constraint alarm_ask_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint alarm_ask_pkey primary key (ticket_id, version)
);
create index alarm_ask_by_staff on alarm_ask (by_staff);
alter table alarm_ask enable row level security;
create policy alarm_ask_read on alarm_ask for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy alarm_ask_write on alarm_ask for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
  and exists (select from support_ticket t where t.id = ticket_id and t.centre_id = alarm_ask.centre_id and t.rung = 'province'));
grant select, insert on alarm_ask to :app;
