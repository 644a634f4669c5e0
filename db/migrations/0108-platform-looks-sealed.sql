-- A look is sealed in the blocks of the journal: whoever owns the database cannot take one out, or add one, unseen. Blocks from
-- before name no looks; those that were written until now are in the first one that does.
alter table look add column xid xid8 not null default pg_current_xact_id(),
  add column epoch integer not null default journal_epoch_now();
create index look_sealed on look using btree (epoch, xid);
create policy look_seal on look for select to :app using (app_kind() = 'system' and app_id() = 'journal-seal');
alter table journal_block add column looks bigint;
