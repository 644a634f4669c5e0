-- By what right somebody submits a file that is not her own.
alter table case_file
  add column owner_basis text constraint case_file_owner_basis check (owner_basis in ('guardian', 'family', 'authorised')),
  add constraint case_file_basis_said check (submitter_id = owner_id or owner_basis is not null);
