-- An outage is one thing: a system that does not answer at a centre, since when and until when (again and again), by what it is known, which
-- tickets belong to it, and which files it held up. No word of it is about a person.
create table incident (
  id uuid constraint incident_pkey primary key,
  centre_id int not null constraint incident_centre_id_fkey references centre (id),
  system text not null constraint incident_system check (system in ('portal', 'e-id', 'signature', 'payment', 'health', 'message', 'network', 'this-house')),
  state text not null default 'open' constraint incident_state check (state in ('open', 'over')),
  -- Counted up by each change: a page says which it saw.
  version int not null default 1,
  opened_by uuid not null constraint incident_opened_by_fkey references staff (id),
  opened_at timestamptz not null
);
create unique index incident_one_open on incident (centre_id, system) where state = 'open';
create index incident_centre on incident (centre_id, opened_at desc);
create index incident_opened_by on incident (opened_by);

-- It broke again: another span of the same incident.
create table incident_span (
  id uuid constraint incident_span_pkey primary key,
  incident_id uuid not null constraint incident_span_incident_id_fkey references incident (id),
  centre_id int not null constraint incident_span_centre_id_fkey references centre (id),
  since timestamptz not null,
  until timestamptz,
  opened_by uuid not null constraint incident_span_opened_by_fkey references staff (id),
  opened_at timestamptz not null,
  ended_by uuid constraint incident_span_ended_by_fkey references staff (id),
  constraint incident_span_order check (until is null or until >= since),
  constraint incident_span_ended check ((until is null) = (ended_by is null)),
  constraint incident_span_said check (since <= opened_at)
);
create unique index incident_span_open on incident_span (incident_id) where until is null;
create index incident_span_of on incident_span (incident_id, since);
create index incident_span_month on incident_span (centre_id, since);
create index incident_span_opened_by on incident_span (opened_by);
create index incident_span_ended_by on incident_span (ended_by);

-- By what it is known, as somebody saw it.
create table incident_line (
  id uuid constraint incident_line_pkey primary key,
  incident_id uuid not null constraint incident_line_incident_id_fkey references incident (id),
  centre_id int not null constraint incident_line_centre_id_fkey references centre (id),
  words text not null constraint incident_line_words check (length(words) between 1 and 300),
  by_staff uuid not null constraint incident_line_by_staff_fkey references staff (id),
  at timestamptz not null
);
create index incident_line_of on incident_line (incident_id, at desc);
create index incident_line_by on incident_line (by_staff);

-- A ticket belongs to at most one. Taken out again it stays known that it was in it.
create table incident_ticket (
  incident_id uuid not null constraint incident_ticket_incident_id_fkey references incident (id),
  ticket_id uuid not null constraint incident_ticket_ticket_id_fkey references support_ticket (id),
  centre_id int not null constraint incident_ticket_centre_id_fkey references centre (id),
  joined_by uuid not null constraint incident_ticket_joined_by_fkey references staff (id),
  joined_at timestamptz not null,
  out_at timestamptz,
  -- It was said on the ticket that the system works again.
  told_at timestamptz,
  constraint incident_ticket_pkey primary key (incident_id, ticket_id)
);
create unique index incident_ticket_one on incident_ticket (ticket_id) where out_at is null;
create index incident_ticket_by on incident_ticket (joined_by);

-- Files that it held up, as they stood when it was over, each told once.
create table incident_file (
  incident_id uuid not null constraint incident_file_incident_id_fkey references incident (id),
  case_id uuid not null constraint incident_file_case_id_fkey references case_file (id),
  span_id uuid not null constraint incident_file_span_id_fkey references incident_span (id),
  centre_id int not null constraint incident_file_centre_id_fkey references centre (id),
  reason text not null constraint incident_file_reason check (reason in ('slowed', 'late')),
  at timestamptz not null,
  told_at timestamptz,
  constraint incident_file_pkey primary key (incident_id, case_id)
);
create index incident_file_case on incident_file (case_id);
create index incident_file_span on incident_file (span_id);

alter table incident enable row level security;
alter table incident_span enable row level security;
alter table incident_line enable row level security;
alter table incident_ticket enable row level security;
alter table incident_file enable row level security;

-- A file is held up for whoever sees the file.
create policy incident_file_read on incident_file for select to :app
  using (case app_kind() when 'system' then app_at(centre_id) else exists (select 1 from case_file c where c.id = case_id) end);
create policy incident_file_write on incident_file for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and exists (select 1 from case_file c where c.id = case_id and c.receiving_centre_id = centre_id));
create policy incident_file_told on incident_file for update to :app
  using (app_kind() = 'system' and app_at(centre_id)) with check (app_at(centre_id));
-- That a system does not answer now is for everybody; of staff for those of the place. Afterwards whoever’s file it held up reads it.
create policy incident_read on incident for select to :app
  using (case when app_kind() in ('staff', 'system') then app_at(centre_id) or exists (select 1 from incident_file f where f.incident_id = incident.id)
    else state = 'open' or exists (select 1 from incident_file f where f.incident_id = incident.id) end);
create policy incident_write on incident for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and opened_by::text = app_id());
create policy incident_move on incident for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_at(centre_id));
create policy incident_span_read on incident_span for select to :app
  using (exists (select 1 from incident i where i.id = incident_id));
create policy incident_span_write on incident_span for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and opened_by::text = app_id()
    and exists (select 1 from incident i where i.id = incident_id and i.centre_id = incident_span.centre_id));
create policy incident_span_end on incident_span for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and until is null) with check (app_at(centre_id) and ended_by::text = app_id());
create policy incident_line_read on incident_line for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy incident_line_write on incident_line for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select 1 from incident i where i.id = incident_id and i.centre_id = incident_line.centre_id));
create policy incident_ticket_read on incident_ticket for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy incident_ticket_write on incident_ticket for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and joined_by::text = app_id()
    and exists (select 1 from incident i where i.id = incident_id and i.centre_id = incident_ticket.centre_id)
    and exists (select 1 from support_ticket t where t.id = ticket_id and t.centre_id = incident_ticket.centre_id));
create policy incident_ticket_move on incident_ticket for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_at(centre_id));

grant select, insert on incident, incident_span, incident_line, incident_ticket, incident_file to :app;
grant update (state, version) on incident to :app;
grant update (until, ended_by) on incident_span to :app;
grant update (out_at, told_at, joined_by, joined_at) on incident_ticket to :app;
grant update (told_at) on incident_file to :app;
