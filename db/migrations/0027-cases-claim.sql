-- What was made for somebody with the help of others is shown to them at their first own sign-in: it is theirs, or it is not, and then
-- somebody at the centre has to look.
create table case_claim (
  case_id uuid constraint case_claim_once primary key references case_file,
  person_id uuid not null references person,
  centre_id int not null references centre,
  answer text not null constraint case_claim_answer check (answer in ('mine', 'not-mine')),
  at timestamptz not null,
  settled_by uuid references staff,
  settled_at timestamptz
);
create index case_claim_open on case_claim (centre_id, at) where answer = 'not-mine' and settled_at is null;
create index case_claim_person on case_claim (person_id);

alter table case_claim enable row level security;
create policy case_claim_read on case_claim for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()))
);
create policy case_claim_write on case_claim for insert to :app with check (
  app_kind() = 'resident' and person_id = any(app_same())
    and exists (select from case_file c where c.id = case_id and c.owner_id = any(app_same()) and c.receiving_centre_id = centre_id)
);
create policy case_claim_settle on case_claim for update to :app using (app_kind() = 'staff' and app_at(centre_id) and answer = 'not-mine');
grant select, insert on case_claim to :app;
grant update (settled_by, settled_at) on case_claim to :app;
