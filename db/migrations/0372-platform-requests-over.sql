-- Ids of requests that are long over go in the night, so many at a time (decision 76). Once-only does not hang on them: the row of the journal
-- has each id once as well, and a request without one stays. Nobody clears what is younger than two months, twice as long as a phone holds
-- what it has to send.
create index request_at on request using brin (at);

create function clear_requests(before timestamptz, most integer) returns integer language plpgsql security definer set search_path from current as $$
declare
  gone integer;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  delete from request where id in (
    select r.id from request r where r.at < least(before, now() - interval '60 days') and exists (select from journal j where j.request = r.id) limit most);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function clear_requests(timestamptz, integer) from public;
grant execute on function clear_requests(timestamptz, integer) to :app;
