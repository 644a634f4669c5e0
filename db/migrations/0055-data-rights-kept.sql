-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_data_rights(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'data_request', (select jsonb_agg(to_jsonb(t) order by t.received_at) from data_request t where t.person_id = any(ids)),
    'erasure', (select jsonb_agg(to_jsonb(t) - '{hash,before,after}'::text[]) from erasure t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_data_rights(uuid[]) from public;
