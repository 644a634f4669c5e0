-- Classes that met in some days are found by the day, whatever was held in the years before.
create index class_session_on on class_session (day, run_id);
