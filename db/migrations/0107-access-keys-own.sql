-- Whether its holder made a key, or the house itself: what somebody else made acts in nobody's name before people. None opens before
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
