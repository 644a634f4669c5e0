-- Who has gone through the hamlet in which they practise, on a phone of theirs, and when they first had.
create table field_practice (
  staff_id uuid not null constraint field_practice_staff_id_fkey references staff (id),
  centre_id int not null constraint field_practice_centre_id_fkey references centre (id),
  at timestamptz not null,
  constraint field_practice_pkey primary key (staff_id, centre_id)
);
grant select, insert on field_practice to :app;
alter table field_practice enable row level security;
create policy field_practice_own on field_practice for insert to :app
  with check (app_kind() = 'phone' and app_at(centre_id) and staff_id::text = app_id());
create policy field_practice_read on field_practice for select to :app
  using (app_kind() = 'phone' and staff_id::text = app_id() or app_kind() = 'staff' and app_at(centre_id));
