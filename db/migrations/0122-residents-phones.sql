-- A phone is held to its areas: it sees and changes who lives behind a door of them, and founds a household or writes somebody down there.
create policy person_phone_read on person for select to :app using (app_kind() = 'phone' and in_areas(id));
create policy person_phone_change on person for update to :app using (app_kind() = 'phone' and in_areas(id)) with check (app_kind() = 'phone');
create policy person_phone_write on person for insert to :app with check (app_kind() = 'phone' and serves(commune_id) and not verified);
create policy household_phone on household for select to :app using (door_in_areas(id));
create policy household_phone_write on household for insert to :app with check (door_in_areas(id) and serves(commune_id));
create policy dwelling_phone on dwelling for select to :app
  using (app_kind() = 'phone' and exists (select from household h where h.dwelling_id = dwelling.id));
create policy dwelling_phone_write on dwelling for insert to :app with check (app_kind() = 'phone' and serves(commune_id));
create policy person_change_phone on person_change for insert to :app with check (app_kind() = 'phone' and in_areas(person_id));
create policy identity_change_phone on identity_change for all to :app using (in_areas(person_id)) with check (in_areas(person_id));
