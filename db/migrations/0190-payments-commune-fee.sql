-- What one unit of a procedure costs in a commune where the catalogue knows no price: found once by an officer, with the text it
-- rests on. A fee is a public fact; a price that was found anew ends the one before it and touches nothing that was reckoned by it.
create table commune_fee (
  id uuid primary key,
  commune_id int not null references place,
  procedure_code text not null,
  way text not null constraint commune_fee_way check (way in ('DIRECT', 'ONLINE')),
  unit_amount int not null constraint commune_fee_amount check (unit_amount >= 0),
  basis text not null constraint commune_fee_basis check (basis <> ''),
  entered_by uuid not null references staff,
  at timestamptz not null,
  ended_by uuid references staff,
  ended_at timestamptz
);
create unique index commune_fee_once on commune_fee (commune_id, procedure_code, way) where ended_at is null;
alter table commune_fee enable row level security;
create policy commune_fee_read on commune_fee for select to :app using (true);
create policy commune_fee_write on commune_fee for insert to :app
  with check (app_kind() = 'staff' and exists (select 1 from place c where c.parent_id = commune_id and app_at(c.id)));
create policy commune_fee_end on commune_fee for update to :app
  using (app_kind() = 'staff' and exists (select 1 from place c where c.parent_id = commune_id and app_at(c.id)));
grant select, insert on commune_fee to :app;
grant update (ended_by, ended_at) on commune_fee to :app;
