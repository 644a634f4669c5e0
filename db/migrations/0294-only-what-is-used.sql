-- No ticket is merged into another yet: what nothing writes is no column.
alter table support_ticket drop column merged_into;
create index support_ticket_open on support_ticket (centre_id, next_on, made_at) where state <> 'over';

-- Whoever is named as the assessor of a class no more reads no look of it any more, their own neither.
alter policy skill_evidence_in_class_read on skill_evidence
  using (app_kind() = 'staff' and kind = 'task' and session_id is null and by_staff::text = app_id()
    and looks_on_in_class(null, person_id, centre_id, (at at time zone 'Asia/Ho_Chi_Minh')::date));
