-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_readiness(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'readiness_triage', (select jsonb_agg(to_jsonb(t) order by t.at) from readiness_triage t where t.person_id = any(ids)),
    'police_booking', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'starts', s.starts, 'place', s.place) order by t.made_at)
    from police_booking t join police_slot s on s.id = t.slot_id where t.person_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_readiness(uuid[]) from public;
