-- A commune's own spreadsheet on its way into the register. Its cells are sealed under the import's own key, which goes when the
-- import is over; what each row would change is staged beside it, and becomes true for all rows in one transaction or for none.
alter table person
  -- the import that brought somebody, and the last time that anything of theirs was changed after they came
  add column import_id uuid,
  add column changed_at timestamptz,
  -- plain name and year: how rows without a number meet the register. A column, because behind row-level security an index serves
  -- only what compares columns.
  add column name_year text generated always as (plain_words(name) || ' ' || coalesce(birth_year::text, '')) stored;
create index person_name_year on person (commune_id, name_year);
create index person_import on person (import_id) where import_id is not null;
alter table household add column import_id uuid;
alter table dwelling add column import_id uuid;
alter table household_member add column import_id uuid;
alter table vulnerability add column import_id uuid;

create table sheet_import (
  id uuid primary key,
  centre_id int not null references place,
  commune_id int not null references place,
  file_name text not null,
  file_sha256 text not null,
  state text not null default 'reading' constraint sheet_import_state check (state in ('reading', 'broken', 'mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'dropped')),
  -- why a file could not be read: the code of a refusal
  fault text,
  -- how often its reading was begun: a file that ends the worker is not begun a third time
  tries int not null default 0,
  header text[] not null default '{}',
  header_hash bytea,
  mapping jsonb not null default '{}',
  rows int not null default 0,
  checked int not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create index sheet_import_work on sheet_import (made_at) where state in ('reading', 'checking', 'applying', 'undoing');
create unique index sheet_import_one_at_a_time on sheet_import (commune_id) where state in ('reading', 'mapping', 'checking', 'checked', 'applying', 'undoing');

create table import_row (
  import_id uuid not null references sheet_import,
  n int not null,
  sealed bytea,
  verdict text constraint import_row_verdict check (verdict in ('new', 'same', 'changed', 'doubtful', 'refused')),
  reasons text[] not null default '{}',
  -- the fields in which the register and the row differ
  differs text[] not null default '{}',
  -- whom the row is, or would be; and whom a doubtful one was like, whatever is decided about it
  person_id uuid,
  like_id uuid,
  -- what somebody decided about a doubtful row; nothing is left out
  decision text constraint import_row_decision check (decision in ('new', 'same', 'skip')),
  number_hash bytea,
  name_key text,
  staged jsonb,
  -- the person as they were, while the import can be undone
  before jsonb,
  primary key (import_id, n)
);
create index import_row_number on import_row (import_id, number_hash) where number_hash is not null;
create index import_row_name on import_row (import_id, name_key);
create index import_row_verdict_n on import_row (import_id, verdict, n);

-- How a commune's sheets are headed, and what was said of it: the next sheet of the kind is mapped without asking.
create table import_mapping (
  commune_id int not null references place,
  header_hash bytea not null,
  mapping jsonb not null,
  at timestamptz not null,
  primary key (commune_id, header_hash)
);

alter table sheet_import enable row level security;
create policy sheet_import_all on sheet_import for all to :app
  using (app_kind() in ('staff', 'system') and (app_at(centre_id) or app_id() = 'import')) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
alter table import_row enable row level security;
create policy import_row_all on import_row for all to :app
  using (exists (select from sheet_import i where i.id = import_id)) with check (exists (select from sheet_import i where i.id = import_id));
alter table import_mapping enable row level security;
create policy import_mapping_all on import_mapping for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));

-- The job that checks and writes an import works on the people of the commune that the import is of.
create policy person_read_import on person for select to :app using (
  app_kind() = 'system' and app_id() = 'import' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
create policy person_change_import on person for update to :app using (
  app_kind() = 'system' and app_id() = 'import' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
-- What an import brought, and nothing else, can be taken out again.
create policy person_unimport on person for delete to :app using (
  app_kind() = 'system' and app_id() = 'import' and import_id is not null and changed_at is null and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);

grant select, insert, update on sheet_import, import_mapping to :app;
grant select, insert, update, delete on import_row to :app;
grant delete on person, household, household_member, dwelling to :app;

-- Takes out one person whom an import brought, with key and household; answers false for one who has been used since.
create function unimport_person(which uuid) returns boolean language plpgsql set search_path from current as $$
begin
  delete from household_member where person_id = which and import_id is not null;
  delete from vulnerability where person_id = which;
  delete from subject_key where subject = which;
  delete from person where id = which;
  return found;
exception when foreign_key_violation then
  return false;
end
$$;
revoke execute on function unimport_person(uuid) from public;
grant execute on function unimport_person(uuid) to :app;

-- Taking somebody out asks every table that points to people whether they are needed there.
create index mandate_principal on mandate (principal_id);
