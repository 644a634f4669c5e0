-- What people ask about their own data has a room of its own, with its tables; its nightly job is known by its name.
comment on table data_request is 'what a person asks about their own data, with its clocks';
comment on table erasure is 'what was erased, what is kept and why, and what was counted before and after';
comment on table period is 'a clock of the law or a keeping time that a centre or the house has set otherwise';
comment on table retention_run is 'what a nightly clearing took out';
delete from heartbeat where name = 'privacy.retention';

-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_data_rights(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'data_request', (select jsonb_agg(to_jsonb(t) order by t.received_at) from data_request t where t.person_id = any(ids)),
    'erasure', (select jsonb_agg(to_jsonb(t) - '{hash,before,after}'::text[]) from erasure t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_data_rights(uuid[]) from public;
