-- A centre reads everything of somebody for the one request that it answers, not for any that stands open.
alter function everything_about(uuid) rename to everything_rows;
revoke execute on function everything_rows(uuid) from :app;

create function everything_about(who uuid, answering uuid) returns jsonb language sql stable security definer set search_path from current as $$
  select case when app_kind() <> 'staff' or exists (
    select from data_request r
    where r.id = answering and r.person_id = any(same_as(who)) and app_at(r.centre_id) and r.kind in ('access', 'deletion') and r.state in ('received', 'acknowledged')
  ) then everything_rows(who) end
$$;
revoke execute on function everything_about(uuid, uuid) from public;
grant execute on function everything_about(uuid, uuid) to :app;
