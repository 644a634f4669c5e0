-- Which cards a class hands out, as its centre says; what was said before stays. A card is handed out in the version that everybody has on that day.
create table help_card_class (
  id uuid constraint help_card_class_pkey primary key,
  no bigint generated always as identity,
  run_id uuid not null constraint help_card_class_run_id_fkey references class_run (id),
  centre_id int not null constraint help_card_class_centre_id_fkey references centre (id),
  card text not null constraint help_card_class_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'),
  named boolean not null,
  by_staff uuid not null constraint help_card_class_by_staff_fkey references staff (id),
  at timestamptz not null
);
create index help_card_class_run on help_card_class (run_id, card, no desc);
create index help_card_class_centre on help_card_class (centre_id);
create index help_card_class_by on help_card_class (by_staff);
alter table help_card_class enable row level security;
-- Anybody may read it: it stands on the public page of the class.
create policy help_card_class_read on help_card_class for select to :app using (true);
create policy help_card_class_write on help_card_class for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from class_run r where r.id = help_card_class.run_id and r.centre_id = help_card_class.centre_id));
grant select, insert on help_card_class to :app;
