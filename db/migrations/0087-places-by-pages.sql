-- Hours, ways and names of a centre are changed by its administrator alone, by whichever statement.
alter table centre enable row level security;
create policy centre_read on centre for select to :app using (true);
create policy centre_found on centre for insert to :app with check (app_kind() = 'system');
create policy centre_keep on centre for update to :app using (app_keeps(id, '{administrator}')) with check (app_keeps(id, '{administrator}'));
grant update (short_name, agency_code, head_start_min, wait_cap_min, portal_way) on centre to :app;

alter table opening enable row level security;
create policy opening_read on opening for select to :app using (true);
create policy opening_keep on opening for insert to :app with check (app_kind() = 'system' or app_keeps(centre_id, '{administrator}'));
create policy opening_drop on opening for delete to :app using (app_keeps(centre_id, '{administrator}'));
grant delete on opening to :app;
