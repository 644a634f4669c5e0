-- A ticket of a business, and one that somebody asked for another: whoever stands for them reads it as long as they stand, and no longer.
alter table support_ticket add business_id uuid constraint support_ticket_business_id_fkey references business (id);
-- Who asked for whom it is of.
alter table support_ticket add asked_by uuid constraint support_ticket_asked_by_fkey references person (id);
alter table support_ticket add constraint support_ticket_business check (business_id is null or num_nonnulls(person_id, staff_id) = 0);
alter table support_ticket add constraint support_ticket_asked check (asked_by is null or num_nonnulls(business_id, person_id) = 1 and caller is null);
create index support_ticket_business on support_ticket (business_id) where business_id is not null;
create index support_ticket_asked on support_ticket (asked_by) where asked_by is not null;

-- Whether a ticket of somebody else is read (`follow`) or spoken on (`ask`) by the person of the scope: they stand for its business, or asked it for
-- somebody for whom they still ask.
create function support_stands(business uuid, person uuid, asked uuid, wanted text) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  if business is not null then return represents(business, wanted); end if;
  return coalesce(asked = any(app_same()), false) and person is not null and asks_for(person);
end $$;
revoke execute on function support_stands(uuid, uuid, uuid, text) from public;
grant execute on function support_stands(uuid, uuid, uuid, text) to :app;

alter policy support_ticket_read on support_ticket
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (person_id = any(app_same())
    or (business_id is not null or asked_by is not null) and support_stands(business_id, person_id, asked_by, 'follow')));
alter policy support_ticket_write on support_ticket
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id()
    and (business_id is null or exists (select from business b where b.id = support_ticket.business_id)));
alter policy support_ticket_ask on support_ticket
  with check (owner_id is null and staff_id is null and exists (select from centre c where c.id = support_ticket.centre_id) and case app_kind()
    when 'public' then source = 'web' and person_id is null and business_id is null
    when 'resident' then source = 'web' and caller is null and case
      when business_id is not null then asked_by = any(app_same()) and represents(business_id, 'ask')
        and exists (select from business b where b.id = support_ticket.business_id and b.centre_id = support_ticket.centre_id)
      when asked_by is not null then asked_by = any(app_same()) and asks_for(person_id)
      else person_id = any(app_same()) end
    when 'system' then app_id() = 'messages' and source = 'message' and person_id is not null and asked_by is null and app_at(centre_id)
    else false
  end);

alter policy support_event_read on support_event
  using (app_kind() in ('staff', 'system') and app_at(centre_id)
    or app_kind() = 'resident' and kind <> 'note' and exists (select from support_ticket t where t.id = support_event.ticket_id and (t.person_id = any(app_same())
      or support_stands(t.business_id, t.person_id, t.asked_by, 'follow'))));
alter policy support_event_ask on support_event
  with check (by_staff is null and case app_kind()
    when 'public' then kind = 'said' and support_fresh(ticket_id, centre_id)
    when 'resident' then kind in ('said', 'confirmed', 'back')
      and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and (t.person_id = any(app_same())
        or support_stands(t.business_id, t.person_id, t.asked_by, 'ask')))
    when 'system' then app_id() = 'messages' and kind = 'said' and app_at(centre_id)
      and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id and t.source = 'message')
    else false
  end);

create or replace function support_heard(which uuid, seen int, stands text) returns int language plpgsql security definer set search_path from current as $$
declare
  moved int;
begin
  if app_kind() is distinct from 'resident' then return 0; end if;
  update support_ticket t set state = stands, version = t.version + 1, rings_at = '-infinity' where t.id = which and t.version = seen
    and (t.person_id = any(app_same()) or support_stands(t.business_id, t.person_id, t.asked_by, 'ask'));
  get diagnostics moved = row_count;
  return moved;
end $$;

-- A ticket of a business is nobody's of the web until its first words are written: only whoever is nobody writes those of nobody.
create or replace function support_fresh(which uuid, centre int) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'public' and exists (select from support_ticket t where t.id = which and t.centre_id = centre and t.source = 'web' and num_nonnulls(t.person_id, t.business_id) = 0)
    and not exists (select from support_event e where e.ticket_id = which);
end $$;

-- What this room keeps of one person, under each of their ids: their own tickets with all that was said, and which they asked for somebody else.
create or replace function kept_in_support(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'support_ticket', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('business_name', b.name, 'asked', case when t.asked_by = any(ids) then 'for-another' when t.asked_by is not null then 'by-another' end) order by t.made_at)
      from support_ticket t left join business b on b.id = t.business_id where t.person_id = any(ids) or t.asked_by = any(ids)),
    'support_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('person_id', t.person_id, 'by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids)),
    'support_loss', (select jsonb_agg(to_jsonb(l) || jsonb_build_object('to_name', actor_name('staff', l.handed_to::text)) order by l.begun_at)
      from support_loss l join support_ticket t on t.id = l.ticket_id where t.person_id = any(ids)),
    'support_loss_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_loss_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids))
  )
$$;

-- What was said of somebody goes; what they asked for another stays that one's, and names them no more.
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
  update support_ticket set asked_by = null, phone = null where asked_by = any(ids) or asked_by is not null and person_id = any(ids);
  return gone;
end $$;
