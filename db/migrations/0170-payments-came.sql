-- Whoever sees a file sees what came for it and waits with a person, as they see what was counted: the page of a family never differs from the desk.
create policy bank_entry_of_case on bank_entry for select to :app
  using (case_id is not null and exists (select 1 from case_file c where c.id = bank_entry.case_id));
