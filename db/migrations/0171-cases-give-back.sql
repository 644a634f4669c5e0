-- An officer gives a file back to be mended, with why; and what the portal itself said when it refused one.
alter table case_file
  add column given_back_at timestamptz,
  add column given_back_by uuid constraint case_file_given_back_by_fkey references staff (id),
  add column given_back_why text,
  add constraint case_file_given_back check ((given_back_at is null) = (given_back_why is null) and (given_back_at is null) = (given_back_by is null));
alter table portal_task add column reason text;
