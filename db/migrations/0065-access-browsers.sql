-- Browsers and addresses from which an account was signed in with both factors: its own are not stopped by what others try.
create table staff_browser (
  staff_id uuid not null references staff(id),
  token_hash bytea not null,
  address_hash bytea not null,
  last_at timestamptz not null,
  primary key (staff_id, token_hash)
);
create index staff_browser_address on staff_browser (staff_id, address_hash);
alter table staff_browser enable row level security;
create policy staff_browser_door on staff_browser for all to :app
  using (app_kind() = 'system' and app_id() = 'door')
  with check (app_kind() = 'system' and app_id() = 'door');
create policy staff_browser_clear on staff_browser for delete to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy staff_browser_clear_seen on staff_browser for select to :app using (app_kind() = 'system' and app_id() = 'retention');
grant select, insert, update, delete on staff_browser to :app;
