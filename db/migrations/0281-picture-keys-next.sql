-- The step that comes next is opened by three pictures too: what somebody wants, the signs of the gate, and what is to be practised again.
create policy learning_goal_learner_read on learning_goal for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy learning_goal_learner_write on learning_goal for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and by_staff is null and session_id is null);
create policy gate_sign_learner_read on gate_sign for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy gate_sign_learner_write on gate_sign for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and by_staff is null and session_id is null);
create policy recall_learner_read on recall for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy refresher_learner_read on refresher for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
-- So are the practice copies.
create policy errand_press_learner_read on errand_press for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy errand_press_learner_write on errand_press for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and by_staff is null and session_id is null);
create policy errand_told_learner_read on errand_told for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy errand_told_learner_write on errand_told for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and by_staff is null and session_id is null);

-- What somebody practised at another centre is not in the way of the same set here, where it is not seen.
alter table practice_answer drop constraint practice_answer_once;
alter table practice_answer add constraint practice_answer_once unique (centre_id, person_id, set_no, item);
