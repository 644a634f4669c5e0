-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_payments(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'fee_line', (select jsonb_agg(to_jsonb(t) order by t.at) from fee_line t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'payment', (select jsonb_agg(to_jsonb(t) order by t.at) from payment t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids)))),
    'bank_entry', (select jsonb_agg(to_jsonb(t) order by t.heard_at) from bank_entry t where t.case_id = any(array(select c.id from case_file c where c.owner_id = any(ids))))
  )
$$;
revoke execute on function kept_in_payments(uuid[]) from public;
