-- Keys on people's own machines (WebAuthn): what somebody of staff signs in with in place of password and code. Only the public
-- half is kept.
create table passkey (
  id uuid primary key,
  staff_id uuid not null references staff(id),
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkey_credential_once unique (credential_id)
);
create index passkey_staff on passkey (staff_id);
comment on column passkey.counter is 'How often the key has signed, as it says itself; 0 where it does not count.';
alter table passkey enable row level security;
create policy passkey_own on passkey for all to :app
  using (app_kind() = 'staff' and staff_id::text = app_id()) with check (app_kind() = 'staff' and staff_id::text = app_id());
create policy passkey_door on passkey for select to :app using (app_kind() = 'system' and app_id() = 'door');
create policy passkey_door_use on passkey for update to :app
  using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
grant select, insert, delete on passkey to :app;
grant update (counter, last_used_at) on passkey to :app;

-- What a key is asked to sign: once, by this browser, for this purpose, for five minutes. Taken is gone.
create table passkey_challenge (
  hash bytea primary key,
  purpose text not null constraint passkey_challenge_purpose check (purpose in ('add', 'enter', 'unlock')),
  browser_hash bytea not null,
  staff_id uuid references staff(id),
  expires_at timestamptz not null,
  constraint passkey_challenge_whose check ((purpose = 'enter') = (staff_id is null))
);
create index passkey_challenge_over on passkey_challenge (expires_at);
comment on column passkey_challenge.browser_hash is 'Of the signed-in machine, or of a cookie where nobody is signed in.';
alter table passkey_challenge enable row level security;
create policy passkey_challenge_own on passkey_challenge for all to :app
  using (app_kind() = 'staff' and staff_id::text = app_id()) with check (app_kind() = 'staff' and staff_id::text = app_id());
create policy passkey_challenge_door on passkey_challenge for all to :app
  using (app_kind() = 'system' and app_id() = 'door' and staff_id is null)
  with check (app_kind() = 'system' and app_id() = 'door' and staff_id is null);
create policy passkey_challenge_clear on passkey_challenge for delete to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy passkey_challenge_clear_seen on passkey_challenge for select to :app using (app_kind() = 'system' and app_id() = 'retention');
grant select, insert, delete on passkey_challenge to :app;

-- The keys of somebody's machines end first, so that who comes in by one at this very moment is signed out by the next step.
create or replace function close_account(whose uuid, at timestamptz) returns jsonb language plpgsql security definer set search_path from current as $$
declare
  centres int[];
  desks uuid[];
begin
  perform from staff s where s.id = whose and s.closed_at is null for update;
  if not found or not app_keeps_account(whose, '{administrator,leader}') or app_id() = whose::text then return null; end if;
  if not app_agreed(whose, '{close}', at) and (
    not app_keeps_account(whose, '{administrator}')
    or exists (select from staff_grant g where g.staff_id = whose and g.role = 'administrator' and g.taken_at is null)
  ) then return null; end if;
  with recursive under (id, kind) as (
    select p.id, p.kind from place p join staff_grant g on g.place_id = p.id where g.staff_id = whose and g.taken_at is null
    union
    select p.id, p.kind from place p join under u on p.parent_id = u.id where p.kind in ('commune', 'centre')
  ) select coalesce(array_agg(u.id), '{}') into centres from under u where u.kind = 'centre';
  select coalesce(array_agg(distinct x.desk_id), '{}') into desks from staff_session x
    where x.staff_id = whose and x.desk_id is not null and x.revoked_at is null and x.expires_at > at;
  delete from passkey k where k.staff_id = whose;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  update account_change c set dropped_at = at, dropped_by = app_id()::uuid
    where whose in (c.staff_id, c.asked_by) and c.agreed_at is null and c.dropped_at is null;
  update staff_grant g set taken_at = at where g.staff_id = whose and g.taken_at is null;
  update staff s set closed_at = at where s.id = whose;
  return jsonb_build_object('centres', centres, 'desks', desks);
end
$$;

create or replace function reset_account(whose uuid, new_password text, new_totp bytea, new_step bigint, at timestamptz) returns boolean language plpgsql security definer set search_path from current as $$
begin
  if not app_agreed(whose, '{reset}', at) then return false; end if;
  update staff s set password = new_password, totp_sealed = new_totp, totp_step = new_step, must_change = true where s.id = whose and s.closed_at is null;
  if not found then return false; end if;
  delete from passkey k where k.staff_id = whose;
  update api_key k set revoked_at = at where k.staff_id = whose and k.revoked_at is null;
  update staff_session x set revoked_at = at where x.staff_id = whose and x.revoked_at is null;
  delete from staff_browser b where b.staff_id = whose;
  return true;
end
$$;
