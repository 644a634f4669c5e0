-- A data key opened to anybody is read one row at a time; deleted by anybody it is a person gone for ever. Whoever deletes one is the
-- house, or staff who erase somebody of their commune or leave a sheet of their centre: of a living person no key goes.
create function subject_key_may_go(which uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return app_kind() is not distinct from 'system'; end if;
  if exists (select from person p where p.id = which) then
    return exists (select from person p where p.id = which and p.erased_at is not null and serves(p.commune_id));
  end if;
  return exists (select from sheet_import i where i.id = which and i.state = 'dropped' and app_at(i.centre_id))
    or exists (select from import_row r join sheet_import i on i.id = r.import_id
      where r.person_id = which and i.state = 'dropped' and app_at(i.centre_id));
end
$$;
revoke execute on function subject_key_may_go(uuid) from public;
grant execute on function subject_key_may_go(uuid) to :app;

-- It is asked for every key of a sheet that is left: forty thousand at once.
create index import_row_person on import_row (person_id) where person_id is not null;

drop policy subject_key_known on subject_key;
create policy subject_key_read on subject_key for select to :app using (app_kind() is not null);
create policy subject_key_make on subject_key for insert to :app with check (app_kind() is not null);
create policy subject_key_go on subject_key for delete to :app using (subject_key_may_go(subject));
