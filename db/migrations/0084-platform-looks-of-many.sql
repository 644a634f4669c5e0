-- A list that was shown is one look with whom it showed, and each of them reads that they were on it.
drop policy look_read on look;
alter table look add column people uuid[];
update look set people = array[person_id];
alter table look alter column people set not null, drop column person_id;
alter table look add constraint look_of_somebody check (cardinality(people) > 0);
create index look_people on look using gin (people);
create index look_actor on look (actor_id, at);
create policy look_read on look for select to :app using (app_kind() = 'resident' and people && app_same());

-- One look, or none where the same list was shown to the same somebody within the hour: a page that looks again by itself says no more.
create function note_look(at timestamptz, people uuid[], what text, purpose text, session uuid, about uuid, again interval) returns void
language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is null then raise insufficient_privilege; end if;
  if again is not null and exists (
    select from look l where l.actor_id = app_id() and l.at > note_look.at - again and l.what = note_look.what and l.purpose = note_look.purpose
      and l.people @> note_look.people) then return; end if;
  insert into look (at, actor_kind, actor_id, people, what, purpose, session_id, about)
  values (note_look.at, app_kind(), app_id(), note_look.people, note_look.what, note_look.purpose, session, note_look.about);
end
$$;
revoke execute on function note_look(timestamptz, uuid[], text, text, uuid, uuid, interval) from public;
grant execute on function note_look(timestamptz, uuid[], text, text, uuid, uuid, interval) to :app;

-- How often somebody searched in a time beyond those whom they then met: each person met whom a search showed stands for two
-- searches, one of which missed; a need is written by whoever likes and is no meeting; and when they last searched.
create function searches_of(who text, since timestamptz, until timestamptz) returns table (idle int, last_at timestamptz)
language plpgsql stable set search_path from current as $$
declare
  met int := (select count(distinct m.people[1]) from look m
    where m.actor_id = who and m.at >= since and m.at < until and m.what <> 'search' and m.purpose <> 'need' and cardinality(m.people) = 1
      and exists (select from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search' and s.people @> m.people));
begin
  return query
    select greatest(0, count(*) - 2 * met)::int, max(s.at)
    from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search';
end
$$;
revoke execute on function searches_of(text, timestamptz, timestamptz) from public;

-- The same of whoever asks, one search after the other: the budget of searches goes by it.
create function own_searches(since timestamptz) returns table (idle int, last_at timestamptz)
language plpgsql security definer set search_path from current as $$
begin
  perform pg_advisory_xact_lock(hashtext('search ' || app_id()));
  return query select * from searches_of(app_id(), since, 'infinity');
end
$$;
revoke execute on function own_searches(timestamptz) from public;
grant execute on function own_searches(timestamptz) to :app;

create or replace function kept_in_platform(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'look', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id), 'what', t.what, 'purpose', t.purpose) order by t.id)
    from look t where t.people && ids
    ),
    'journal', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'command', t.command, 'actor_kind', t.actor_kind, 'by_name', actor_name(t.actor_kind, t.actor_id),
      'authority', t.authority, 'about', t.about, 'detail', t.detail) order by t.id)
    from journal t where t.person_id = any(ids)
    )
  )
$$;
