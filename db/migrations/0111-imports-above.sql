-- Columns of a sheet that only the first row of a household fills, and what a row takes from the rows above it.
alter table sheet_import add column sparse int[] not null default '{}';
alter table import_row add column above jsonb;
