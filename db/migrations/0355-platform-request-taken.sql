-- A command that is sent again ends where it claims its request, and with it whatever it had sent along.
create function require_mine(mine boolean) returns boolean language plpgsql immutable as $$
begin
  if not mine then raise exception 'the request is taken' using errcode = 'TNREQ'; end if;
  return true;
end
$$;
