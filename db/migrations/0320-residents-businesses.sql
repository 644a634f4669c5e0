-- Businesses of a commune as their papers name them. Name and number stand on a sign and on a registration paper, so they are kept plain and are
-- found; the telephone is kept as a person's is, sealed and found by a keyed hash.
create table business (
  id uuid constraint business_pkey primary key,
  commune_id int not null constraint business_commune_id_fkey references place (id),
  -- Which centre sees to it.
  centre_id int not null constraint business_centre_id_fkey references centre (id),
  kind text not null constraint business_kind check (kind in ('household', 'company', 'cooperative', 'other')),
  name text not null,
  name_plain text not null,
  -- As on its paper: digits and dashes.
  number text constraint business_number check (number ~ '^[0-9][0-9-]{2,28}[0-9]$'),
  -- The same without dashes: what it is found by.
  number_plain text generated always as (replace(number, '-', '')) stored,
  phone_sealed bytea,
  phone_hash bytea,
  phone_key text,
  hamlet text,
  hamlet_id int constraint business_hamlet_id_fkey references place (id),
  elsewhere boolean not null default false,
  -- From this day on it is no business any more.
  ended_on date,
  version int not null default 1,
  made_by uuid constraint business_made_by_fkey references staff (id),
  made_at timestamptz not null,
  constraint business_phone check ((phone_sealed is null) = (phone_hash is null) and (phone_sealed is null) = (phone_key is null))
);
create index business_commune on business (commune_id, name_plain);
create index business_number_plain on business (commune_id, number_plain);
create index business_phone_hash on business (phone_hash);
create index business_centre on business (centre_id);
create index business_hamlet on business (hamlet_id);
create index business_made_by on business (made_by);
alter table business enable row level security;
create policy business_read on business for select to :app
  using (app_kind() = 'staff' and serves(commune_id) or app_kind() = 'system' and app_near(commune_id));
create policy business_write on business for insert to :app
  with check (serves(commune_id) and app_at(centre_id) and (app_kind() = 'staff' and made_by::text = app_id() or app_kind() = 'system' and made_by is null));
create policy business_change on business for update to :app
  using (app_kind() = 'staff' and serves(commune_id)) with check (serves(commune_id));
grant select, insert on business to :app;
grant update (kind, name, name_plain, number, phone_sealed, phone_hash, phone_key, hamlet, hamlet_id, elsewhere, ended_on, version) on business to :app;

-- Whoever writes one down waits for whoever writes down another of the commune: the second sees the first.
create function business_turn(commune int) returns void language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') in ('staff', 'system') then perform pg_advisory_xact_lock(hashtextextended('business', commune)); end if;
end $$;
revoke execute on function business_turn(int) from public;
grant execute on function business_turn(int) to :app;
