-- Days on which one centre rests besides the days off of the State: whoever comes is told, and no number is taken from home.
create table closed_day (
  centre_id integer not null references centre(id),
  day date not null,
  words text not null,
  by_id uuid,
  at timestamptz not null,
  constraint closed_day_pkey primary key (centre_id, day),
  constraint closed_day_words check (length(words) between 1 and 80)
);
grant select, insert, delete on closed_day to :app;
alter table closed_day enable row level security;
create policy closed_day_read on closed_day for select to :app using (true);
create policy closed_day_keep on closed_day for insert to :app with check (app_keeps(centre_id, '{administrator}'));
create policy closed_day_drop on closed_day for delete to :app using (app_keeps(centre_id, '{administrator}'));
