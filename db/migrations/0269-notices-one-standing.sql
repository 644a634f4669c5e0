-- A thing has one standing fact of a topic wherever it was said: whoever settles it may belong to another centre than who asked. Notes the
-- fact where it happened, and of all that is known of the thing keeps the last everywhere; answers when that was.
create function note_staff_topic(centre int, thing uuid, of_topic text, at timestamptz) returns timestamptz
  language plpgsql security definer set search_path from current as $$
declare
  last timestamptz;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.tell-staff' or not app_at(centre) then
    raise insufficient_privilege;
  end if;
  perform pg_advisory_xact_lock(hashtext('staff_topic'), hashtext(thing || of_topic));
  insert into staff_topic (centre_id, about, topic, fact_at) values (centre, thing, of_topic, at) on conflict (centre_id, about, topic) do nothing;
  select greatest(at, max(t.fact_at)) into last from staff_topic t where t.about = thing and t.topic = of_topic;
  update staff_topic t set fact_at = last where t.about = thing and t.topic = of_topic and t.fact_at < last;
  return last;
end
$$;
revoke execute on function note_staff_topic(int, uuid, text, timestamptz) from public;
grant execute on function note_staff_topic(int, uuid, text, timestamptz) to :app;
-- Nothing else writes one.
drop policy staff_topic_write on staff_topic;
drop policy staff_topic_change on staff_topic;
revoke insert, update on staff_topic from :app;
