-- What arrived more than a week ago stands, whatever a phone says of when it was said; so does what is of another centre.
drop function unsay_consent(uuid, timestamptz);
create function unsay_consent(which uuid, since timestamptz, at timestamptz) returns uuid
 language plpgsql security definer set search_path from current as $$
declare
  whose uuid;
begin
  if app_kind() is distinct from 'phone' then return null; end if;
  delete from consent c where c.id = which and c.answer = 'given' and c.at >= greatest(since, unsay_consent.at - interval '7 days') and app_at(c.centre_id)
    and sat_with(c.person_id, c.session_id) returning c.person_id into whose;
  return whose;
end
$$;
revoke execute on function unsay_consent(uuid, timestamptz, timestamptz) from public;
grant execute on function unsay_consent(uuid, timestamptz, timestamptz) to :app;
