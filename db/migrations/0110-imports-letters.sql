-- What the columns of a sheet are written in, where not in Unicode throughout: by the number of the column, and whether somebody said
-- that it stays as it is.
alter table sheet_import add column letters jsonb not null default '{}';
