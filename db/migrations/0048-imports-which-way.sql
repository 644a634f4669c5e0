-- A birth that can be read both ways, day first or month first: where another row of the sheet was month first, somebody decides.
alter table import_row add column both_ways boolean not null default false;
