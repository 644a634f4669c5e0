-- Who waits in a hall, is called or served there is looked for each time that a number is taken or called: found among those who are not over, however many
-- came before them that day.
create index ticket_in_hall on ticket (centre_id, day, state, number) where state not in ('done', 'left');
drop index ticket_day;

-- What a member of staff has not read is counted on each page that they open.
create index staff_notice_unread on staff_notice (staff_id) where read_at is null;

-- What a matter takes at a centre is told to whoever asks how long they would wait, also to those who belong to no place: as numbers are.
create policy line_read on line for select to :app using (app_kind() is not null);
-- Lines are opened each day, also where nobody comes: days on which somebody came are found among themselves.
create index line_used on line (centre_id, day) where last_number > 0;
