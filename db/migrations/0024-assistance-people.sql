-- What is known of one person is asked for often enough: their own page, an export, a merge, an import taken back.
create index assisted_session_person on assisted_session (person_id);
create index encounter_person on encounter (person_id) where person_id is not null;
