create table desk (
  id uuid primary key,
  centre_id int not null references centre,
  name text not null,
  kind text not null constraint desk_kind check (kind in ('guide', 'counter')),
  -- the groups of matters this desk takes
  skills text[] not null,
  closed_at timestamptz,
  constraint desk_name_once unique (centre_id, name)
);

-- One row a centre and day: whoever takes a number or calls one holds it, so no ticket is ever called by two desks.
create table line (
  centre_id int not null references centre,
  day date not null,
  last_number int not null default 0,
  other_called boolean not null default false,
  primary key (centre_id, day)
);

create table ticket (
  id uuid primary key,
  centre_id int not null references centre,
  day date not null,
  number int not null,
  matter text not null,
  procedure_code text,
  source text not null constraint ticket_source check (source in ('kiosk', 'staff', 'home')),
  -- claimed by picture, confirmed by a person; the reason is shown to nobody but staff
  priority text not null default 'none',
  priority_confirmed boolean not null default false,
  head_start_min int not null default 0,
  arrived_at timestamptz not null,
  state text not null constraint ticket_state check (state in ('waiting', 'called', 'serving', 'parked', 'missed', 'done', 'left')),
  desk_id uuid references desk,
  only_desk_id uuid references desk,
  note text,
  called_at timestamptz,
  call_count int not null default 0,
  ended_at timestamptz,
  promised_from int,
  promised_to int,
  version int not null default 1,
  constraint ticket_number_once unique (centre_id, day, number)
);
create index ticket_day on ticket (centre_id, day, state);

-- Time spent in each state, as rows: the log from which waits and service times are learned.
create table ticket_period (
  id bigint generated always as identity primary key,
  ticket_id uuid not null references ticket,
  centre_id int not null,
  day date not null,
  state text not null,
  desk_id uuid,
  from_at timestamptz not null,
  to_at timestamptz
);
create index ticket_period_ticket on ticket_period (ticket_id, id);
create index ticket_period_learn on ticket_period (centre_id, state, day);

-- A call for a person to come and help, from a kiosk or the follow page.
create table help_call (
  id uuid primary key,
  centre_id int not null references centre,
  from_where text not null,
  at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid
);

alter table desk enable row level security;
create policy desk_read on desk for select to :app using (app_kind() is not null);
create policy desk_write on desk for insert to :app with check (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy desk_change on desk for update to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
alter table line enable row level security;
create policy line_all on line for all to :app using (app_kind() is not null) with check (app_kind() is not null);
alter table ticket enable row level security;
-- Tickets carry no name. Whoever takes or follows one sees the order; the reason is never selected for them.
create policy ticket_read on ticket for select to :app using (app_kind() is not null);
create policy ticket_write on ticket for insert to :app with check (app_at(centre_id));
create policy ticket_change on ticket for update to :app using ((app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'public' and id = app_row()));
alter table ticket_period enable row level security;
create policy ticket_period_all on ticket_period for all to :app using (app_kind() is not null) with check (app_kind() is not null);
alter table help_call enable row level security;
create policy help_call_all on help_call for all to :app using (app_at(centre_id)) with check (app_at(centre_id));

grant select, insert, update on desk, line, ticket, ticket_period, help_call to :app;

-- Whether somebody signed in sits at a desk: a yes or no, for those who may not see who.
create function desk_manned(desk uuid, at timestamptz) returns boolean language sql stable security definer set search_path from current as $$
  select exists (select 1 from staff_session s where s.desk_id = desk_manned.desk and s.level = 2 and s.revoked_at is null and s.expires_at > desk_manned.at)
$$;
revoke execute on function desk_manned(uuid, timestamptz) from public;
grant execute on function desk_manned(uuid, timestamptz) to :app;
