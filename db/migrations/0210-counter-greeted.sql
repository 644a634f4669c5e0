-- Who of the staff went to somebody who waits, and when: of the others nobody has asked yet what they came for.
alter table ticket
  add column greeted_at timestamptz,
  add column greeted_by uuid constraint ticket_greeted_by_fkey references staff (id),
  add constraint ticket_greeted check ((greeted_at is null) = (greeted_by is null));
alter table ticket_move
  drop constraint ticket_move_what,
  add constraint ticket_move_what check (what in ('call', 'call-in', 'missed', 'park', 'transfer', 'finish', 'priority', 'greet'));
