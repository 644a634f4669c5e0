-- Places that sheets name and the commune's list of hamlets does not: which hamlet each is, as somebody of the commune said; null is
-- none of the list. A row keeps the place that it names so, while the sheet is under way.
create table import_place (
  commune_id int not null references place,
  said text not null,
  hamlet_id int references place,
  at timestamptz not null,
  primary key (commune_id, said)
);
alter table import_place enable row level security;
create policy import_place_all on import_place for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
grant select, insert, update on import_place to :app;
alter table import_row add column place text;
