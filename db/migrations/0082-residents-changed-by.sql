-- Who changed name, birth or number is noted with that they changed, however it was done (a correction, a merge, a sheet):
-- nobody blesses their own change by holding a card beside it.
alter table person add column identity_changed_by text;
create or replace function person_identity_changed() returns trigger language plpgsql set search_path from current as $$
begin
  if new.erased_at is null and (new.name is distinct from old.name
    or new.birth_date is distinct from old.birth_date or new.birth_year is distinct from old.birth_year
    or (new.number_hash is distinct from old.number_hash and new.number_sealed is distinct from old.number_sealed)) then
    new.identity_changed_at := now();
    new.identity_changed_by := app_id();
  end if;
  return new;
end
$$;
