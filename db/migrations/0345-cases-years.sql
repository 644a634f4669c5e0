-- Nothing grows with the years: what has ended is never read to find what is in hand, and a number of what ended is counted in an index of its own.
create index case_file_in_hand on case_file (receiving_centre_id)
  where stage <> 'void' and (stage <> 'filed' or status is null or status not in (3, 7, 10));
create index case_file_over on case_file (receiving_centre_id, made_at desc, id) where stage = 'filed' and status in (3, 7, 10);
create index case_status_at on case_status (outside_at);

-- How many files of a place have ended; with one of them, how many come after it, the newest first.
create function cases_over(centre int, key uuid) returns int language plpgsql stable security definer set search_path from current as $$
declare
  key_at timestamptz;
begin
  if coalesce(app_kind(), '') <> 'staff' or not app_at(centre) then return 0; end if;
  if key is null then
    return (select count(*)::int from case_file c where c.receiving_centre_id = centre and c.stage = 'filed' and c.status in (3, 7, 10));
  end if;
  key_at := (select c.made_at from case_file c where c.id = key and c.receiving_centre_id = centre);
  return (select count(*)::int from case_file c where c.receiving_centre_id = centre and c.stage = 'filed' and c.status in (3, 7, 10)
    and c.made_at <= key_at and (c.made_at < key_at or c.id > key));
end $$;
revoke execute on function cases_over(int, uuid) from public;
grant execute on function cases_over(int, uuid) to :app;

-- Everybody for whom whoever asks stands now, under each of their ids: the other way round of `stands_for`, which is asked row by row.
create function stood_for() returns uuid[] language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'resident' then return '{}'; end if;
  return array(
    select distinct s.id from mandate m cross join lateral unnest(same_as(m.principal_id)) s (id)
    where m.agent_id = any(app_same()) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date));
end $$;
revoke execute on function stood_for() from public;
grant execute on function stood_for() to :app;
