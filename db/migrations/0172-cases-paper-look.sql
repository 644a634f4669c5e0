-- An officer has looked at a paper that nobody had looked at, before receiving the file: who, and when. What they read and said yes to stays as it is.
create table case_paper_look (
  case_id uuid not null constraint case_paper_look_case_id_fkey references case_file (id),
  paper text not null,
  by_id uuid not null constraint case_paper_look_by_id_fkey references staff (id),
  at timestamptz not null,
  constraint case_paper_look_pkey primary key (case_id, paper)
);
grant select, insert on case_paper_look to :app;
alter table case_paper_look enable row level security;
create policy case_paper_look_all on case_paper_look for all to :app
  using (exists (select 1 from case_file c where c.id = case_paper_look.case_id))
  with check (exists (select 1 from case_file c where c.id = case_paper_look.case_id) and app_kind() = 'staff' and by_id::text = app_id());
