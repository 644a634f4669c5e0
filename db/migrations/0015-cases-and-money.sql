-- Money to an account that no centre here has is nobody's until somebody looks: every centre's cashier sees it.
alter policy bank_entry_all on bank_entry
  using (app_kind() = 'system' or (app_kind() = 'staff' and (centre_id is null or app_at(centre_id))))
  with check (app_kind() = 'system' or (app_kind() = 'staff' and (centre_id is null or app_at(centre_id))));

-- An answer can be taken away again: a row without a value. What the register said of somebody else is not hers.
alter table case_answer alter column value_sealed drop not null;

-- A mandate opens from its first day to its last.
create function stands_for(principal uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from mandate m
    where m.principal_id = principal and m.agent_id = app_person() and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  )
$$;
alter policy case_file_read on case_file using (
  case app_kind()
    when 'staff' then app_at(receiving_centre_id) or app_at(responsible_centre_id)
    when 'resident' then app_person() in (owner_id, helped_id, submitter_id) or stands_for(owner_id)
    when 'system' then id = app_row() or owner_id = app_person()
    else id = app_row()
  end
);
alter policy person_read on person using (
  case app_kind()
    when 'staff' then serves(commune_id)
    when 'resident' then id = app_person() or stands_for(id)
    when 'device' then id = app_person()
    when 'slip' then false
    when 'system' then id = app_row() or id = app_person() or number_hash is not null and app_id() = 'door'
    else false
  end
);
