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

-- Hamlets in which at least three ask for the same, sit in no class, and have no class of it that is still to come in their hamlet: whoever opens a class
-- goes there. Nobody is named.
drop function learners_by_hamlet(int);
create function learners_by_hamlet(centre int, today date) returns table (hamlet_id int, hamlet text, template text, learners int, since date)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query
    select h.id, h.name, a.template, count(distinct p.id)::int, min((n.made_at at time zone 'Asia/Ho_Chi_Minh')::date)
    from need n join person o on o.id = n.person_id join person p on p.id = coalesce(o.merged_into, o.id)
      join place h on h.parent_id = p.commune_id and h.kind = 'hamlet' and case when p.hamlet_id is null then h.name = p.hamlet else h.id = p.hamlet_id end
      join (values ('learn', 'beginners'), ('safety-online', 'self-protection')) a (kind, template) on a.kind = n.kind
    where n.centre_id = centre and n.outcome is null
      and not exists (select from class_seat s where s.person_id = p.id and s.state in ('taken', 'waiting', 'offered'))
      and not exists (select from class_run r join class_session e on e.run_id = r.id
        where r.centre_id = centre and r.hamlet_id = h.id and r.template = a.template and r.dropped_at is null and e.closed_at is null and e.day >= today)
    group by h.id, h.name, a.template having count(distinct p.id) >= 3
    order by 4 desc, h.name, a.template;
end $$;
revoke execute on function learners_by_hamlet(int, date) from public;
grant execute on function learners_by_hamlet(int, date) to :app;
