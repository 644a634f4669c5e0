-- "Bàn giao": whoever sits beside somebody asks a colleague to go on; until that one has said yes nothing changes hands.
alter table assisted_session
  add column offered_to uuid constraint assisted_session_offered_to_fkey references staff (id),
  add column offered_at timestamptz,
  add constraint assisted_session_offered check ((offered_to is null) = (offered_at is null));
create index assisted_session_offered_to on assisted_session (offered_to) where offered_to is not null and ended_at is null;

-- Who of a centre sits at a desk now, signed in for good: whom one may ask to go on.
create function seated_at(which integer, at timestamptz) returns table(id uuid, name text, desk uuid)
  language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select distinct on (s.id) s.id, s.name, t.desk_id
    from staff_session t join staff s on s.id = t.staff_id join desk d on d.id = t.desk_id
    where d.centre_id = which and app_kind() = 'staff' and app_at(which) and s.closed_at is null
      and t.level = 2 and t.revoked_at is null and t.expires_at > seated_at.at and d.closed_at is null
    order by s.id, t.worked_at desc;
end $$;
revoke execute on function seated_at(integer, timestamptz) from public;
grant execute on function seated_at(integer, timestamptz) to :app;
