-- A yes by link asks what only she has, and the ledger names by what it was proved and from what kind of browser it came.
alter table confirm_link add column proof_hash bytea;
comment on column confirm_link.proof_hash is 'Keyed hash of the last four digits of the card of whoever says yes.';
alter table confirmation add column proof text, add column browser text;
alter table confirmation add constraint confirmation_proof check (proof in ('card', 'e-id', 'device', 'paper'));
