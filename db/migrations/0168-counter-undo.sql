-- The last move of each person at a line, with how its numbers stood before: for a minute it can be taken back. One row a person.
create table ticket_move (
  by_id uuid not null constraint ticket_move_pkey primary key constraint ticket_move_by_id_fkey references staff (id),
  id uuid not null constraint ticket_move_id_once unique,
  centre_id int not null constraint ticket_move_centre_id_fkey references centre (id),
  day date not null,
  what text not null constraint ticket_move_what check (what in ('call', 'call-in', 'missed', 'park', 'transfer', 'finish', 'priority')),
  at timestamptz not null,
  other_called boolean,
  before jsonb not null,
  after jsonb not null
);
grant select, insert, update, delete on ticket_move to :app;
alter table ticket_move enable row level security;
create policy ticket_move_all on ticket_move for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
