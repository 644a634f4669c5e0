-- What was done about an outage besides: told higher up, with the number that they gave, and said aloud in the hall. Nothing of it is changed.
create table incident_done (
  id uuid constraint incident_done_pkey primary key,
  incident_id uuid not null constraint incident_done_incident_id_fkey references incident (id),
  centre_id int not null constraint incident_done_centre_id_fkey references centre (id),
  kind text not null constraint incident_done_kind check (kind in ('reported', 'read')),
  -- To whom, by what they do and never by name.
  to_whom text constraint incident_done_to check (to_whom in ('leader', 'province', 'portal', 'telecom')),
  -- The number by which they speak of it.
  number text constraint incident_done_number check (length(number) between 1 and 20),
  by_staff uuid not null constraint incident_done_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint incident_done_of check ((kind = 'reported') = (to_whom is not null) and (number is null or kind = 'reported'))
);
create index incident_done_of on incident_done (incident_id, kind, at desc);
create index incident_done_by on incident_done (by_staff);
alter table incident_done enable row level security;
create policy incident_done_read on incident_done for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy incident_done_write on incident_done for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from incident i where i.id = incident_id and i.centre_id = incident_done.centre_id));
grant select, insert on incident_done to :app;
