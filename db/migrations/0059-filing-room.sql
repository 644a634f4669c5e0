-- The way of a case to the portal has a room of its own. What waits to be delivered knows its listeners by their new names; what beat
-- under an old name beats no more.
comment on table portal_task is 'a case that stands before the portal: how it goes there, since when, how often it was tried';
comment on table portal_cursor is 'up to where the portal was asked for what changed';
update delivery set listener = 'filing' || substr(listener, 6) where listener in ('cases.queue', 'cases.file-at-portal');
delete from heartbeat where name = 'cases.poll-portal';
