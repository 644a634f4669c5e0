-- What is known of the way into a hamlet from a day to a day: so many minutes more, as by ferry or in the rains, or no way at all.
create table home_road (
  id uuid not null constraint home_road_pkey primary key,
  centre_id int not null constraint home_road_centre_id_fkey references centre (id),
  hamlet_id int not null constraint home_road_hamlet_id_fkey references place (id),
  extra int constraint home_road_extra check (extra between 5 and 180),
  from_day date not null,
  until_day date not null,
  noted_by uuid not null constraint home_road_noted_by_fkey references staff (id),
  noted_at timestamptz not null,
  dropped_at timestamptz,
  constraint home_road_days check (until_day between from_day and from_day + 184)
);
create index home_road_open on home_road (centre_id, until_day) where dropped_at is null;
grant select, insert, update on home_road to :app;
alter table home_road enable row level security;
create policy home_road_all on home_road for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
