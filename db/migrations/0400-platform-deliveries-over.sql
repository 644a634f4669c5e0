-- What was delivered long ago goes in the night, so many at a time (decision 81). A delivery is written with its row of the journal and never again,
-- and what its listener did stands in the journal under an id that follows from both: nothing is delivered twice for want of it. What still waits
-- or was given up stays until a person saw to it. Nobody clears what was delivered within the last week.
create index delivery_due on delivery using brin (due_at);

create function clear_deliveries(before timestamptz, most integer) returns integer language plpgsql security definer set search_path from current as $$
declare
  until timestamptz := least(before, now() - interval '7 days');
  gone integer;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  delete from delivery where id in (select d.id from delivery d where d.due_at < until and d.done_at < until limit most);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function clear_deliveries(timestamptz, integer) from public;
grant execute on function clear_deliveries(timestamptz, integer) to :app;
