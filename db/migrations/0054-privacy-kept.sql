-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_privacy(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'consent', (select jsonb_agg(to_jsonb(t) order by t.at) from consent t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_privacy(uuid[]) from public;
