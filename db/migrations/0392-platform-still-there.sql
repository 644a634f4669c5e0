-- What goes out with the end of a command refuses by itself: whoever sent it does not wait to hear that what it moves was still there.
create function require_there(there boolean) returns boolean language plpgsql immutable as $$
begin
  if not there then raise exception 'it has gone meanwhile' using errcode = 'TNGON'; end if;
  return true;
end
$$;
