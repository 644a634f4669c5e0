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
  at_once boolean not null,
  -- of somebody's own words: a centre of where they live, at which it is asked again whether they say yes
  centre_id integer references centre (id)
);
create index ring_about on ring (about);
create index ring_due on ring (due_at) where due_at is not null;
alter table ring enable row level security;
create policy ring_made on ring for all to :app
  using (app_kind() in ('public', 'slip', 'resident') and about in (app_row(), app_person()))
  with check (app_kind() in ('slip', 'resident') and about in (app_row(), app_person())
    or app_kind() = 'public' and about = app_row() and exists (select from ticket t where t.id = about and t.ended_at is null));
create policy ring_house on ring for all to :app
  using (app_kind() = 'system' and app_id() in ('notices.ring', 'notices.let-go')) with check (app_kind() = 'system' and app_id() = 'notices.ring');
grant select, insert, update, delete on ring to :app;

-- Nothing of what somebody was told, or chose, stays readable, nor is a browser rung of them or of their files: at their erasure.
create or replace function forget_notices(who uuid) returns void language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return; end if;
  update notice set state = 'over', why = 'erased', due_at = null where (person_id = any(ids) or of_id = any(ids)) and state in ('waiting', 'out', 'asks');
  update notice_try set words = null, asked_by = null, code = null where person_id = any(ids);
  update notice_choice set email_sealed = null, channel = case when channel = 'email' then 'sms' else channel end, with_id = null where person_id = any(ids);
  delete from ring where about = any(ids) or about in (select c.id from case_file c where c.owner_id = any(ids) or c.helped_id = any(ids));
end
$$;
