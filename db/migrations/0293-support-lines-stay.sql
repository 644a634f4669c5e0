-- A number that frightened people ring: who set which and when stays, it is taken away by a row of its own, and only whoever leads sets one. Until now
-- any hand of the centre could have written another over it, and nobody would have seen it.
alter table support_hotline drop constraint support_hotline_pkey;
alter table support_hotline add column id bigint generated always as identity constraint support_hotline_pkey primary key;
alter table support_hotline alter column phone drop not null;
create index support_hotline_latest on support_hotline (centre_id, kind, id desc);
drop policy support_hotline_change on support_hotline;
drop policy support_hotline_end on support_hotline;
alter policy support_hotline_write on support_hotline
  with check (app_keeps(centre_id, '{leader,administrator}') and by_staff::text = app_id());
revoke update, delete on support_hotline from :app;
