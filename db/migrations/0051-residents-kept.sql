-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_residents(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'person', (select jsonb_agg(to_jsonb(t) - '{number_hash,phone_hash,number_key,name_plain,name_year,name_fold,search,kin}'::text[]) from person t where t.id = any(ids)),
    'person_paper', (select jsonb_agg(to_jsonb(t)) from person_paper t where t.person_id = any(ids)),
    'household_member', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('address', d.address, 'book', h.book))
    from household_member t join household h on h.id = t.household_id join dwelling d on d.id = h.dwelling_id where t.person_id = any(ids)
    ),
    'vulnerability', (select jsonb_agg(to_jsonb(t)) from vulnerability t where t.person_id = any(ids)),
    'person_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at) from person_change t where t.person_id = any(ids)),
    'twin_pair', (select jsonb_agg(jsonb_build_object('found_at', t.found_at, 'reasons', t.reasons, 'state', t.state)) from twin_pair t where t.one_id = any(ids) or t.other_id = any(ids)),
    'person_merge', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'undone_at', t.undone_at, 'held', t.before_kept <> '{}' or t.before_gone <> '{}'))
    from person_merge t where t.kept_id = any(ids) or t.gone_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_residents(uuid[]) from public;
