-- Pictures and voices that somebody brought for a step: drawn or cut anew, without what a camera or a recorder writes beside them.
create table help_card_file (
  card_id uuid not null constraint help_card_file_card_id_fkey references help_card (id),
  centre_id int not null constraint help_card_file_centre_id_fkey references centre (id),
  sha256 text not null constraint help_card_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  mime text not null constraint help_card_file_mime check (mime in ('image/jpeg', 'audio/ogg', 'audio/mpeg', 'audio/mp4')),
  bytes bytea not null constraint help_card_file_bytes check (octet_length(bytes) between 1 and 524288),
  by_staff uuid not null constraint help_card_file_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint help_card_file_pkey primary key (card_id, sha256)
);
create index help_card_file_centre on help_card_file (centre_id);
create index help_card_file_by on help_card_file (by_staff);
alter table help_card_file enable row level security;
create policy help_card_file_read on help_card_file for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or exists (select from help_card_event e where e.card = help_card_file.card_id::text and e.kind = 'published'));
create policy help_card_file_write on help_card_file for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from help_card c where c.id = help_card_file.card_id and c.centre_id = help_card_file.centre_id));
grant select, insert on help_card_file to :app;
