-- The house looks each night which questions of 30 and 90 days fall due, so that whoever is asked hears of it first.
create policy need_follow_up_read_system on need_follow_up for select to :app
  using (app_kind() = 'system' and app_id() = 'assistance.note-due' and app_at(centre_id));
