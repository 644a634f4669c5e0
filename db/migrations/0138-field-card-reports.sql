-- Somebody saw at a door that a card is not true any more: a screen looks different now. Whoever leads there reads it until it was looked at.
create table field_card_report (
  id uuid not null constraint field_card_report_pkey primary key,
  centre_id int not null references centre (id),
  card text not null,
  version int not null,
  words text,
  by_id uuid not null references staff (id),
  at timestamptz not null,
  seen_by uuid references staff (id),
  seen_at timestamptz,
  constraint field_card_report_seen check ((seen_by is null) = (seen_at is null))
);
create index field_card_report_open on field_card_report (centre_id) where seen_at is null;
grant select, insert, update on field_card_report to :app;
alter table field_card_report enable row level security;
create policy field_card_report_write on field_card_report for insert to :app
  with check (app_kind() = 'phone' and app_at(centre_id) and by_id::text = app_id());
create policy field_card_report_lead on field_card_report for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
