-- A yes that was written down by mistake, at a door that was not hers, is none: whoever wrote it unsays it. What she would have taken back
-- is a word of hers, and this was not. The journal keeps that it was written; a no is never unsaid.
create function unsay_consent(which uuid, since timestamptz) returns uuid
 language plpgsql security definer set search_path from current as $$
declare
  whose uuid;
begin
  if app_kind() is distinct from 'phone' then return null; end if;
  delete from consent c where c.id = which and c.answer = 'given' and c.at >= since and sat_with(c.person_id, c.session_id) returning c.person_id into whose;
  return whose;
end
$$;
revoke execute on function unsay_consent(uuid, timestamptz) from public;
grant execute on function unsay_consent(uuid, timestamptz) to :app;
