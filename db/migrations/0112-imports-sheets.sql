-- The worksheets of a workbook: which hold a list, from which row of the import on, and whether they are taken. Columns in which each
-- of them counts from one, as households often do.
alter table sheet_import add column sheets jsonb not null default '[]', add column restarts int[] not null default '{}';
