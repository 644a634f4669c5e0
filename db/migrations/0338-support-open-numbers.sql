-- Whether a ticket is one that nobody wrote stands in the index too: a list looks at no row but those that it shows.
drop index support_ticket_open;
create index support_ticket_open on support_ticket (centre_id, ((urgency = 'now' and state <> 'solved')) desc, next_on, made_at, id) include (owner_id, state, number)
  where state <> 'over' and merged_into is null;
