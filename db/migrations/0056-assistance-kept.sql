-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_assistance(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'assisted_session', (
    select jsonb_agg(to_jsonb(t) - '{machine_id}'::text[] || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.started_at)
    from assisted_session t where t.id = any(array(select s.id from assisted_session s where s.person_id = any(ids)))
    ),
    'encounter', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.helper_id::text)) order by t.at)
    from encounter t where t.person_id = any(ids) or t.session_id = any(array(select s.id from assisted_session s where s.person_id = any(ids)))
    ),
    'need', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.owner_id::text)) order by t.made_at) from need t where t.id = any(array(select n.id from need n where n.person_id = any(ids)))),
    'need_found', (select jsonb_agg(to_jsonb(t) order by t.at) from need_found t where t.person_id = any(ids)),
    'need_follow_up', (select jsonb_agg(to_jsonb(t) order by t.at) from need_follow_up t where t.need_id = any(array(select n.id from need n where n.person_id = any(ids))))
  )
$$;
revoke execute on function kept_in_assistance(uuid[]) from public;
