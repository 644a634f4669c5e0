-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_imports(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'import_row', (
    select jsonb_agg(jsonb_build_object('import_id', t.import_id, 'n', t.n, 'verdict', t.verdict, 'reasons', t.reasons, 'differs', t.differs,
      'held', t.sealed is not null or t.staged is not null or t.before is not null or t.name_key is not null))
    from import_row t where t.person_id = any(ids)
    )
  )
$$;
revoke execute on function kept_in_imports(uuid[]) from public;
