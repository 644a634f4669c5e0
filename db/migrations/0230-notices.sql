-- What people are told: one fact for one person, the hand-overs that carried it, and how each of them wants to be told.
insert into consent_text (purpose, version, words, from_at) values ('notices', 1, 'ask-notices', '2026-01-01T00:00:00+07:00');

-- How somebody wants to be told. Nobody is sent anything who has not said yes to it: that stands with their other answers.
create table notice_choice (
  person_id uuid primary key references person(id),
  -- it holds at every centre of the commune
  commune_id integer not null references place (id),
  locale text not null constraint notice_choice_locale check (locale in ('vi', 'en', 'hi')),
  channel text not null constraint notice_choice_channel check (channel in ('sms', 'zalo', 'email', 'call', 'letter')),
  email_sealed bytea,
  from_hour smallint not null,
  to_hour smallint not null,
  noon_rest boolean not null,
  -- who is told with them, in other words
  with_id uuid references person(id),
  changed_by text not null,
  changed_at timestamptz not null,
  constraint notice_choice_hours check (from_hour between 6 and 20 and to_hour between 8 and 21 and to_hour - from_hour >= 2),
  constraint notice_choice_email check (channel <> 'email' or email_sealed is not null),
  constraint notice_choice_other check (with_id <> person_id)
);

-- One fact for one person. What it is about is an id; its blanks hold days and desks, and nothing that is somebody's.
create table notice (
  id uuid primary key,
  centre_id integer not null references centre (id),
  person_id uuid not null references person(id),
  of_id uuid not null references person(id),
  fact text not null,
  topic text not null,
  about uuid not null,
  fact_at timestamptz not null,
  says jsonb not null,
  must boolean not null,
  -- nobody is called for it: it is read to them when they come by
  waits boolean not null,
  until timestamptz,
  state text not null default 'waiting' constraint notice_state check (state in ('waiting', 'out', 'asks', 'told', 'over')),
  -- why it went no further, or why a person has it
  why text,
  -- 0 nothing, 1 given to whoever carries it, 2 arrived, 3 read to them: it only grows
  mark smallint not null default 0 constraint notice_mark check (mark between 0 and 3),
  -- when the worker looks next; nothing where it is a person's turn, or nobody's
  due_at timestamptz,
  owner_id uuid references staff(id),
  made_at timestamptz not null,
  constraint notice_due check ((state in ('waiting', 'out')) = (due_at is not null))
);
create index notice_due on notice (due_at) where due_at is not null;
create index notice_person on notice (person_id, made_at desc);
create index notice_of on notice (of_id);
create index notice_about on notice (about, topic, person_id);
create index notice_asks on notice (centre_id, made_at) where state = 'asks';

-- One hand-over of it. It stands here before whoever carries it is asked, so that nothing that happens after loses that it was.
create table notice_try (
  id uuid primary key,
  notice_id uuid not null references notice(id),
  person_id uuid not null references person(id),
  centre_id integer not null references centre (id),
  channel text not null constraint notice_try_channel check (channel in ('sms', 'sms-2', 'zalo', 'push', 'email', 'letter', 'call', 'met')),
  locale text not null constraint notice_try_locale check (locale in ('vi', 'en', 'hi')),
  words bytea,
  code text constraint notice_try_code check (code ~ '^[0-9]{4}$'),
  -- the code together with the end of their telephone, keyed: by it they ask whether a word was ours
  asked_by bytea,
  said text not null constraint notice_try_said check (said in ('handed', 'taken', 'refused', 'unsent', 'silent', 'arrived', 'failed', 'read', 'unheard')),
  fault text,
  ref text,
  parts smallint,
  again smallint not null default 0,
  -- on a telephone of several people: it said nothing but that they may call back
  shared boolean not null default false,
  by_staff uuid references staff(id),
  handed_at timestamptz not null,
  said_at timestamptz,
  constraint notice_try_once unique (centre_id, asked_by)
);
create index notice_try_notice on notice_try (notice_id, handed_at);
create index notice_try_ref on notice_try (channel, ref);
create index notice_try_person on notice_try (person_id, handed_at);

-- Since when a centre sends words to people. One asks for it, another agrees; before that nothing goes out to anybody.
create table notice_live (
  centre_id integer primary key references centre (id),
  asked_by uuid not null references staff(id),
  asked_at timestamptz not null,
  agreed_by uuid references staff(id),
  agreed_at timestamptz,
  constraint notice_live_two check (agreed_by <> asked_by),
  constraint notice_live_agreed check ((agreed_by is null) = (agreed_at is null))
);
alter table notice_live enable row level security;
create policy notice_live_all on notice_live for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, update, delete on notice_live to :app;

alter table notice_choice enable row level security;
create policy notice_choice_read on notice_choice for select to :app
  using (app_kind() in ('staff', 'system') and app_near(commune_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy notice_choice_write on notice_choice for insert to :app
  with check (app_kind() = 'staff' and app_near(commune_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy notice_choice_change on notice_choice for update to :app
  using (app_kind() = 'staff' and app_near(commune_id) or app_kind() = 'resident' and person_id = any(app_same()));
grant select, insert, update on notice_choice to :app;

alter table notice enable row level security;
create policy notice_read on notice for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy notice_write on notice for insert to :app with check (app_kind() = 'system' and app_at(centre_id));
create policy notice_change on notice for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, update on notice to :app;

alter table notice_try enable row level security;
create policy notice_try_read on notice_try for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy notice_try_write on notice_try for insert to :app with check (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy notice_try_change on notice_try for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, update on notice_try to :app;

-- What was told is kept for a while, so that it can be asked after, and then goes; what still waits is never cleared.
create policy notice_clear on notice for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);
create policy notice_try_clear on notice_try for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);
grant delete on notice, notice_try to :app;
create index notice_made on notice (made_at) where state in ('told', 'over');

-- Who somebody is today, whichever of their rows is named: the house alone asks.
create function person_now(who uuid) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' then return null; end if;
  return (select coalesce(p.merged_into, p.id) from person p where p.id = who);
end
$$;
revoke execute on function person_now(uuid) from public;
grant execute on function person_now(uuid) to :app;

-- What the worker has to look at now, of all centres: ids alone, for each is then acted on in its own scope.
create function due_notices(at timestamptz, most int) returns table (id uuid, centre_id int, person_id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select n.id, n.centre_id, person_now(n.person_id) from notice n where n.due_at <= due_notices.at order by n.due_at, n.id limit most;
end
$$;
revoke execute on function due_notices(timestamptz, int) from public;
grant execute on function due_notices(timestamptz, int) to :app;

-- Which hand-over a receipt is of: by the id that we gave it, or by the name that the gateway gave it.
create function try_of_receipt(carried text, own uuid, named text) returns table (id uuid, notice_id uuid, centre_id int, person_id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select t.id, t.notice_id, t.centre_id, person_now(t.person_id) from notice_try t
    where t.channel = carried and (t.id = own or (own is null and t.ref = named)) order by t.handed_at desc limit 1;
end
$$;
revoke execute on function try_of_receipt(text, uuid, text) from public;
grant execute on function try_of_receipt(text, uuid, text) to :app;

-- Whether somebody may be told anything now, and be sent it: 'gone' of whoever was erased or died, 'barred' of whoever wants their data left
-- alone (it is read to them when they come), 'no-yes' of whoever did not say yes to being sent words.
create function may_be_told(who uuid, at timestamptz) returns text language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is null then return 'gone'; end if;
  if not exists (select from person p where p.id = who and p.erased_at is null)
    or exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return 'gone'; end if;
  if exists (select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back') and r.kind in ('restriction', 'deletion'))
    then return 'barred'; end if;
  return case when may_be_used_for(who, 'notices', at) then 'yes' else 'no-yes' end;
end
$$;
revoke execute on function may_be_told(uuid, timestamptz) from public;
grant execute on function may_be_told(uuid, timestamptz) to :app;

-- What waited with people and is over by itself: its day is past, or whoever it was for is gone. Answers how many.
create function let_go_notices(at timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  update notice n set state = 'over', why = case when n.until <= at then 'too-late' else 'gone' end
    where n.state = 'asks' and (n.until <= at or exists (select from person p where p.id = n.person_id and p.erased_at is not null)
      or exists (select from need d where d.person_id = any(same_as(n.person_id)) and d.outcome = 'died'));
  get diagnostics gone = row_count;
  return gone;
end
$$;
revoke execute on function let_go_notices(timestamptz) from public;
grant execute on function let_go_notices(timestamptz) to :app;

-- Nothing of what somebody was told, or chose, stays readable, at whichever centre: at their erasure.
create function forget_notices(who uuid) returns void language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return; end if;
  update notice set state = 'over', why = 'erased', due_at = null where (person_id = any(ids) or of_id = any(ids)) and state in ('waiting', 'out', 'asks');
  update notice_try set words = null, asked_by = null, code = null where person_id = any(ids);
  update notice_choice set email_sealed = null, channel = case when channel = 'email' then 'sms' else channel end, with_id = null where person_id = any(ids);
end
$$;
revoke execute on function forget_notices(uuid) from public;
grant execute on function forget_notices(uuid) to :app;

-- Whether more people than one are reached by somebody's telephone: then a word on it is nobody's own.
create function telephone_shared(who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' and app_kind() is distinct from 'staff' then return null; end if;
  return exists (
    select from person p join person o on o.phone_hash = p.phone_hash and o.commune_id = p.commune_id and o.id <> p.id
    where p.id = who and app_near(p.commune_id) and o.erased_at is null and o.merged_into is null
  );
end
$$;
revoke execute on function telephone_shared(uuid) from public;
grant execute on function telephone_shared(uuid) to :app;

-- Which word went out under a code: whoever knows code and telephone's end has it before their eyes.
create function notice_by_code(centre int, hashes bytea[], since timestamptz) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select t.id from notice_try t where t.centre_id = centre and t.asked_by = any(hashes) and t.handed_at >= since and t.words is not null limit 1);
end
$$;
revoke execute on function notice_by_code(int, bytea[], timestamptz) from public;
grant execute on function notice_by_code(int, bytea[], timestamptz) to :app;

-- The words of one hand-over, sealed as they lie, for whoever was told its id.
create function notice_words_of(which uuid) returns table (person_id uuid, locale text, words bytea, handed_at timestamptz) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query select t.person_id, t.locale, t.words, t.handed_at from notice_try t where t.id = which and t.words is not null and t.asked_by is not null;
end
$$;
revoke execute on function notice_words_of(uuid) from public;
grant execute on function notice_words_of(uuid) to :app;

-- What this room keeps of one person, under each of their ids: `everything_about` asks every room that has such a function.
create function kept_in_notices(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'notice', (select jsonb_agg(to_jsonb(t) order by t.made_at) from notice t where t.person_id = any(ids)),
    'notice_try', (select jsonb_agg(to_jsonb(t) order by t.handed_at) from notice_try t where t.person_id = any(ids)),
    'notice_choice', (select jsonb_agg(to_jsonb(t) order by t.changed_at) from notice_choice t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_notices(uuid[]) from public;
