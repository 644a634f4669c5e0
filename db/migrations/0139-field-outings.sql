-- Whoever goes to doors says with whom and by when they are safe again; who does not say so is looked for. A quiet alarm is said without a
-- sound. Nobody's way is kept: only the hour.
create table field_outing (
  id uuid not null constraint field_outing_pkey primary key,
  centre_id int not null references centre (id),
  staff_id uuid not null references staff (id),
  with_id uuid references staff (id),
  set_at timestamptz not null,
  until_at timestamptz not null,
  safe_at timestamptz,
  alarm_at timestamptz,
  settled_by uuid references staff (id),
  settled_at timestamptz,
  constraint field_outing_hours check (until_at >= set_at and until_at <= set_at + interval '16 hours'),
  constraint field_outing_settled check ((settled_by is null) = (settled_at is null))
);
create index field_outing_open on field_outing (centre_id, until_at) where safe_at is null and settled_at is null;
create index field_outing_set on field_outing (set_at);
grant select, insert, update, delete on field_outing to :app;
alter table field_outing enable row level security;
create policy field_outing_own on field_outing for all to :app
  using (app_kind() = 'phone' and staff_id::text = app_id()) with check (app_kind() = 'phone' and app_at(centre_id) and staff_id::text = app_id());
create policy field_outing_lead on field_outing for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
create policy field_outing_clear on field_outing for all to :app
  using (app_kind() = 'system' and app_id() = 'retention');
