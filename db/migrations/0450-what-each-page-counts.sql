-- Who waits in a hall, is called or served there is looked for each time that a number is taken or called: found among those who are not over, however many
-- came before them that day.
create index ticket_in_hall on ticket (centre_id, day, state, number) where state not in ('done', 'left');
drop index ticket_day;

-- What a member of staff has not read is counted on each page that they open.
create index staff_notice_unread on staff_notice (staff_id) where read_at is null;
