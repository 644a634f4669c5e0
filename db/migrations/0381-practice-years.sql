-- What was practised in some days is found by the day, whatever was practised in the years before.
create index practice_answer_when on practice_answer (centre_id, at);
drop index practice_answer_centre;
