-- A key of a tab that lay open moves nothing of somebody who was erased.
create or replace function forget_support(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  update support_loss l set way = null, beside = null from support_ticket t
    where t.id = l.ticket_id and t.person_id = any(ids) and num_nonnulls(l.way, l.beside) > 0;
  update support_event e set words = null from support_ticket t where t.id = e.ticket_id and t.person_id = any(ids) and e.words is not null;
  get diagnostics gone = row_count;
  update support_ticket set state = 'over', version = version + 1 where person_id = any(ids);
  return gone;
end $$;

-- What nobody confirmed goes too in its time, and a note among ourselves begins no year anew.
create or replace function clear_support(before timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if coalesce(app_kind(), '') <> 'system' then return 0; end if;
  update support_ticket t set caller = null, phone = null
    where num_nonnulls(t.caller, t.phone) > 0 and t.state in ('solved', 'over') and not exists (select from support_event e where e.ticket_id = t.id and e.kind <> 'note' and e.at >= before);
  update support_loss l set way = null, beside = null from support_ticket t
    where t.id = l.ticket_id and num_nonnulls(l.way, l.beside) > 0 and t.state in ('solved', 'over') and not exists (select from support_event e where e.ticket_id = t.id and e.kind <> 'note' and e.at >= before);
  update support_event e set words = null from support_ticket t
    where t.id = e.ticket_id and e.words is not null and t.state in ('solved', 'over') and not exists (select from support_event l where l.ticket_id = t.id and l.kind <> 'note' and l.at >= before);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Whoever was to come once, gave that back and has a place there since, was there in a class of their own.
create or replace function there_in_class(which uuid)
 returns table(no smallint, person_id uuid)
 language plpgsql
 stable
 set search_path from current
as $$
begin
  return query
    select m.no, m.person_id from class_mark m
      where m.run_id = which and m.how in ('here', 'late', 'early')
        and not exists (select from class_guest g where g.run_id = m.run_id and g.no = m.no and g.person_id = m.person_id
          and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken')))
    union
    select g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = which and m.how in ('here', 'late', 'early')
        and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken'));
end $$;
