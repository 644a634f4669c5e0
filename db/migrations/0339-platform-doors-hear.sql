-- Doors remember for seconds whom they found (platform/memory.server.ts). Whatever changes that tells every process so, with its commit:
-- the end of a sitting, a role, an account, a key, a machine, the session at a desk, the name of a desk or place, an erasure.
create function tell_doors() returns trigger language plpgsql set search_path from current as $$
begin
  perform pg_notify('doors', 'changed');
  return null;
end
$$;

create trigger tell_doors after update on staff_session for each row
  when ((old.revoked_at, old.locked_at, old.desk_id, old.level, old.expires_at) is distinct from (new.revoked_at, new.locked_at, new.desk_id, new.level, new.expires_at))
  execute function tell_doors();
create trigger tell_doors_gone after delete on staff_session for each statement execute function tell_doors();
create trigger tell_doors after update on staff for each row
  when ((old.closed_at, old.must_change, old.name, old.login) is distinct from (new.closed_at, new.must_change, new.name, new.login))
  execute function tell_doors();
create trigger tell_doors after insert or update or delete on staff_grant for each statement execute function tell_doors();
create trigger tell_doors after update on desk for each row when (old.* is distinct from new.*) execute function tell_doors();
create trigger tell_doors after update on place for each row when (old.* is distinct from new.*) execute function tell_doors();
create trigger tell_doors_new after insert on place for each statement execute function tell_doors();
create trigger tell_doors after update on api_key for each row
  when ((old.revoked_at, old.token_hash, old.old_hash, old.old_until, old.expires_at) is distinct from (new.revoked_at, new.token_hash, new.old_hash, new.old_until, new.expires_at))
  execute function tell_doors();
create trigger tell_doors_gone after delete on api_key for each statement execute function tell_doors();
create trigger tell_doors after update on device for each row
  when ((old.revoked_at, old.desk_id, old.key_hash, old.centre_id) is distinct from (new.revoked_at, new.desk_id, new.key_hash, new.centre_id))
  execute function tell_doors();
create trigger tell_doors_gone after delete on device for each statement execute function tell_doors();
create trigger tell_doors after update on assisted_session for each row
  when ((old.ended_at, old.case_id, old.person_id, old.helper_id, old.machine_id, old.desk_id) is distinct from (new.ended_at, new.case_id, new.person_id, new.helper_id, new.machine_id, new.desk_id))
  execute function tell_doors();
create trigger tell_doors_new after insert or delete on assisted_session for each statement execute function tell_doors();
create trigger tell_doors after update on resident_session for each row
  when ((old.revoked_at, old.expires_at, old.person_id) is distinct from (new.revoked_at, new.expires_at, new.person_id))
  execute function tell_doors();
create trigger tell_doors_gone after delete on resident_session for each statement execute function tell_doors();
create trigger tell_doors after update on person for each row
  when ((old.erased_at, old.merged_into) is distinct from (new.erased_at, new.merged_into))
  execute function tell_doors();

-- Until when it would open by itself: what is remembered is not remembered longer.
drop function key_at_door(bytea, timestamptz);
create function key_at_door(hash bytea, at timestamptz)
returns table (id uuid, staff_id uuid, role text, groups text[], centres int[], own boolean, until timestamptz)
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
    ), k.made_by is null or k.made_by = k.staff_id, case when k.token_hash = hash then k.expires_at else least(k.expires_at, k.old_until) end
    from api_key k join staff s on s.id = k.staff_id
      join staff_grant g on g.staff_id = k.staff_id and g.place_id = k.place_id and g.role = k.role and g.taken_at is null
    where (k.token_hash = hash or k.old_hash = hash and k.old_until > at) and k.revoked_at is null and k.expires_at > at
      and s.closed_at is null and not s.must_change;
end
$$;
revoke execute on function key_at_door(bytea, timestamptz) from public;
grant execute on function key_at_door(bytea, timestamptz) to :app;
