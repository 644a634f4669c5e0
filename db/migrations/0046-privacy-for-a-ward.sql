-- A parent or guardian asks about the data of whom they stand for in everything: who it was, and by which paper, stands in the request.
alter table data_request add column asked_by uuid references person;
alter table data_request add column asked_by_evidence text constraint data_request_evidence check (asked_by_evidence in ('birth-certificate', 'decision'));
alter table data_request add constraint data_request_asked_by check ((asked_by is null) = (asked_by_evidence is null));

-- The centre that keeps somebody, for herself and for whoever stands for her.
create function centre_keeping(who uuid) returns int language sql stable security definer set search_path from current as $$
  select c.id from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre'
  where p.id = who and (who = any(app_same()) or cares_for(who)) order by c.id limit 1
$$;
revoke execute on function centre_keeping(uuid) from public;
grant execute on function centre_keeping(uuid) to :app;

alter policy data_request_read on data_request using (
  (app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'resident' and (person_id = any(app_same()) or cares_for(person_id)))
);
alter policy data_request_write on data_request with check (
  case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and exists (select from person p where p.id = person_id)
    when 'resident' then by_staff is null and state = 'received' and handler_id is null and centre_id = centre_keeping(person_id)
      and (case when asked_by is null then person_id = any(app_same()) else asked_by = any(app_same()) and cares_for(person_id) end)
    else false
  end
);
alter policy data_request_change on data_request
  using ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and (person_id = any(app_same()) or cares_for(person_id))))
  with check ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and (person_id = any(app_same()) or cares_for(person_id)) and state = 'taken-back'));
