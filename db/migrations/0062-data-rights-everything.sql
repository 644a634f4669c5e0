-- Everything that is kept of one person, in one answer: each room tells what it keeps (`kept_in_<room>`), this asks them all and says who may
-- hear it. A new room is heard by writing its function; no other file names it. Only functions of the owner of this one are asked.
create or replace function everything_about(who uuid, answering uuid) returns jsonb language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  allowed boolean;
  room record;
  part jsonb;
  whole jsonb := '{}';
begin
  allowed := case app_kind()
    when 'resident' then who = any(app_same())
    when 'staff' then exists (
      select from data_request r
      where r.id = answering and r.person_id = any(ids) and app_at(r.centre_id) and r.kind in ('access', 'deletion') and r.state in ('received', 'acknowledged')
    )
    when 'system' then who = app_row()
    else false
  end;
  if not coalesce(allowed, false) then return null; end if;
  for room in
    select p.oid::regproc::text as tells from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.proowner = current_user::regrole and p.proname like 'kept\_in\_%'
    order by p.proname
  loop
    execute 'select ' || room.tells || '($1)' into part using ids;
    whole := whole || part;
  end loop;
  return whole;
end
$$;
drop function everything_rows(uuid);
