-- A right to rate once: after a session or a result, by a link or on a paired device. The helper holds none.
create table rating_chance (
  token_hash bytea primary key,
  centre_id int not null references centre,
  session_id uuid,
  case_id uuid,
  device_id uuid,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table rating (
  id uuid primary key,
  centre_id int not null references centre,
  session_id uuid,
  case_id uuid,
  way text not null constraint rating_way check (way in ('link', 'second-screen')),
  score int not null constraint rating_score check (score between 1 and 4),
  comment text,
  at timestamptz not null,
  day date not null,
  constraint rating_session_once unique (session_id),
  constraint rating_case_once unique (case_id)
);
create index rating_day on rating (centre_id, day);

alter table rating_chance enable row level security;
create policy rating_chance_all on rating_chance for all to :app using (app_kind() in ('system', 'device') ) with check (app_kind() in ('system', 'device'));
alter table rating enable row level security;
create policy rating_read on rating for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy rating_write on rating for insert to :app with check (app_kind() = 'system' or (app_kind() = 'device' and app_at(centre_id)));

grant select, insert, update on rating_chance to :app;
grant select, insert on rating to :app;
