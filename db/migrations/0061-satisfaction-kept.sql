-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_satisfaction(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'rating', (select jsonb_agg(to_jsonb(t) order by t.at) from rating t where t.session_id = any(array(select s.id from assisted_session s where s.person_id = any(ids))) or t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
revoke execute on function kept_in_satisfaction(uuid[]) from public;
