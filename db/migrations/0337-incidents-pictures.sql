-- What somebody photographed of an outage, drawn anew without what the camera wrote beside it.
create table incident_picture (
  incident_id uuid not null constraint incident_picture_incident_id_fkey references incident (id),
  centre_id int not null constraint incident_picture_centre_id_fkey references centre (id),
  sha256 text not null constraint incident_picture_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null constraint incident_picture_bytes check (octet_length(bytes) between 1 and 524288),
  by_staff uuid not null constraint incident_picture_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint incident_picture_pkey primary key (incident_id, sha256)
);
create index incident_picture_by on incident_picture (by_staff);
create index incident_picture_centre on incident_picture (centre_id);
alter table incident_picture enable row level security;
create policy incident_picture_read on incident_picture for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy incident_picture_write on incident_picture for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
  and exists (select from incident i where i.id = incident_picture.incident_id and i.centre_id = incident_picture.centre_id));
grant select, insert on incident_picture to :app;
