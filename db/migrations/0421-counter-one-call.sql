-- A number is moved, or called, together with its period, as whoever asks: policies bind each row. Answers whether it was still where it was seen.

create function move_ticket(ticket uuid, seen text, becomes text, desk uuid, moved_at timestamptz, said text) returns boolean
language plpgsql set search_path from current as $$
begin
  update ticket t set state = becomes, note = coalesce(said, note), version = version + 1,
    ended_at = case when becomes in ('done', 'left') then moved_at end
  where t.id = ticket and t.state = seen;
  if not found then return false; end if;
  update ticket_period p set to_at = moved_at where p.ticket_id = ticket and p.to_at is null;
  insert into ticket_period (ticket_id, centre_id, day, state, desk_id, from_at)
  select t.id, t.centre_id, t.day, becomes, desk, moved_at from ticket t where t.id = ticket;
  return true;
end $$;
revoke execute on function move_ticket(uuid, text, text, uuid, timestamptz, text) from public;
grant execute on function move_ticket(uuid, text, text, uuid, timestamptz, text) to :app;

-- `other`: whether it is somebody without a head start, whom the line has called last then.
create function call_ticket(ticket uuid, desk uuid, called timestamptz, other boolean) returns boolean
language plpgsql set search_path from current as $$
declare
  centre integer;
  on_day date;
begin
  update ticket t set state = 'called', desk_id = desk, called_at = called, call_count = 1, version = version + 1
  where t.id = ticket and t.state in ('waiting', 'parked', 'missed') returning t.centre_id, t.day into centre, on_day;
  if not found then return false; end if;
  update ticket_period p set to_at = called where p.ticket_id = ticket and p.to_at is null;
  insert into ticket_period (ticket_id, centre_id, day, state, desk_id, from_at) values (ticket, centre, on_day, 'called', desk, called);
  update line_call l set other_called = other where l.centre_id = centre and l.day = on_day and l.other_called <> other;
  return true;
end $$;
revoke execute on function call_ticket(uuid, uuid, timestamptz, boolean) from public;
grant execute on function call_ticket(uuid, uuid, timestamptz, boolean) to :app;
