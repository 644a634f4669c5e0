-- A function of the language SQL that reads a table is planned again in every statement that calls it; these are called by nearly
-- every request, two of them by policies for every row. In PL/pgSQL they are planned once in a connection. What sees past the
-- policies tells nothing to whoever has not said who they are.

create or replace function journal_epoch_now() returns int language plpgsql stable set search_path from current as $$
begin
  return (select max(epoch) from journal_epoch);
end
$$;

create or replace function serves(commune int) returns boolean language plpgsql stable as $$
begin
  return exists (select from place p where p.kind = 'centre' and p.parent_id = serves.commune and app_at(p.id));
end
$$;

-- `own`: its holder made the key, or the house itself; what somebody else made acts in nobody's name before people. None opens before
-- the first use of an account.
drop function key_at_door(bytea, timestamptz);
create function key_at_door(hash bytea, at timestamptz) returns table (id uuid, staff_id uuid, role text, groups text[], centres int[], own boolean)
language plpgsql security definer set search_path from current as $$
begin
  update api_key k set last_used_at = at
  where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
  return query
    select k.id, k.staff_id, k.role, k.groups, array(
      with recursive below (id, kind) as (
        select p.id, p.kind from place p where p.id = k.place_id
        union all
        select p.id, p.kind from place p join below b on p.parent_id = b.id
      )
      select b.id from below b where b.kind = 'centre' order by b.id
    ), k.made_by is null or k.made_by = k.staff_id
    from api_key k join staff s on s.id = k.staff_id
      join staff_grant g on g.staff_id = k.staff_id and g.place_id = k.place_id and g.role = k.role and g.taken_at is null
    where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and k.revoked_at is null and k.expires_at > at
      and s.closed_at is null and not s.must_change;
end
$$;
revoke execute on function key_at_door(bytea, timestamptz) from public;
grant execute on function key_at_door(bytea, timestamptz) to :app;

create or replace function has_worked(who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return exists (select from staff_grant g where g.staff_id = who);
end
$$;

create or replace function actor_name(kind text, id text) returns text language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select s.name from staff s where actor_name.kind = 'staff' and s.id::text = actor_name.id);
end
$$;

create or replace function case_centre(which uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select c.receiving_centre_id from case_file c where c.id = which);
end
$$;

create or replace function desk_manned(desk uuid, at timestamptz) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return exists (select from staff_session s
    where s.desk_id = desk_manned.desk and s.level = 2 and s.revoked_at is null and s.expires_at > desk_manned.at);
end
$$;

create or replace function centre_keeping(who uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  return (select c.id from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre'
    where p.id = who and (who = any(app_same()) or cares_for(who)) order by c.id limit 1);
end
$$;

create or replace function case_by_code(code text) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from case_file c where c.official_code = code);
end
$$;

create or replace function case_by_slip(hashes bytea[]) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from case_file c where c.slip_hash = any(hashes));
end
$$;

create or replace function just_ended(desk uuid, since timestamptz) returns table (id uuid, centre_id int)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.centre_id from assisted_session s
    where s.id = (select l.id from assisted_session l where l.desk_id = just_ended.desk and app_at(l.centre_id) order by l.started_at desc limit 1)
      and s.ended_at > just_ended.since and s.end_reason <> 'wrong-person'
      and not exists (select from rating_chance c where c.session_id = s.id and c.used_at is not null);
end
$$;

create or replace function colleagues_at(which int) returns table (id uuid, name text, role text)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.name, g.role
    from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null;
end
$$;

create or replace function name_in_mandate(other uuid) returns text language plpgsql stable security definer set search_path from current as $$
begin
  return (select p.name from person p where p.id = other and exists (
    select from mandate m where (m.principal_id = app_person() and m.agent_id = p.id) or (m.agent_id = app_person() and m.principal_id = p.id)));
end
$$;

create or replace function holders_of_phone(hashes bytea[]) returns setof uuid language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select distinct coalesce(p.merged_into, p.id) from person p
    where app_kind() = 'system' and app_id() = 'messages' and p.phone_hash = any(hashes) and p.erased_at is null;
end
$$;

create or replace function accounts_kept()
returns table (id uuid, login text, name text, made_at timestamptz, closed_at timestamptz, must_change boolean, last_at timestamptz, grants jsonb)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.login, s.name, s.made_at, s.closed_at, s.must_change,
      (select max(x.made_at) from staff_session x where x.staff_id = s.id and x.level = 2),
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place_id, 'placeName', p.name) order by g.role, g.place_id), '[]')
        from staff_grant g join place p on p.id = g.place_id where g.staff_id = s.id and g.taken_at is null)
    from staff s
    where app_kind() = 'staff' and (
      s.id in (select g.staff_id from staff_grant g where app_near(g.place_id))
      or s.id in (select c.staff_id from account_change c where c.what = 'give' and app_near(c.place_id))
    ) and app_keeps_account(s.id, '{administrator,leader}');
end
$$;
