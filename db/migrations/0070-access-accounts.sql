-- Accounts live and end: who keeps them, what needs two people, what a key may do.

-- Made or reset by others: until somebody has a password and an authenticator of their own, no other door opens.
alter table staff add column must_change boolean not null default false;
comment on column staff.must_change is 'Somebody else has printed what opens this account; the first sign-in replaces it.';

-- Whether somebody holds one of these roles over every centre of a place. The role counts where it was given, and nowhere
-- else that they happen to work. It reads past the policies of the tables that it guards.
create function keeps_place(who uuid, which int, as_role text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return (
    with recursive under (id, kind) as (
      select p.id, p.kind from place p where p.id = which
      union all
      select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
    ), theirs (id) as (
      select g.place_id from staff_grant g join staff s on s.id = g.staff_id
      where g.staff_id = who and g.taken_at is null and g.role = any(as_role) and s.closed_at is null and not s.must_change
      union
      select p.id from place p join theirs t on p.parent_id = t.id where p.kind in ('commune', 'centre')
    )
    select coalesce(bool_and(id in (select t.id from theirs t)), false) from under where kind = 'centre'
  );
end
$$;
revoke execute on function keeps_place(uuid, int, text[]) from public;

create function app_keeps(which int, as_role text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and keeps_place(app_id()::uuid, which, as_role);
end
$$;

-- What takes effect only when a second person agrees: neither who asked, nor whom it is about.
create table account_change (
  id uuid primary key,
  staff_id uuid not null references staff(id),
  what text not null constraint account_change_what check (what in ('reset', 'give', 'take', 'close')),
  role text,
  place_id int references place(id),
  successor_id uuid references staff(id),
  asked_by uuid not null references staff(id),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  agreed_by uuid references staff(id),
  agreed_at timestamptz,
  dropped_by uuid references staff(id),
  dropped_at timestamptz,
  constraint account_change_two check (agreed_by <> asked_by and agreed_by <> staff_id and asked_by <> staff_id and dropped_by <> staff_id),
  constraint account_change_role check ((what in ('give', 'take')) = (role is not null and place_id is not null)),
  constraint account_change_agreed check ((agreed_by is null) = (agreed_at is null)),
  constraint account_change_dropped check ((dropped_by is null) = (dropped_at is null) and (agreed_at is null or dropped_at is null))
);
create unique index account_change_open_once on account_change (staff_id, what, coalesce(role, ''), coalesce(place_id, 0))
  where agreed_at is null and dropped_at is null;
create index account_change_asker on account_change (asked_by) where agreed_at is null and dropped_at is null;

-- Whose account it is to keep: every place where the person works, or did last, or is to begin.
create function keeps_account(who uuid, whose uuid, as_role text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return coalesce((
    with held (place_id, live) as (
      select g.place_id, g.taken_at is null from staff_grant g where g.staff_id = whose
      union all
      select c.place_id, false from account_change c where c.staff_id = whose and c.what = 'give'
    )
    select bool_and(keeps_place(who, h.place_id, as_role)) from held h where h.live or not exists (select from held l where l.live)
  ), false);
end
$$;
revoke execute on function keeps_account(uuid, uuid, text[]) from public;

create function app_keeps_account(whose uuid, as_role text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and keeps_account(app_id()::uuid, whose, as_role);
end
$$;

-- Somebody who never had a role: made, and not begun.
create function has_worked(who uuid) returns boolean language sql stable security definer set search_path from current as $$
  select exists (select from staff_grant g where g.staff_id = who)
$$;

alter table account_change enable row level security;
create policy account_change_read on account_change for select to :app
  using (app_keeps_account(staff_id, '{administrator,leader}'));
create policy account_change_ask on account_change for insert to :app
  with check (
    asked_by::text = app_id() and agreed_by is null and dropped_by is null
    and (app_keeps_account(staff_id, '{administrator,leader}') or what = 'give' and app_keeps(place_id, '{administrator}') and not has_worked(staff_id))
  );
create policy account_change_settle on account_change for update to :app
  using (app_keeps_account(staff_id, '{administrator,leader}') and agreed_by is null and dropped_by is null)
  with check (app_id() in (agreed_by::text, dropped_by::text));
grant select, insert, update on account_change to :app;

-- Whether the actor is the second person, at this very moment, of a change that somebody else asked for and still may ask for.
create function app_agreed(whose uuid, which text[], at timestamptz, as_role text default null, of_place int default null) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return exists (
    select from account_change c
    where c.staff_id = whose and c.what = any(which) and c.agreed_by::text = app_id() and c.agreed_at = app_agreed.at and c.expires_at > app_agreed.at
      and (as_role is null or c.role = as_role and c.place_id = of_place)
      and keeps_account(c.asked_by, whose, '{administrator,leader}')
  );
end
$$;

-- A role is given at a place that the giver keeps. One that may agree to other people's changes is given by two.
drop policy staff_make on staff;
create policy staff_make on staff for insert to :app with check (
  app_kind() = 'staff' and must_change and exists (
    select from staff_grant g where g.staff_id::text = app_id() and g.role = 'administrator' and g.taken_at is null
  )
);
-- Their own password and authenticator, and nothing else of the row by any command.
create policy staff_own_change on staff for update to :app
  using (app_kind() = 'staff' and id::text = app_id() and closed_at is null) with check (id::text = app_id() and closed_at is null and not must_change);
drop policy staff_grant_make on staff_grant;
create policy staff_grant_make on staff_grant for insert to :app with check (
  role <> 'province' and app_keeps(place_id, '{administrator,leader}')
  and (not has_worked(staff_id) or app_keeps_account(staff_id, '{administrator,leader}'))
  and (app_keeps(place_id, '{administrator}') and role not in ('administrator', 'leader') or app_agreed(staff_id, '{give}', given_at, role, place_id))
);
create policy staff_grant_change on staff_grant for update to :app
  using (role <> 'province' and app_keeps(place_id, '{administrator,leader}'))
  with check (
    role <> 'province' and case
      when taken_at is null then app_keeps(place_id, '{administrator}') and role not in ('administrator', 'leader') or app_agreed(staff_id, '{give}', given_at, role, place_id)
      else app_keeps(place_id, '{administrator}') and role <> 'administrator' and staff_id::text <> app_id() or app_agreed(staff_id, '{take}', taken_at, role, place_id)
    end
  );

-- The accounts of one's own places, without what opens them.
create function accounts_kept() returns table (id uuid, login text, name text, made_at timestamptz, closed_at timestamptz, must_change boolean, last_at timestamptz, grants jsonb)
language sql stable security definer set search_path from current as $$
  select s.id, s.login, s.name, s.made_at, s.closed_at, s.must_change,
    (select max(x.made_at) from staff_session x where x.staff_id = s.id and x.level = 2),
    (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place_id, 'placeName', p.name) order by g.role, g.place_id), '[]')
      from staff_grant g join place p on p.id = g.place_id where g.staff_id = s.id and g.taken_at is null)
  from staff s
  where app_kind() = 'staff' and (
    s.id in (select g.staff_id from staff_grant g where app_near(g.place_id))
    or s.id in (select c.staff_id from account_change c where c.what = 'give' and app_near(c.place_id))
  ) and app_keeps_account(s.id, '{administrator,leader}')
$$;

-- One step: whatever of access lets a person in ends together. Answers where they worked and at which desks they sat.
create function close_account(whose uuid, at timestamptz) returns jsonb language plpgsql security definer set search_path from current as $$
declare
  centres int[];
  desks uuid[];
begin
  perform from staff s where s.id = whose and s.closed_at is null for update;
  if not found or not app_keeps_account(whose, '{administrator,leader}') or app_id() = whose::text then return null; end if;
  if not app_agreed(whose, '{close}', at) and (
    not app_keeps_account(whose, '{administrator}')
    or exists (select from staff_grant g where g.staff_id = whose and g.role = 'administrator' and g.taken_at is null)
  ) then return null; end if;
  with recursive under (id, kind) as (
    select p.id, p.kind from place p join staff_grant g on g.place_id = p.id where g.staff_id = whose and g.taken_at is null
    union
    select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
  ) select coalesce(array_agg(u.id), '{}') into centres from under u where u.kind = 'centre';
  select coalesce(array_agg(distinct x.desk_id), '{}') into desks from staff_session x
    where x.staff_id = whose and x.desk_id is not null and x.revoked_at is null and x.expires_at > at;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  update account_change c set dropped_at = at, dropped_by = app_id()::uuid
    where whose in (c.staff_id, c.asked_by) and c.agreed_at is null and c.dropped_at is null;
  update staff_grant g set taken_at = at where g.staff_id = whose and g.taken_at is null;
  update staff s set closed_at = at where s.id = whose;
  return jsonb_build_object('centres', centres, 'desks', desks);
end
$$;

-- Password and authenticator anew, by the second of two people; whatever was signed in or known ends.
create function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamptz) returns boolean language plpgsql security definer set search_path from current as $$
begin
  if not app_agreed(whose, '{reset}', at) then return false; end if;
  update staff s set password = new_password, totp_sealed = new_totp, totp_step = new_step, must_change = true where s.id = whose and s.closed_at is null;
  if not found then return false; end if;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  return true;
end
$$;

-- Programs. A key holds groups of its role, from a day to a day; its last use is known to the minute.
alter table api_key
  add column name text not null default '',
  add column groups text[],
  add column made_by uuid references staff(id),
  add column expires_at timestamptz,
  add column last_used_at timestamptz,
  add column old_hash bytea,
  add column old_until timestamptz;
update api_key set expires_at = now() + interval '1 year';
alter table api_key alter column expires_at set not null;
create index api_key_old on api_key (old_hash) where old_hash is not null;
create index api_key_staff on api_key (staff_id);
comment on column api_key.groups is 'Groups of doors that it may open, of those of its role; null: all that a program may.';
drop policy api_key_make on api_key;
create policy api_key_make on api_key for insert to :app with check (
  role <> 'province' and app_keeps(place_id, '{administrator}') and made_by::text = app_id()
  and (role not in ('administrator', 'leader') or staff_id::text = app_id())
);
create policy api_key_read on api_key for select to :app
  using (app_kind() = 'staff' and (staff_id::text = app_id() or app_keeps(place_id, '{administrator}')));
create policy api_key_change on api_key for update to :app
  using (app_keeps(place_id, '{administrator}') and revoked_at is null)
  with check (app_keeps(place_id, '{administrator}') and (revoked_at is not null or role not in ('administrator', 'leader') or staff_id::text = app_id()));

drop function key_at_door(bytea);
-- The door looks a bearer key up before anybody is anybody: one call, and nothing but what an actor is made of. A key ends with
-- its role, its person, its day; a rotated one works on for the hours that were given.
create function key_at_door(hash bytea, at timestamptz) returns table (id uuid, staff_id uuid, role text, groups text[], centres int[]) language sql security definer set search_path from current as $$
  update api_key k set last_used_at = at
  where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
  select k.id, k.staff_id, k.role, k.groups, array(
    with recursive below (id, kind) as (
      select p.id, p.kind from place p where p.id = k.place_id
      union all
      select p.id, p.kind from place p join below b on p.parent_id = b.id
    )
    select b.id from below b where b.kind = 'centre' order by b.id
  )
  from api_key k join staff s on s.id = k.staff_id
    join staff_grant g on g.staff_id = k.staff_id and g.place_id = k.place_id and g.role = k.role and g.taken_at is null
  where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and k.revoked_at is null and k.expires_at > at
    and s.closed_at is null
$$;

revoke execute on function app_keeps(int, text[]), app_keeps_account(uuid, text[]), app_agreed(uuid, text[], timestamptz, text, int), has_worked(uuid),
  accounts_kept(), close_account(uuid, timestamptz), reset_account(uuid, text, bytea, bigint, timestamptz), key_at_door(bytea, timestamptz) from public;
grant execute on function app_keeps(int, text[]), app_keeps_account(uuid, text[]), app_agreed(uuid, text[], timestamptz, text, int), has_worked(uuid),
  accounts_kept(), close_account(uuid, timestamptz), reset_account(uuid, text, bytea, bigint, timestamptz), key_at_door(bytea, timestamptz) to :app;
