-- What was done at a visit is found by its session.
create index encounter_at_home on encounter (session_id) where session_id is not null and channel = 'home';
