-- What somebody gives at a door: read and written there for whoever lives behind it.
create policy mandate_phone on mandate for select to :app using (in_areas(principal_id) or in_areas(agent_id));
create policy mandate_phone_write on mandate for insert to :app with check (app_at(centre_id) and in_areas(principal_id));
