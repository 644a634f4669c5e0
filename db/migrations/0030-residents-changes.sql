-- What was put right in the register, by whom, on what it rests, and what stood there before: sealed under the person's own key.
create table person_change (
  id uuid primary key,
  person_id uuid not null references person,
  commune_id int not null references place,
  at timestamptz not null,
  by_id uuid not null,
  source text not null constraint person_change_source check (source in ('card', 'paper', 'said')),
  fields text[] not null,
  before_sealed bytea not null
);
create index person_change_person on person_change (person_id, at desc);

alter table person_change enable row level security;
create policy person_change_read on person_change for select to :app using (
  (app_kind() = 'staff' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  or (app_kind() = 'resident' and person_id = any(app_same()))
);
create policy person_change_write on person_change for insert to :app with check (
  app_kind() = 'staff' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
grant select, insert on person_change to :app;
