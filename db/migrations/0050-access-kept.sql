-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_access(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'resident_session', (select jsonb_agg(jsonb_build_object('made_at', t.made_at, 'expires_at', t.expires_at, 'eid_level', t.eid_level)) from resident_session t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_access(uuid[]) from public;
