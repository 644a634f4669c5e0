-- By what staff are told besides their page: a letter to an address that they proved, in a language, where they asked for it; and a browser
-- of theirs that is rung.
alter table notice_staff add column tells_in text,
  add constraint notice_staff_tells_in check (tells_in is null or tells_in in ('vi', 'en', 'hi') and kind = 'email');

-- when a letter of it goes; nothing where none does, or it went
alter table staff_notice add column mail_at timestamptz;
create index staff_notice_mail on staff_notice (mail_at) where mail_at is not null;
grant update (mail_at) on staff_notice to :app;
create policy staff_notice_mailed on staff_notice for update to :app using (app_kind() = 'system' and app_id() = 'notices.mail-staff' and app_at(centre_id));

-- A letter that went to one of the staff, written down before it is handed over: it says what kind of work waits, and ends with a code by
-- which they find on their own page that it was ours.
create table staff_mail (
  id uuid primary key,
  notice_id uuid not null references staff_notice(id) on delete cascade,
  centre_id integer not null references centre (id),
  staff_id uuid not null references staff(id),
  code text not null constraint staff_mail_code check (code ~ '^[0-9]{4}$'),
  said text not null constraint staff_mail_said check (said in ('handed', 'taken', 'refused', 'unsent', 'silent')),
  fault text,
  handed_at timestamptz not null
);
create index staff_mail_notice on staff_mail (notice_id);
create index staff_mail_own on staff_mail (staff_id, handed_at desc);
alter table staff_mail enable row level security;
create policy staff_mail_own on staff_mail for select to :app using (app_kind() = 'staff' and staff_id::text = app_id());
create policy staff_mail_house on staff_mail for all to :app
  using (app_kind() = 'system' and app_id() = 'notices.mail-staff' and app_at(centre_id)) with check (app_kind() = 'system' and app_id() = 'notices.mail-staff' and app_at(centre_id));
grant select, insert, update on staff_mail to :app;

-- What the worker has to look at now, of all centres: ids alone.
create function due_staff_mails(at timestamptz, most int) returns table (id uuid, centre_id int, staff_id uuid) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.mail-staff' then return; end if;
  return query select n.id, n.centre_id, n.staff_id from staff_notice n where n.mail_at <= due_staff_mails.at order by n.mail_at, n.id limit most;
end
$$;
revoke execute on function due_staff_mails(timestamptz, int) from public;
grant execute on function due_staff_mails(timestamptz, int) to :app;

-- A browser of one of the staff is rung while they are signed in there, and so often a day.
alter table ring add column machine_id uuid, add column rung_on date, add column rung_times smallint not null default 0;
create policy ring_staff on ring for all to :app
  using (app_kind() = 'staff' and about::text = app_id()) with check (app_kind() = 'staff' and about::text = app_id() and machine_id is not null);
create policy ring_tells_staff on ring for select to :app using (app_kind() = 'system' and app_id() = 'notices.tell-staff');
create policy ring_due_for_staff on ring for update to :app
  using (app_kind() = 'system' and app_id() = 'notices.tell-staff' and machine_id is not null);

-- Whether a browser of one of the staff is still theirs alone: they are signed in there, it stands at no desk, and their account is open.
create function is_own_machine(who uuid, machine uuid, at timestamptz) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return false; end if;
  return exists (
    select from staff_session x join staff s on s.id = x.staff_id and s.closed_at is null
    where x.id = machine and x.staff_id = who and x.level = 2 and x.revoked_at is null and x.expires_at > at and x.desk_id is null
  );
end
$$;
revoke execute on function is_own_machine(uuid, uuid, timestamptz) from public;
grant execute on function is_own_machine(uuid, uuid, timestamptz) to :app;

-- Whether there is anything that one of the staff was told and has not read: asked when a browser of theirs is to be rung.
create function staff_has_news(who uuid, at timestamptz) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.ring' then return false; end if;
  return exists (
    select from staff_notice n join staff_topic t on t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic and t.fact_at = n.fact_at
    where n.staff_id = who and n.read_at is null and (n.until is null or n.until > at) and staff_works(n.staff_id, n.centre_id, n.roles)
  );
end
$$;
revoke execute on function staff_has_news(uuid, timestamptz) from public;
grant execute on function staff_has_news(uuid, timestamptz) to :app;

-- Browsers of staff who are not signed in there any more, or sit at a desk there, are forgotten.
create function forget_staff_rings(at timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.let-go' then return 0; end if;
  delete from ring r where r.machine_id is not null and not is_own_machine(r.about, r.machine_id, at);
  get diagnostics gone = row_count;
  return gone;
end
$$;
revoke execute on function forget_staff_rings(timestamptz) from public;
grant execute on function forget_staff_rings(timestamptz) to :app;
