-- A number that frightened people ring is set by one and stands once another has looked at it: a single hand cannot lead them to a stranger. What was set
-- before stands. A number that is taken away stands no more at once.
alter table support_hotline add confirmed_at timestamptz;
alter table support_hotline add confirmed_by uuid constraint support_hotline_confirmed_by_fkey references staff (id);
alter table support_hotline add dropped_at timestamptz;
alter table support_hotline add dropped_by uuid constraint support_hotline_dropped_by_fkey references staff (id);
update support_hotline set confirmed_at = at;
alter table support_hotline add constraint support_hotline_two check (confirmed_by <> by_staff and (confirmed_by is null or confirmed_at is not null));
alter table support_hotline add constraint support_hotline_dropped check ((dropped_at is null) = (dropped_by is null) and (dropped_at is null or confirmed_at is null));
create index support_hotline_confirmed_by on support_hotline (confirmed_by) where confirmed_by is not null;
create index support_hotline_dropped_by on support_hotline (dropped_by) where dropped_by is not null;
drop index support_hotline_latest;
create index support_hotline_latest on support_hotline (centre_id, kind, id desc);
create index support_hotline_stands on support_hotline (centre_id, kind, id desc) where confirmed_at is not null;

alter policy support_hotline_read on support_hotline
  using (kind = 'centre' and confirmed_at is not null or app_kind() in ('staff', 'system') and app_at(centre_id));
alter policy support_hotline_write on support_hotline
  with check (app_keeps(centre_id, '{leader,administrator}') and by_staff::text = app_id() and confirmed_by is null and dropped_at is null
    and (confirmed_at is null or phone is null));
-- Whoever serves people here says yes, never whoever set it; anybody of them says no.
create policy support_hotline_second on support_hotline for update to :app
  using (app_at(centre_id) and confirmed_at is null and dropped_at is null and app_keeps(centre_id, '{guide,receiving-officer,leader}'))
  with check (confirmed_by::text = app_id() and by_staff::text <> app_id() and dropped_at is null or dropped_by::text = app_id() and confirmed_at is null);
grant update (confirmed_at, confirmed_by, dropped_at, dropped_by) on support_hotline to :app;
