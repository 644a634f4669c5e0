-- Transaction ids begin anew in another cluster: the epoch says in which one a row was written, and its blocks go by both.
create table journal_epoch (
  epoch integer primary key,
  cluster text not null,
  since timestamptz not null default now()
);
insert into journal_epoch (epoch, cluster) select 1, system_identifier::text from pg_control_system();
grant select on journal_epoch to :app;
create function journal_epoch_now() returns integer language sql stable set search_path from current as
  $$ select max(epoch) from journal_epoch $$;
alter table journal add column epoch integer not null default 1;
alter table journal alter column epoch set default journal_epoch_now();

-- A block is signed by a key that the database does not hold.
alter table journal_block add column epoch integer not null default 1, add column signature bytea;
