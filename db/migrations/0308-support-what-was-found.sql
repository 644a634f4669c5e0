-- What stands under another is kept as long as that one, and goes with it.
create or replace function clear_support(before timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
  done uuid[];
begin
  if coalesce(app_kind(), '') <> 'system' then return 0; end if;
  select array_agg(t.id) into done from support_ticket t join support_ticket r on r.id = coalesce(t.merged_into, t.id)
    where r.state in ('solved', 'over') and not exists (
      select from support_ticket o join support_event e on e.ticket_id = o.id where (o.id = r.id or o.merged_into = r.id) and e.kind <> 'note' and e.at >= before)
      and (num_nonnulls(t.caller, t.phone) > 0 or exists (select from support_event e where e.ticket_id = t.id and e.words is not null)
        or exists (select from support_loss l where l.ticket_id = t.id and num_nonnulls(l.way, l.beside) > 0));
  update support_ticket set caller = null, phone = null where id = any(done) and num_nonnulls(caller, phone) > 0;
  update support_loss set way = null, beside = null where ticket_id = any(done) and num_nonnulls(way, beside) > 0;
  update support_event set words = null where ticket_id = any(done) and words is not null;
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Whoever is erased stands under nobody, and nobody under them: what a caller said is seen to by itself again.
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
  update support_ticket c set merged_into = null, version = c.version + 1, rings_at = '-infinity' from support_ticket r
    where c.merged_into = r.id and (r.person_id = any(ids) or c.person_id = any(ids));
  update support_ticket set state = 'over', version = version + 1, rings_at = null where person_id = any(ids);
  return gone;
end $$;

-- By its number a ticket is answered as the one under which it stands.
create or replace function support_by_number(centre int, spoken int) returns table (id uuid, state text, next_step text, next_on text, phone bytea) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'public' then return; end if;
  return query select t.id, r.state, r.next_step, r.next_on::text, t.phone from support_ticket t join support_ticket r on r.id = coalesce(t.merged_into, t.id)
    where t.centre_id = centre and t.number = spoken and t.person_id is null and t.staff_id is null and t.phone is not null;
end $$;

-- What was slowed by one span of an outage may be late by another.
grant update (reason, span_id) on incident_file to :app;
create policy incident_file_late on incident_file for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and reason = 'slowed') with check (app_at(centre_id) and reason = 'late');
