-- What the police call off in one act, so that it can be taken back whole for a minute. What was withdrawn and who had booked it point to it.
create table police_call_off (
  id uuid primary key,
  centre_id int not null references centre,
  made_by uuid not null references staff,
  made_at timestamptz not null,
  undone_at timestamptz
);
alter table police_call_off enable row level security;
create policy police_call_off_read on police_call_off for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy police_call_off_write on police_call_off for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and undone_at is null);
-- For good: whoever comes second holds the row too, and finds it taken back.
create policy police_call_off_undo on police_call_off for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and undone_at is not null);
grant select, insert on police_call_off to :app;
grant update (undone_at) on police_call_off to :app;

alter table police_slot add column call_off_id uuid references police_call_off;
create index police_slot_call_off on police_slot (call_off_id) where call_off_id is not null;
grant update (call_off_id) on police_slot to :app;
-- A time that was withdrawn stands again only by the act that withdrew it, once that is taken back.
create policy police_slot_again on police_slot for update to :app
  using (app_kind() = 'staff' and app_at(centre_id))
  with check (app_kind() = 'staff' and app_at(centre_id) and withdrawn_at is null
    and exists (select from police_call_off c where c.id = call_off_id and c.undone_at is not null));

-- Who had the need in hand when the time was called off: somebody else since then has begun to call.
alter table police_booking add column call_off_id uuid references police_call_off, add column call_off_owner_id uuid references staff;
create index police_booking_call_off on police_booking (call_off_id) where call_off_id is not null;

-- Calling off and taking it back both stand in the history of a need, by a row that names many at once.
drop index journal_called_off;
create index journal_called_off on journal (id) where command in ('readiness.call-off', 'readiness.undo-call-off');

-- Whom the police had given an hour that they called off, as long as it stays so: who waits for somebody to come home.
create or replace function police_called_off(centre int, bookings uuid[]) returns table (person_id uuid, purpose text, need_id uuid)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(police_called_off.centre) then return; end if;
  return query
    select distinct on (b.person_id) b.person_id, b.purpose,
      (select n.id from need n where n.person_id = b.person_id and n.kind = 'e-id' and n.outcome is null limit 1)
    from police_booking b where b.id = any(bookings) and b.centre_id = police_called_off.centre and b.state = 'called-off'
      and not exists (select from home_visit v where v.person_id = b.person_id and v.source = 'police' and home_visit_is_open(v))
    order by b.person_id;
end
$$;

-- Whose hour stands again, and since when it had not: nobody has to come home for it.
create function police_stands_again(centre int, bookings uuid[]) returns table (person_id uuid, since timestamptz)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(police_stands_again.centre) then return; end if;
  return query
    select b.person_id, c.made_at from police_booking b join police_call_off c on c.id = b.call_off_id
    where b.id = any(bookings) and b.centre_id = police_stands_again.centre and b.state = 'booked';
end
$$;
revoke execute on function police_stands_again(int, uuid[]) from public;
grant execute on function police_stands_again(int, uuid[]) to :app;
