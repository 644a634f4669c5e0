-- Hamlets and lanes of a commune, with the days between which they are valid, and their boundary where the commune has one.
-- A commune loads its own; none is deleted, because addresses and visits of before point to it.
alter table place drop constraint place_kind;
alter table place
  add constraint place_kind check (kind in ('province', 'commune', 'centre', 'hamlet', 'lane')),
  add column name_plain text generated always as (plain_words(name)) stored,
  -- GeoJSON geometry (RFC 7946): Polygon or MultiPolygon, longitude before latitude, WGS 84
  add column boundary jsonb,
  add constraint place_days check (valid_to is null or valid_to > valid_from);
create unique index place_hamlet_once on place (parent_id, kind, name_plain) where kind in ('hamlet', 'lane') and valid_to is null;
create index place_parent on place (parent_id, kind);
create sequence place_number start 1000000;

-- Names are for everybody; hamlets and lanes are written by whoever works in the commune, the rest by the house itself.
alter table place enable row level security;
create policy place_read on place for select to :app using (true);
create policy place_found on place for insert to :app with check (
  (app_kind() = 'system' and kind in ('province', 'commune', 'centre'))
  or (app_kind() in ('staff', 'system') and kind = 'hamlet' and serves(parent_id))
  or (app_kind() in ('staff', 'system') and kind = 'lane' and exists (select from place h where h.id = place.parent_id and h.kind = 'hamlet' and serves(h.parent_id)))
);
create policy place_change on place for update to :app using (
  app_kind() in ('staff', 'system') and (
    (kind = 'hamlet' and serves(parent_id))
    or (kind = 'lane' and exists (select from place h where h.id = place.parent_id and h.kind = 'hamlet' and serves(h.parent_id)))
  )
) with check (kind in ('hamlet', 'lane'));

grant update (valid_to, boundary) on place to :app;
grant usage on sequence place_number to :app;
