-- Where people of a commune can be seen by a doctor, as the commune writes it: nothing of anybody who goes there.
create table health_place (
  id uuid constraint health_place_pkey primary key,
  centre_id int not null constraint health_place_centre_id_fkey references centre (id),
  name text not null constraint health_place_name check (length(name) between 1 and 80),
  kind text not null constraint health_place_kind check (kind in ('station', 'hospital', 'clinic')),
  -- What it sees to.
  sees text[] not null constraint health_place_sees check (cardinality(sees) between 1 and 6
    and sees <@ array['general', 'heart', 'bones', 'eyes', 'teeth', 'children']),
  address text not null constraint health_place_address check (length(address) between 1 and 120),
  hours text not null constraint health_place_hours check (length(hours) between 1 and 120),
  -- How one books there, in the commune's own words.
  channel text not null constraint health_place_channel check (length(channel) between 1 and 200),
  step_free boolean not null,
  -- Until when somebody of the commune stands for this; afterwards it is said that it was not looked at again.
  checked_until date not null,
  -- Counted up by each change: a page says which it saw.
  version int not null default 1 constraint health_place_version check (version > 0),
  by_staff uuid not null constraint health_place_by_staff_fkey references staff (id),
  at timestamptz not null,
  ended_at timestamptz
);
create unique index health_place_named on health_place (centre_id, lower(name)) where ended_at is null;
create index health_place_staff on health_place (by_staff);
alter table health_place enable row level security;
-- Anybody may read it: it is on a public page.
create policy health_place_read on health_place for select to :app using (true);
create policy health_place_write on health_place for insert to :app
  with check (app_keeps(centre_id, '{leader,administrator}') and by_staff::text = app_id());
create policy health_place_change on health_place for update to :app
  using (app_keeps(centre_id, '{leader,administrator}') and ended_at is null)
  with check (app_keeps(centre_id, '{leader,administrator}') and by_staff::text = app_id());
grant select, insert on health_place to :app;
grant update (name, kind, sees, address, hours, channel, step_free, checked_until, version, by_staff, at, ended_at) on health_place to :app;
