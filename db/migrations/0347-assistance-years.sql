-- The last session at a desk is found by the desk, however many there were.
create index assisted_session_at_desk on assisted_session (desk_id, started_at desc) where desk_id is not null;
