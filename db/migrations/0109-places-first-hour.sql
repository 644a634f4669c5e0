-- What an administrator said of each step of the first hour: right as it is, or later. A house that is open already has had its hour.
create table first_step (
  centre_id integer not null references centre(id),
  step text not null,
  verdict text not null,
  by_id uuid,
  at timestamptz not null,
  constraint first_step_pkey primary key (centre_id, step),
  constraint first_step_verdict check (verdict in ('right', 'later'))
);
insert into first_step (centre_id, step, verdict, at) select id, 'hour', 'right', now() from centre;
grant select, insert, update, delete on first_step to :app;
alter table first_step enable row level security;
create policy first_step_keep on first_step for all to :app
  using (app_kind() = 'system' or app_keeps(centre_id, '{administrator}'))
  with check (app_kind() = 'system' or app_keeps(centre_id, '{administrator}'));
