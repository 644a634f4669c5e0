-- What a replica and a person who looks into the database need of every table: a key by which one row is meant.
alter table period add column id bigint generated always as identity primary key;

-- Money that came to another account, in another currency, or went out, is not what a case waits for.
alter table bank_entry drop constraint bank_entry_state;
alter table bank_entry add constraint bank_entry_state check
  (state in ('matched', 'twice', 'wrong-amount', 'unknown', 'late', 'settled', 'other-account', 'other-currency', 'outgoing'));
