-- What a review found too wide: doors that any listener or colleague could look behind, and rows that were not tied to
-- the actor or the centre of the scope.

-- The places around an actor: a centre that it holds, and the commune of one. A person of the commune works at each.
create function app_near(which int) returns boolean language plpgsql stable as $$
begin
  return exists (select from place p where p.id = any(app_centres()) and which in (p.id, p.parent_id));
end
$$;

-- A place of which the actor holds every centre: only there can it give a role.
create function app_within(which int) returns boolean language plpgsql stable as $$
begin
  return (
    with recursive under (id, kind) as (
      select p.id, p.kind from place p where p.id = which
      union all
      select p.id, p.kind from place p join under u on p.parent_id = u.id
    )
    select coalesce(bool_and(app_at(id)), false) from under where kind = 'centre'
  );
end
$$;

-- Whether the actor is an administrator near its centres. It reads past the policy of the table that it guards.
create function app_administers() returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and exists (
    select from staff_grant g where g.staff_id::text = app_id() and g.role = 'administrator' and g.taken_at is null and app_near(g.place_id)
  );
end
$$;

-- Password and second factor are the door's; a member of staff reads her own row, to prove that it is she.
alter policy staff_door on staff using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
drop policy staff_colleagues on staff;
create policy staff_own on staff for select to :app using (app_kind() = 'staff' and id::text = app_id());
create policy staff_make on staff for insert to :app with check (app_administers());

alter policy staff_grant_door on staff_grant using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
alter policy staff_grant_read on staff_grant using (app_kind() = 'staff' and (app_near(place_id) or staff_id::text = app_id()));
create policy staff_grant_make on staff_grant for insert to :app with check (role <> 'province' and app_within(place_id) and app_administers());

-- Of a colleague nothing is read but name and role, and only while the role is held.
create function colleagues_at(which int) returns table (id uuid, name text, role text) language sql stable security definer set search_path from current as $$
  select s.id, s.name, g.role
  from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
  where p.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null
$$;

alter policy staff_session_door on staff_session using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
create policy staff_session_own on staff_session for all to :app
  using (app_kind() = 'staff' and staff_id::text = app_id()) with check (app_kind() = 'staff' and staff_id::text = app_id());
-- A leader ends the sessions of whoever works there, and can do nothing else with them.
create policy staff_session_near on staff_session for select to :app using (
  app_kind() = 'staff' and exists (select from staff_grant g where g.staff_id = staff_session.staff_id and g.taken_at is null and app_near(g.place_id))
);
create policy staff_session_end on staff_session for update to :app using (
  app_kind() = 'staff' and exists (select from staff_grant g where g.staff_id = staff_session.staff_id and g.taken_at is null and app_near(g.place_id))
) with check (revoked_at is not null);

alter policy resident_session_door on resident_session
  using ((app_kind() = 'system' and app_id() = 'door') or (app_kind() = 'resident' and person_id = app_person()))
  with check ((app_kind() = 'system' and app_id() = 'door') or (app_kind() = 'resident' and person_id = app_person()));

alter policy api_key_door on api_key using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
create policy api_key_make on api_key for insert to :app with check (role <> 'province' and app_within(place_id) and app_administers());

-- A screen asks at the door; whoever binds it finds it by its code and takes it, once.
alter policy pairing_door on pairing using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
create policy pairing_find on pairing for select to :app using (app_kind() = 'staff');
create policy pairing_take on pairing for update to :app using (app_kind() = 'staff' and used_at is null) with check (used_at is not null);

alter policy eid_trip_door on eid_trip using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');

revoke execute on function app_administers(), colleagues_at(int) from public;
grant execute on function app_administers(), colleagues_at(int) to :app;

-- The journal and the looks say who acted: it is whoever the scope says.
alter policy journal_write on journal with check (actor_kind = app_kind() and actor_id = app_id());
alter policy look_write on look with check (actor_kind = app_kind() and actor_id = app_id());

-- Nobody is moved to a commune that the mover does not serve, nor made into another person's row.
alter policy person_change on person with check (
  (app_kind() = 'staff' and serves(commune_id)) or (app_kind() = 'resident' and id = app_person()) or (app_kind() = 'system' and (id = app_row() or id = app_person() or app_id() = 'door'))
);

-- No command changes a centre; its hours and account are set by whoever runs the house.
revoke update on centre from :app;

-- A second screen sees the session that is open at its desk. Of one that has just ended it is told which, and no more.
alter policy assisted_session_read on assisted_session using (
  case app_kind()
    when 'staff' then app_at(centre_id)
    when 'resident' then person_id = app_person()
    when 'device' then id = nullif(current_setting('app.session', true), '')::uuid
    when 'system' then true
    else false
  end
);
-- The last session at a desk, if it ended after `since` and was not rated: the faces belong to it, and never to one before.
create function just_ended(desk uuid, since timestamptz) returns table (id uuid, centre_id int) language sql stable security definer set search_path from current as $$
  select s.id, s.centre_id from assisted_session s
  where s.id = (select l.id from assisted_session l where l.desk_id = just_ended.desk and app_at(l.centre_id) order by l.started_at desc limit 1)
    and s.ended_at > just_ended.since and s.end_reason <> 'wrong-person'
    and not exists (select from rating_chance c where c.session_id = s.id and c.used_at is not null)
$$;
revoke execute on function just_ended(uuid, timestamptz) from public;
grant execute on function just_ended(uuid, timestamptz) to :app;

-- What belongs to a centre is written by whoever acts there. A link is used by nobody in particular, a bank's word by the system.
alter policy rating_chance_all on rating_chance
  using (app_kind() = 'system' or (app_kind() = 'device' and app_at(centre_id))) with check (app_kind() = 'system' or (app_kind() = 'device' and app_at(centre_id)));
alter policy receipt_counter_all on receipt_counter
  using (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id))) with check (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id)));
alter policy line_all on line using (app_at(centre_id)) with check (app_at(centre_id));
-- Waits are learned from everywhere and told to everybody; whoever holds a ticket may close its own time.
drop policy ticket_period_all on ticket_period;
create policy ticket_period_read on ticket_period for select to :app using (app_kind() is not null);
create policy ticket_period_write on ticket_period for insert to :app with check (app_at(centre_id) or (app_kind() = 'public' and ticket_id = app_row()));
create policy ticket_period_close on ticket_period for update to :app
  using (app_at(centre_id) or (app_kind() = 'public' and ticket_id = app_row())) with check (app_at(centre_id) or (app_kind() = 'public' and ticket_id = app_row()));
