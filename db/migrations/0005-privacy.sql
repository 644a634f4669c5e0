-- Notice is given for a file; consent is asked only for what goes beyond it, by purpose and text version.
create table consent (
  id uuid primary key,
  person_id uuid not null references person,
  centre_id int not null references place,
  purpose text not null constraint consent_purpose check (purpose in ('follow-up-call', 'photo-of-card', 'campaign-visit')),
  text_version int not null,
  answer text not null constraint consent_answer check (answer in ('given', 'refused', 'withdrawn')),
  read_aloud boolean not null,
  session_id uuid,
  at timestamptz not null
);
create index consent_person on consent (person_id, purpose, at desc);

alter table consent enable row level security;
create policy consent_read on consent for select to :app using ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() in ('resident', 'system') and person_id = app_person()));
create policy consent_write on consent for insert to :app with check ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = app_person()));

grant select, insert on consent to :app;

-- The name of the member of staff who looked: the one thing of the staff table that a resident may read.
create function actor_name(kind text, id text) returns text language sql stable security definer set search_path from current as $$
  select s.name from staff s where actor_name.kind = 'staff' and s.id::text = actor_name.id
$$;
revoke execute on function actor_name(text, text) from public;
grant execute on function actor_name(text, text) to :app;
