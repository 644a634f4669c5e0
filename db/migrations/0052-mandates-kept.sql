-- Who stands for whom has a room of its own.
comment on table mandate is 'who stands for whom: by word, or by a paper as parent or guardian';

-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_mandates(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'mandate', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('other_name', o.name, 'direction', case when t.principal_id = any(ids) then 'given' else 'held' end) order by t.made_at)
    from mandate t join person o on o.id = case when t.principal_id = any(ids) then t.agent_id else t.principal_id end
    where t.principal_id = any(ids) or t.agent_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_mandates(uuid[]) from public;
