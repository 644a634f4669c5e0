-- Who of a centre has taken something that is stuck, and since when. Money, a way to the portal, a job of the machine: each by its name.
create table trouble_hold (
  centre_id int not null constraint trouble_hold_centre_id_fkey references centre (id),
  trouble text not null constraint trouble_hold_trouble check (trouble ~ '^(money|portal|job):[a-z0-9-]{1,40}$'),
  holder_id uuid not null constraint trouble_hold_holder_id_fkey references staff (id),
  held_since timestamptz not null,
  constraint trouble_hold_pkey primary key (centre_id, trouble)
);
create index trouble_hold_holder on trouble_hold (holder_id);
alter table trouble_hold enable row level security;
create policy trouble_hold_all on trouble_hold for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, update, delete on trouble_hold to :app;
