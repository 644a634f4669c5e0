-- Each time that the portal did not take a file: until now only the last fault of a file stood, so that nobody saw an outage that had passed.
create table portal_fault (
  id bigint generated always as identity constraint portal_fault_pkey primary key,
  case_id uuid not null constraint portal_fault_case_id_fkey references case_file (id),
  centre_id int not null constraint portal_fault_centre_id_fkey references centre (id),
  fault text not null,
  at timestamptz not null
);
create index portal_fault_centre on portal_fault (centre_id, at);
create index portal_fault_case on portal_fault (case_id);
alter table portal_fault enable row level security;
create policy portal_fault_read on portal_fault for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy portal_fault_write on portal_fault for insert to :app
  with check (app_kind() = 'system');
grant select, insert on portal_fault to :app;
