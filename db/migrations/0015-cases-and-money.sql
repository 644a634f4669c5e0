-- Money to an account that no centre here has is nobody's until somebody looks: every centre's cashier sees it.
alter policy bank_entry_all on bank_entry
  using (app_kind() = 'system' or (app_kind() = 'staff' and (centre_id is null or app_at(centre_id))))
  with check (app_kind() = 'system' or (app_kind() = 'staff' and (centre_id is null or app_at(centre_id))));

-- An answer can be taken away again: a row without a value. What the register said of somebody else is not hers.
alter table case_answer alter column value_sealed drop not null;
