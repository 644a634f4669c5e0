-- What a leader wrote in place of a room's own words: version by version, for each fact, reader and language. None is ever changed or
-- goes. Nobody is told a written one before a second person has agreed to it.
create table notice_text (
  id uuid primary key,
  centre_id integer not null references centre (id),
  fact text not null,
  for_another boolean not null,
  locale text not null constraint notice_text_locale check (locale in ('vi', 'en', 'hi')),
  version integer not null constraint notice_text_first check (version > 0),
  words text,
  -- in place of words the older version that stands again, 0 being the room's own words: two have agreed to that one already
  back_to integer constraint notice_text_back check (back_to >= 0 and back_to < version),
  written_by uuid not null references staff(id),
  written_at timestamptz not null,
  agreed_by uuid references staff(id),
  agreed_at timestamptz,
  dropped_by uuid references staff(id),
  dropped_at timestamptz,
  constraint notice_text_version unique (centre_id, fact, for_another, locale, version),
  constraint notice_text_words check ((words is null) = (back_to is not null)),
  constraint notice_text_two check (agreed_by <> written_by),
  constraint notice_text_agreed check ((agreed_by is null) = (agreed_at is null)),
  constraint notice_text_dropped check ((dropped_by is null) = (dropped_at is null)),
  constraint notice_text_settled check (agreed_at is null or dropped_at is null)
);
create unique index notice_text_waits on notice_text (centre_id, fact, for_another, locale)
  where back_to is null and agreed_at is null and dropped_at is null;
alter table notice_text enable row level security;
create policy notice_text_read on notice_text for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and (agreed_at is not null or back_to is not null));
create policy notice_text_write on notice_text for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and written_by::text = app_id() and agreed_at is null);
-- Whoever agrees does it in their own name, and never to what they wrote themself.
create policy notice_text_change on notice_text for update to :app
  using (app_kind() = 'staff' and app_at(centre_id))
  with check (app_at(centre_id) and (agreed_by is null or agreed_by::text = app_id()) and (dropped_by is null or dropped_by::text = app_id()));
grant select, insert on notice_text to :app;
grant update (agreed_by, agreed_at, dropped_by, dropped_at) on notice_text to :app;

-- Where staff can be reached themselves: for words that they try out, and while the house is on trial. Sealed under their own key; it counts
-- once they have typed what went there.
create table notice_staff (
  staff_id uuid not null references staff(id),
  kind text not null constraint notice_staff_kind check (kind in ('phone', 'email')),
  sealed bytea not null,
  -- what went there last, keyed
  asked bytea,
  kept_at timestamptz not null,
  proved_at timestamptz,
  constraint notice_staff_pkey primary key (staff_id, kind)
);
alter table notice_staff enable row level security;
create policy notice_staff_own on notice_staff for all to :app
  using (app_kind() = 'staff' and staff_id::text = app_id()) with check (app_kind() = 'staff' and staff_id::text = app_id());
create policy notice_staff_read on notice_staff for select to :app using (app_kind() = 'system');
create policy notice_staff_clear on notice_staff for delete to :app using (app_kind() = 'system');
grant select, insert, update, delete on notice_staff to :app;

-- Whoever of the staff of a centre can be reached today, by what; sealed as it lies, for the house alone.
create function staff_reached(centre int) returns table (staff_id uuid, kind text, sealed bytea) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(centre) then return; end if;
  return query select r.staff_id, r.kind, r.sealed from notice_staff r join staff s on s.id = r.staff_id and s.closed_at is null
    where r.proved_at is not null and exists (select from staff_grant g where g.staff_id = s.id and g.place_id = centre and g.taken_at is null);
end
$$;
revoke execute on function staff_reached(int) from public;
grant execute on function staff_reached(int) to :app;

-- How many of them there are.
create function count_staff_reached(centre int) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(distinct r.staff_id)::int from notice_staff r join staff s on s.id = r.staff_id and s.closed_at is null
    where r.proved_at is not null and exists (select from staff_grant g where g.staff_id = s.id and g.place_id = centre and g.taken_at is null));
end
$$;
revoke execute on function count_staff_reached(int) from public;
grant execute on function count_staff_reached(int) to :app;

-- Where somebody who has left could be reached goes.
create function forget_staff_reached() returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  delete from notice_staff r using staff s where s.id = r.staff_id and s.closed_at is not null;
  get diagnostics gone = row_count;
  return gone;
end
$$;
revoke execute on function forget_staff_reached() from public;
grant execute on function forget_staff_reached() to :app;

-- A word that somebody of the staff sends to themself: a text tried out, or what proves that a number is theirs. It is nobody's notice, is
-- never found by a code, and counts as told to nobody.
create table notice_test (
  id uuid primary key,
  centre_id integer not null references centre (id),
  staff_id uuid not null references staff(id),
  -- nothing: it proves a number or an address
  fact text,
  channel text not null constraint notice_test_channel check (channel in ('sms', 'sms-2', 'zalo', 'push', 'email')),
  locale text not null constraint notice_test_locale check (locale in ('vi', 'en', 'hi')),
  words bytea not null,
  said text not null constraint notice_test_said check (said in ('handed', 'taken', 'refused', 'unsent', 'silent', 'arrived', 'failed')),
  -- it has not been given to whoever carries it yet
  waits boolean not null,
  fault text,
  ref text,
  -- đồng for each part, as it was when it went; into how many it was reckoned, and into how many it was parted
  price integer,
  planned smallint not null,
  parts smallint,
  handed_at timestamptz not null,
  said_at timestamptz
);
create index notice_test_waits on notice_test (handed_at) where waits;
create index notice_test_own on notice_test (staff_id, handed_at desc);
create index notice_test_month on notice_test (centre_id, handed_at);
create index notice_test_ref on notice_test (channel, ref);
alter table notice_test enable row level security;
create policy notice_test_read on notice_test for select to :app
  using (app_kind() = 'system' or app_kind() = 'staff' and app_at(centre_id));
create policy notice_test_write on notice_test for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and staff_id::text = app_id());
create policy notice_test_change on notice_test for update to :app using (app_kind() = 'system' and app_at(centre_id));
create policy notice_test_clear on notice_test for delete to :app using (app_kind() = 'system' and app_id() = 'retention');
grant select, insert, update, delete on notice_test to :app;
