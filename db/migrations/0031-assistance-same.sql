-- What was noted under either of two ids that are one person is read under both; nothing is looked for under an id that points elsewhere.
alter policy need_read on need using (
  (app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()))
);
alter policy person_for_needs on person using (
  app_kind() = 'system' and app_id() = 'assistance.find-needs' and merged_into is null
    and exists (select 1 from place c where c.kind = 'centre' and c.parent_id = commune_id and app_at(c.id))
);
