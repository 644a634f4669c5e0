create table staff (
  id uuid primary key,
  login text not null,
  name text not null,
  password text not null,
  totp_sealed bytea,
  totp_step bigint not null default 0,
  made_at timestamptz not null,
  closed_at timestamptz,
  constraint staff_login_once unique (login)
);

create table staff_grant (
  staff_id uuid not null references staff,
  place_id int not null references place,
  role text not null constraint staff_grant_role check (role in ('guide', 'receiving-officer', 'leader', 'administrator', 'province')),
  given_at timestamptz not null,
  taken_at timestamptz,
  primary key (staff_id, place_id, role)
);

-- level 1: the password was right; level 2: the second factor too.
create table staff_session (
  token_hash bytea primary key,
  id uuid not null unique,
  staff_id uuid not null references staff,
  level int not null constraint staff_session_level check (level in (1, 2)),
  desk_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index staff_session_staff on staff_session (staff_id) where revoked_at is null;

create table api_key (
  token_hash bytea primary key,
  id uuid not null unique,
  staff_id uuid not null references staff,
  role text not null,
  place_id int not null references place,
  made_at timestamptz not null,
  revoked_at timestamptz
);

create table device (
  id uuid primary key,
  centre_id int not null references centre,
  desk_id uuid,
  kind text not null constraint device_kind check (kind in ('kiosk', 'display', 'second-screen')),
  key_hash bytea not null,
  name text not null,
  paired_by uuid not null,
  paired_at timestamptz not null,
  seen_at timestamptz,
  revoked_at timestamptz,
  constraint device_key_once unique (key_hash)
);

-- A screen that asks to be let in: it shows the code, a leader types it.
create table pairing (
  key_hash bytea primary key,
  code text not null,
  kind text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index pairing_code on pairing (code, expires_at);

create table resident_session (
  token_hash bytea primary key,
  id uuid not null unique,
  person_id uuid not null,
  eid_level int not null,
  id_token_sealed bytea,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

-- What a browser took along to the e-ID: state, nonce and verifier, for five minutes and one use.
create table eid_trip (
  state_hash bytea primary key,
  nonce text not null,
  verifier text not null,
  back_to text not null,
  made_at timestamptz not null,
  used_at timestamptz
);

alter table staff enable row level security;
create policy staff_door on staff for all to :app using (app_kind() = 'system') with check (app_kind() = 'system');
create policy staff_colleagues on staff for select to :app using (
  app_kind() = 'staff' and exists (select 1 from staff_grant g where g.staff_id = staff.id and app_at(g.place_id))
);
alter table staff_grant enable row level security;
create policy staff_grant_door on staff_grant for all to :app using (app_kind() = 'system') with check (app_kind() = 'system');
create policy staff_grant_read on staff_grant for select to :app using (app_kind() = 'staff' and app_at(place_id));
alter table staff_session enable row level security;
create policy staff_session_door on staff_session for all to :app using (app_kind() = 'system' or (app_kind() = 'staff' and staff_id::text = app_id())) with check (app_kind() in ('system', 'staff'));
alter table api_key enable row level security;
create policy api_key_door on api_key for all to :app using (app_kind() = 'system') with check (app_kind() = 'system');
alter table device enable row level security;
create policy device_door on device for all to :app using (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id))) with check (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id)));
alter table pairing enable row level security;
create policy pairing_door on pairing for all to :app using (app_kind() in ('system', 'staff')) with check (app_kind() in ('system', 'staff'));
alter table resident_session enable row level security;
create policy resident_session_door on resident_session for all to :app using (app_kind() = 'system' or (app_kind() = 'resident' and person_id = app_person())) with check (app_kind() in ('system', 'resident'));
alter table eid_trip enable row level security;
create policy eid_trip_door on eid_trip for all to :app using (app_kind() = 'system') with check (app_kind() = 'system');

grant select, insert, update on staff, staff_grant, staff_session, api_key, device, pairing, resident_session, eid_trip to :app;

-- The door looks a bearer key up before anybody is anybody: one call, and nothing but what an actor is made of.
create function key_at_door(hash bytea) returns table (staff_id uuid, role text, centres int[]) language sql stable security definer set search_path from current as $$
  select k.staff_id, k.role, array(
    with recursive below (id, kind) as (
      select p.id, p.kind from place p where p.id = k.place_id
      union all
      select p.id, p.kind from place p join below b on p.parent_id = b.id
    )
    select id from below where kind = 'centre' order by id
  )
  from api_key k join staff s on s.id = k.staff_id
  where k.token_hash = hash and k.revoked_at is null and s.closed_at is null
$$;
revoke execute on function key_at_door(bytea) from public;
grant execute on function key_at_door(bytea) to :app;
