-- A key of a program outlived the reset of its account: whoever had made it kept the house open. It ends, and before first use none opens.

create or replace function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamptz)
 returns boolean
 language plpgsql
 security definer
 set search_path from current
as $$
begin
  if not app_agreed(whose, '{reset}', at) then return false; end if;
  update staff s set password = new_password, totp_sealed = new_totp, totp_step = new_step, must_change = true where s.id = whose and s.closed_at is null;
  if not found then return false; end if;
  delete from passkey k where k.staff_id = whose;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  return true;
end
$$;

create or replace function key_at_door(hash bytea, at timestamptz)
 returns table(id uuid, staff_id uuid, role text, groups text[], centres integer[])
 language plpgsql
 security definer
 set search_path from current
as $$
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
    )
    from api_key k join staff s on s.id = k.staff_id
      join staff_grant g on g.staff_id = k.staff_id and g.place_id = k.place_id and g.role = k.role and g.taken_at is null
    where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and k.revoked_at is null and k.expires_at > at
      and s.closed_at is null and not s.must_change;
end
$$;
