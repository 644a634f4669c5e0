-- Tokens of carriers that change with each use, sealed. `begun` says from which setting they come: another one begins anew.
create table carrier_token (
  carrier text constraint carrier_token_pkey primary key,
  sealed bytea not null,
  begun bytea not null,
  kept_at timestamptz not null
);
alter table carrier_token enable row level security;
create policy carrier_token_all on carrier_token for all to :app
  using (app_kind() = 'system' and app_id() = 'notices.tokens') with check (app_kind() = 'system' and app_id() = 'notices.tokens');
grant select, insert, update on carrier_token to :app;
