-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_platform(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'look', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id), 'what', t.what, 'purpose', t.purpose) order by t.id)
    from look t where t.person_id = any(ids)
    ),
    'journal', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'command', t.command, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id),
      'authority', t.authority, 'about', t.about, 'detail', t.detail) order by t.id)
    from journal t where t.person_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_platform(uuid[]) from public;
