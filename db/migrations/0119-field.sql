-- The field: who goes where with which phone, what phones say, and what they are told. Doors are other rooms' households; that one
-- belongs to an area is a row of ours.

create table field_server (one boolean not null default true, epoch int not null default 1,
  constraint field_server_one primary key (one), constraint field_server_only check (one));
insert into field_server default values;
grant select on field_server to :app;

create table field_area (
  id uuid not null constraint field_area_pkey primary key,
  centre_id int not null references centre (id),
  name text not null,
  epoch int not null default 1,
  -- the number of its last change; whoever counts holds the row until they commit, so that numbers are in the order of commits
  counter bigint not null default 0,
  opened_at timestamptz not null
);
create index field_area_centre on field_area (centre_id);
grant select, insert, update on field_area to :app;

create table field_worker (
  area_id uuid not null references field_area (id),
  staff_id uuid not null references staff (id),
  since timestamptz not null,
  until timestamptz,
  constraint field_worker_once primary key (area_id, staff_id, since)
);
create unique index field_worker_now on field_worker (area_id, staff_id) where until is null;
create index field_worker_staff on field_worker (staff_id);
grant select, insert, update on field_worker to :app;

-- The door of a household that an import took back stays until its area has heard of it: no foreign key.
create table field_holding (
  household_id uuid not null constraint field_holding_once primary key,
  area_id uuid not null references field_area (id),
  since timestamptz not null
);
create index field_holding_area on field_holding (area_id);
grant select, insert, update, delete on field_holding to :app;

create table field_phone (
  id uuid not null constraint field_phone_pkey primary key,
  centre_id int references centre (id),
  staff_id uuid references staff (id),
  public_key bytea not null,
  code text,
  code_until timestamptz,
  asked_at timestamptz not null,
  paired_at timestamptz,
  paired_by uuid references staff (id),
  revoked_at timestamptz,
  revoked_by uuid references staff (id),
  wiped_at timestamptz,
  contacts bigint not null default 0,
  seen_at timestamptz,
  waiting int not null default 0,
  constraint field_phone_bound check ((paired_at is null) = (staff_id is null) and (paired_at is null) = (centre_id is null))
);
create index field_phone_code on field_phone (code) where staff_id is null;
create index field_phone_staff on field_phone (staff_id);
grant select, insert, update, delete on field_phone to :app;

create table field_operation (
  id uuid not null constraint field_operation_pkey primary key,
  phone_id uuid not null references field_phone (id),
  seq bigint not null,
  author_id uuid not null references staff (id),
  centre_id int not null references centre (id),
  -- whose box it lies in, or whose work it was
  area_id uuid references field_area (id),
  command text not null,
  household_id uuid,
  people uuid[] not null,
  said_at timestamptz not null,
  received_at timestamptz not null,
  result text not null,
  final boolean not null,
  code text,
  tries int not null,
  answer jsonb,
  deps uuid[] not null,
  -- the parcel as it came, sealed to the keys that lie beside the database: kept while somebody has to read it
  sealed text,
  signature text,
  settled_at timestamptz,
  settled_by uuid references staff (id),
  constraint field_operation_result check (result in ('applied', 'merged', 'conflict', 'held', 'rerouted', 'rejected', 'dropped'))
);
create index field_operation_open on field_operation (centre_id, received_at) where settled_at is null and result in ('conflict', 'held', 'rerouted', 'rejected');
-- a browser's profile that was put back counts again from before: no unique index
create index field_operation_seq on field_operation (phone_id, seq);
create index field_operation_held on field_operation using gin (deps) where result = 'held';
create index field_operation_people on field_operation using gin (people) where sealed is not null;
grant select, insert, update on field_operation to :app;

-- What is otherwise than before, by its newest number alone: a phone that was away for weeks hears of each thing once.
create table field_change (
  area_id uuid not null references field_area (id),
  kind text not null constraint field_change_kind check (kind in ('household', 'late', 'erased')),
  about uuid not null,
  n bigint not null,
  at timestamptz not null,
  constraint field_change_once primary key (area_id, kind, about)
);
create unique index field_change_order on field_change (area_id, n);
grant select, insert, update, delete on field_change to :app;

create table field_handover (
  id uuid not null constraint field_handover_pkey primary key,
  centre_id int not null references centre (id),
  household_id uuid not null,
  from_area uuid references field_area (id),
  to_area uuid references field_area (id),
  at timestamptz not null,
  by_id uuid not null references staff (id),
  received_at timestamptz
);
create index field_handover_household on field_handover (household_id, at);
create index field_handover_from on field_handover (from_area);
grant select, insert, update on field_handover to :app;

-- The phones that held a household when it was handed over, and when each had let go of it.
create table field_leaving (
  handover_id uuid not null references field_handover (id),
  phone_id uuid not null references field_phone (id),
  gone_at timestamptz,
  constraint field_leaving_once primary key (handover_id, phone_id)
);
create index field_leaving_phone on field_leaving (phone_id) where gone_at is null;
grant select, insert, update on field_leaving to :app;

-- Who is erased and of whom a phone still has to say that nothing of them lies there.
create table field_forgetting (
  person_id uuid not null,
  phone_id uuid not null references field_phone (id),
  asked_at timestamptz not null,
  gone_at timestamptz,
  constraint field_forgetting_once primary key (person_id, phone_id)
);
grant select, insert, update on field_forgetting to :app;

create function app_areas() returns uuid[] language sql stable as $$
  select string_to_array(nullif(current_setting('app.areas', true), ''), ',')::uuid[] $$;

-- The field's own system actors: its door, what it writes down of a push, what it hears.
create function app_is_field() returns boolean language sql stable as $$
  select coalesce(app_kind() = 'system' and app_id() like 'field.%', false) $$;

-- Whether a door belongs to an area that whoever asks is held to.
create function door_in_areas(which uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'phone' and exists (select from field_holding h where h.household_id = which and h.area_id = any(app_areas()));
end
$$;
revoke execute on function door_in_areas(uuid) from public;
grant execute on function door_in_areas(uuid) to :app;

-- The same of somebody by where they live now, or by having been written down by whoever asks and living nowhere yet.
create function in_areas(who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[];
begin
  if app_kind() is distinct from 'phone' then return false; end if;
  if exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = who and m.until is null and h.area_id = any(app_areas())) then return true; end if;
  ids := same_as(who);
  if exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = any(ids) and m.until is null and h.area_id = any(app_areas())) then return true; end if;
  return not exists (select from household_member m where m.person_id = any(ids) and m.until is null)
    and exists (select from journal j where j.about = who and j.command = 'residents.record-unverified' and j.actor_kind = 'phone' and j.actor_id = app_id());
end
$$;
revoke execute on function in_areas(uuid) from public;
grant execute on function in_areas(uuid) to :app;

-- The same of whoever lived there: they were met at a door of one's own, wherever they live by now.
create function lived_in_areas(who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'phone' then return false; end if;
  return in_areas(who) or exists (select from household_member m join field_holding h on h.household_id = m.household_id
    where m.person_id = any(same_as(who)) and h.area_id = any(app_areas()));
end
$$;
revoke execute on function lived_in_areas(uuid) from public;
grant execute on function lived_in_areas(uuid) to :app;

-- Where people live and whether they are erased, and to which area a door belongs: asked by the field when phones say something.
create function field_of_people(who uuid[]) returns table (person uuid, household uuid, area uuid, erased boolean)
 language plpgsql stable security definer set search_path from current as $$
begin
  if not app_is_field() then return; end if;
  return query
    select w.id, m.household_id, h.area_id, coalesce(p.erased_at is not null, false)
    from unnest(who) w (id) left join person p on p.id = w.id
      left join lateral (select x.household_id from household_member x where x.person_id in (p.id, p.merged_into) and x.until is null limit 1) m on true
      left join field_holding h on h.household_id = m.household_id;
end
$$;
revoke execute on function field_of_people(uuid[]) from public;
grant execute on function field_of_people(uuid[]) to :app;

-- Raised when a phone shows a mark of ours that we do not know: yesterday was put back, and phones say again what they said since.
create function raise_field_epoch(to_epoch int) returns int language plpgsql security definer set search_path from current as $$
begin
  if not app_is_field() then raise insufficient_privilege; end if;
  update field_server set epoch = to_epoch where epoch < to_epoch;
  return (select epoch from field_server);
end
$$;
revoke execute on function raise_field_epoch(int) from public;
grant execute on function raise_field_epoch(int) to :app;

alter table field_server enable row level security;
create policy field_server_read on field_server for select to :app using (app_is_field());
alter table field_area enable row level security;
create policy field_area_all on field_area for all to :app
  using (app_is_field() or app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'phone' and id = any(app_areas()))
  with check (app_is_field() or app_kind() = 'staff' and app_at(centre_id));
alter table field_worker enable row level security;
create policy field_worker_all on field_worker for all to :app
  using (app_is_field() or exists (select from field_area a where a.id = field_worker.area_id) and app_kind() in ('staff', 'phone'))
  with check (app_kind() = 'staff' and exists (select from field_area a where a.id = field_worker.area_id));
alter table field_holding enable row level security;
create policy field_holding_all on field_holding for all to :app
  using (app_is_field() or exists (select from field_area a where a.id = field_holding.area_id) and app_kind() in ('staff', 'phone'))
  with check (app_is_field() or app_kind() in ('staff', 'phone') and exists (select from field_area a where a.id = field_holding.area_id));
alter table field_phone enable row level security;
create policy field_phone_door on field_phone for all to :app
  using (app_is_field() or app_kind() = 'system' and app_id() in ('door', 'retention'))
  with check (app_is_field() or app_kind() = 'system' and app_id() in ('door', 'retention'));
create policy field_phone_seen on field_phone for select to :app using (app_kind() = 'staff' and (staff_id is null or app_at(centre_id)));
create policy field_phone_lead on field_phone for update to :app
  using (app_kind() = 'staff' and (staff_id is null or app_at(centre_id)))
  with check (app_kind() = 'staff' and app_at(centre_id));
create policy field_phone_own on field_phone for select to :app using (app_kind() = 'phone' and staff_id::text = app_id());
alter table field_operation enable row level security;
create policy field_operation_all on field_operation for all to :app
  using (app_is_field() or app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'phone' and area_id = any(app_areas()))
  with check (app_is_field() or app_kind() = 'staff' and app_at(centre_id) or app_kind() = 'phone' and area_id = any(app_areas()) and settled_at is not null);
alter table field_change enable row level security;
create policy field_change_all on field_change for all to :app
  using (app_is_field() or app_kind() in ('staff', 'phone') and exists (select from field_area a where a.id = field_change.area_id))
  with check (app_is_field() or app_kind() in ('staff', 'phone') and exists (select from field_area a where a.id = field_change.area_id));
alter table field_handover enable row level security;
create policy field_handover_all on field_handover for all to :app
  using (app_is_field() or app_kind() = 'staff' and app_at(centre_id))
  with check (app_is_field() or app_kind() = 'staff' and app_at(centre_id));
alter table field_leaving enable row level security;
create policy field_leaving_all on field_leaving for all to :app
  using (app_is_field() or app_kind() = 'staff' and exists (select from field_handover h where h.id = field_leaving.handover_id))
  with check (app_is_field() or app_kind() = 'staff' and exists (select from field_handover h where h.id = field_leaving.handover_id));
alter table field_forgetting enable row level security;
create policy field_forgetting_all on field_forgetting for all to :app using (app_is_field()) with check (app_is_field());

-- Whether somebody holds a role at a centre, its commune, or a hamlet or lane of it: whoever goes to doors need not work at a desk.
create function works_near(centre int, who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and app_at(centre) and exists (
    select from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id left join place up on up.id = p.parent_id
      join place c on c.id = works_near.centre
    where g.staff_id = who and g.taken_at is null and s.closed_at is null
      and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id));
end
$$;
revoke execute on function works_near(int, uuid) from public;
grant execute on function works_near(int, uuid) to :app;

-- Where people of the staff go from door to door, and went: asked at each contact, so planned once.
create function field_work_of(who uuid[]) returns table (staff_id uuid, area_id uuid, name text, epoch int, now boolean)
 language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if not app_is_field() then return; end if;
  return query
    -- whoever left the house goes nowhere any more
    select w.staff_id, w.area_id, a.name, a.epoch, bool_or(w.until is null and s.closed_at is null
      and exists (select from staff_grant g where g.staff_id = s.id and g.taken_at is null))
    from field_worker w join field_area a on a.id = w.area_id join staff s on s.id = w.staff_id where w.staff_id = any(who) group by 1, 2, 3, 4 order by a.name, w.area_id;
end
$$;
revoke execute on function field_work_of(uuid[]) from public;
grant execute on function field_work_of(uuid[]) to :app;
