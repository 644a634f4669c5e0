-- Browsers that asked to be rung when there is news of one thing: a number in the hall, a file by its slip, somebody's own words. What rings
-- says "có tin mới" and nothing else, and is no word that anybody was told.
create table ring (
  id uuid primary key,
  -- the ticket, the file or the person that the page was about
  about uuid not null,
  -- where it is rung and the keys to seal to it, sealed
  browser bytea not null,
  locale text not null constraint ring_locale check (locale in ('vi', 'en', 'hi')),
  made_at timestamptz not null,
  until timestamptz not null,
  due_at timestamptz,
  -- a number in the hall rings at any hour, anything else when nobody sleeps
  at_once boolean not null
);
create index ring_about on ring (about);
create index ring_due on ring (due_at) where due_at is not null;
alter table ring enable row level security;
create policy ring_made on ring for all to :app
  using (app_kind() in ('public', 'slip', 'resident') and about in (app_row(), app_person()))
  with check (app_kind() in ('public', 'slip', 'resident') and about in (app_row(), app_person()));
create policy ring_house on ring for all to :app
  using (app_kind() = 'system' and app_id() in ('notices.ring', 'notices.let-go')) with check (app_kind() = 'system' and app_id() = 'notices.ring');
grant select, insert, update, delete on ring to :app;
