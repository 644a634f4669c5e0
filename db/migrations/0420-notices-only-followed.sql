-- Whether some browser is rung of a thing: what only rings is brought to nobody where none is.
create function is_followed(thing uuid) returns boolean
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return false; end if;
  return exists (select from ring where about = thing);
end $$;
revoke execute on function is_followed(uuid) from public;
grant execute on function is_followed(uuid) to :app;
