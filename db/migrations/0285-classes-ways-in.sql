-- By which way somebody came to a class: on their own page, by telephone, beside somebody, with a number of the hall, on a sheet of paper, or by
-- whoever stands for them.
alter table class_seat drop constraint class_seat_source;
alter table class_seat add constraint class_seat_source check (source in ('self', 'phone', 'beside', 'ticket', 'paper', 'proxy'));

-- Whoever stands for somebody reads in which class they have a place, and asks for one in their name; they give none back.
alter policy class_seat_read on class_seat
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or stands_for(person_id)) or helps_in_class(run_id));
alter policy class_seat_write on class_seat
  with check (exists (select from class_run r where r.id = class_seat.run_id and r.centre_id = class_seat.centre_id) and case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and source not in ('self', 'proxy')
    when 'resident' then by_staff is null and (person_id = any(app_same()) and source = 'self' or stands_for(person_id) and source = 'proxy')
      and exists (select from person p join place c on c.parent_id = p.commune_id where p.id = class_seat.person_id and c.id = class_seat.centre_id)
    else false end);
alter policy class_seat_change on class_seat
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or state = 'left' and stands_for(person_id)))
  with check (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same()) or source = 'proxy' and stands_for(person_id)));
