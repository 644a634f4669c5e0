-- A commune's sheets have a room of their own since; the tables are those of migration 0023.
comment on table sheet_import is 'a commune''s spreadsheet on its way into the register';
comment on table import_row is 'a row of such a sheet, sealed, with what it would change';
comment on table import_mapping is 'which column was what in a sheet that was headed so';
