-- What somebody did, and how much of it alone, is theirs to read.
create policy encounter_own on encounter for select to :app using (app_kind() = 'resident' and person_id = any(app_same()));
