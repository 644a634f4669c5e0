-- What staff are told: one fact for one of them, read on their own page. It says what kind of work waits and names nobody; what it is about
-- is an id. A later fact of the same topic about the same thing overtakes what stood, for everybody who was told it.
create table staff_topic (
  centre_id integer not null references centre (id),
  about uuid not null,
  topic text not null,
  -- of the last fact
  fact_at timestamptz not null,
  constraint staff_topic_pkey primary key (centre_id, about, topic)
);
create table staff_notice (
  id uuid primary key,
  centre_id integer not null references centre (id),
  staff_id uuid not null references staff(id),
  -- told because they held one of these roles there; nothing where it is theirs by name
  roles text[],
  fact text not null,
  topic text not null,
  about uuid not null,
  -- by what its page is found, where that is not the thing itself
  page text,
  -- whose matter it is: it goes with them
  person_id uuid references person(id),
  fact_at timestamptz not null,
  until timestamptz,
  made_at timestamptz not null,
  read_at timestamptz
);
create index staff_notice_own on staff_notice (staff_id, fact_at desc);
create index staff_notice_about on staff_notice (centre_id, about, topic);
create index staff_notice_person on staff_notice (person_id) where person_id is not null;
create index staff_notice_made on staff_notice (made_at);

-- Whether somebody of the staff may be told of a centre today: their account is open, they work there, and in one of these roles where it
-- was told to whoever holds them.
create function staff_works(who uuid, centre int, held text[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return false; end if;
  return exists (
    select from staff s join place p on p.id = centre join staff_grant g on g.staff_id = s.id and g.place_id in (p.id, p.parent_id) and g.taken_at is null
    where s.id = who and s.closed_at is null and (held is null or g.role = any(held))
  );
end
$$;
revoke execute on function staff_works(uuid, int, text[]) from public;
grant execute on function staff_works(uuid, int, text[]) to :app;

-- Whoever holds one of these roles at a centre: the house alone asks.
create function staff_holding(centre int, held text[]) returns table (id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(centre) then return; end if;
  return query select distinct s.id from place p join staff_grant g on g.place_id in (p.id, p.parent_id) and g.taken_at is null and g.role = any(held)
    join staff s on s.id = g.staff_id and s.closed_at is null where p.id = centre;
end
$$;
revoke execute on function staff_holding(int, text[]) from public;
grant execute on function staff_holding(int, text[]) to :app;

alter table staff_topic enable row level security;
-- Of what is somebody else's, staff do not even see that there is something.
create policy staff_topic_read on staff_topic for select to :app
  using (app_at(centre_id) and (app_kind() = 'system' or app_kind() = 'staff'
    and exists (select from staff_notice n where n.centre_id = staff_topic.centre_id and n.about = staff_topic.about and n.topic = staff_topic.topic)));
create policy staff_topic_write on staff_topic for insert to :app with check (app_kind() = 'system' and app_at(centre_id));
create policy staff_topic_change on staff_topic for update to :app using (app_kind() = 'system' and app_at(centre_id));
create policy staff_topic_clear on staff_topic for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);
grant select, insert, update, delete on staff_topic to :app;

alter table staff_notice enable row level security;
create policy staff_notice_own on staff_notice for select to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id) and staff_works(staff_id, centre_id, roles));
create policy staff_notice_read on staff_notice for update to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id) and staff_works(staff_id, centre_id, roles));
create policy staff_notice_house on staff_notice for select to :app using (app_kind() = 'system' and app_at(centre_id));
create policy staff_notice_write on staff_notice for insert to :app with check (app_kind() = 'system' and app_at(centre_id));
create policy staff_notice_clear on staff_notice for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);
grant select, insert, delete on staff_notice to :app;
grant update (read_at) on staff_notice to :app;

-- Nothing of what somebody was told, or chose, stays readable, nor is a browser rung of them or of their files, nor do staff read that they
-- were told of them: at their erasure.
create or replace function forget_notices(who uuid) returns void language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return; end if;
  update notice set state = 'over', why = 'erased', due_at = null where (person_id = any(ids) or of_id = any(ids)) and state in ('waiting', 'out', 'asks');
  update notice_try set words = null, asked_by = null, code = null where person_id = any(ids);
  update notice_choice set email_sealed = null, channel = case when channel = 'email' then 'sms' else channel end, with_id = null where person_id = any(ids);
  delete from ring where about = any(ids) or about in (select c.id from case_file c where c.owner_id = any(ids) or c.helped_id = any(ids));
  delete from staff_topic t using staff_notice n where n.person_id = any(ids) and t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic;
  delete from staff_notice where person_id = any(ids);
end
$$;

-- What this room keeps of one person, under each of their ids.
create or replace function kept_in_notices(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'notice', (select jsonb_agg(to_jsonb(t) order by t.made_at) from notice t where t.person_id = any(ids)),
    'notice_try', (select jsonb_agg(to_jsonb(t) order by t.handed_at) from notice_try t where t.person_id = any(ids)),
    'notice_choice', (select jsonb_agg(to_jsonb(t) order by t.changed_at) from notice_choice t where t.person_id = any(ids)),
    'staff_notice', (select jsonb_agg(to_jsonb(t) - 'staff_id' order by t.fact_at) from staff_notice t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_notices(uuid[]) from public;
