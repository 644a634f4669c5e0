-- Three pictures and a card open learning, and nothing else. Which pictures they are is kept as a hash under the keys of the house alone:
-- nobody reads them here, and who forgot theirs gets others.
create table picture_key (
  id uuid constraint picture_key_pkey primary key,
  centre_id int not null constraint picture_key_centre_id_fkey references centre (id),
  person_id uuid not null constraint picture_key_person_id_fkey references person (id),
  card_hash bytea not null constraint picture_key_card_once unique,
  pictures_hash bytea not null,
  given_by uuid not null constraint picture_key_given_by_fkey references staff (id),
  given_at timestamptz not null,
  -- When they chose other pictures themselves, of which nobody of the staff knows.
  own_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz
);
-- A machine of the hall knows no card: there the pictures are of one person alone.
create unique index picture_key_pictures on picture_key (centre_id, pictures_hash) where ended_at is null;
create unique index picture_key_person on picture_key (person_id) where ended_at is null;
create index picture_key_of on picture_key (person_id);
create index picture_key_given_by on picture_key (given_by);
alter table picture_key enable row level security;
create policy picture_key_beside on picture_key for select to :app
  using (app_kind() = 'staff' and person_id = any(app_same()));
create policy picture_key_give on picture_key for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and person_id = any(app_same()) and given_by::text = app_id()
    and exists (select from assisted_session a where a.helper_id::text = app_id() and a.person_id = any(app_same()) and a.ended_at is null));
create policy picture_key_end on picture_key for update to :app
  using (app_kind() = 'staff' and person_id = any(app_same())) with check (app_kind() = 'staff' and ended_at is not null);
create policy picture_key_own on picture_key for select to :app using (app_kind() = 'learner' and id = app_row());
create policy picture_key_other on picture_key for update to :app
  using (app_kind() = 'learner' and id = app_row() and ended_at is null) with check (app_kind() = 'learner' and id = app_row() and ended_at is null);
create policy picture_key_door on picture_key for select to :app using (app_kind() = 'system' and app_id() = 'door');
create policy picture_key_used on picture_key for update to :app
  using (app_kind() = 'system' and app_id() = 'door' and ended_at is null) with check (app_kind() = 'system' and app_id() = 'door' and ended_at is null);
create policy picture_key_cleared on picture_key for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy picture_key_clear on picture_key for delete to :app using (app_kind() = 'system' and app_id() = 'retention' and ended_at is not null);
grant select, insert, delete on picture_key to :app;
grant update (pictures_hash, own_at, used_at, ended_at) on picture_key to :app;

-- A browser, or a machine of the hall, that such a key has opened.
create table learner_session (
  token_hash bytea constraint learner_session_pkey primary key,
  id uuid not null constraint learner_session_id_key unique,
  key_id uuid not null constraint learner_session_key_id_fkey references picture_key (id) on delete cascade,
  device_id uuid constraint learner_session_device_id_fkey references device (id),
  -- There for the number of one ticket alone: whoever stands at the machine next opens nothing.
  ticket_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  constraint learner_session_hall check ((device_id is null) = (ticket_id is null))
);
create index learner_session_key on learner_session (key_id);
create index learner_session_device on learner_session (device_id);
alter table learner_session enable row level security;
create policy learner_session_door on learner_session for all to :app
  using (app_kind() = 'system' and app_id() = 'door') with check (app_kind() = 'system' and app_id() = 'door');
create policy learner_session_own on learner_session for select to :app using (app_kind() = 'learner' and key_id = app_row());
create policy learner_session_close on learner_session for update to :app
  using (app_kind() = 'learner' and key_id = app_row()) with check (app_kind() = 'learner' and key_id = app_row());
create policy learner_session_cleared on learner_session for select to :app using (app_kind() = 'system' and app_id() = 'retention');
create policy learner_session_clear on learner_session for delete to :app
  using (app_kind() = 'system' and app_id() = 'retention' and expires_at < now());
grant select, insert, delete on learner_session to :app;
grant update (closed_at) on learner_session to :app;

-- Whether three pictures are somebody's at this centre: a new key is not given twice.
create function pictures_taken(centre int, hashes bytea[]) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'learner') or not app_at(centre) then return true; end if;
  return exists (select from picture_key k where k.centre_id = pictures_taken.centre and k.ended_at is null and k.pictures_hash = any(hashes));
end $$;
revoke execute on function pictures_taken(int, bytea[]) from public;
grant execute on function pictures_taken(int, bytea[]) to :app;

-- What such a key opens: how they judged and what they practised, their own alone. What was looked on they read, and do not write.
create policy skill_evidence_learner_read on skill_evidence for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy skill_evidence_learner_write on skill_evidence for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and kind in ('judged', 'felt') and by_staff is null and session_id is null);
create policy practice_answer_learner_read on practice_answer for select to :app using (app_kind() = 'learner' and person_id = any(app_same()));
create policy practice_answer_learner_write on practice_answer for insert to :app
  with check (app_kind() = 'learner' and person_id = any(app_same()) and app_at(centre_id) and by_staff is null and session_id is null);
create policy own_statement_learner_read on own_statement for select to :app using (app_kind() = 'learner' and app_at(centre_id));
-- What was seen of them elsewhere belongs to how they stand: with a card at a door, or because they did it all themselves.
create policy encounter_learner on encounter for select to :app
  using (app_kind() = 'learner' and person_id = any(app_same()) and (card is not null or how = 'self'));

-- Nothing of the keys of whoever is erased stays, at whichever centre.
create function forget_picture_keys(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from picture_key where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_picture_keys(uuid) from public;
grant execute on function forget_picture_keys(uuid) to :app;

-- What this room keeps of one person, under each of their ids: that they have a key, and never which.
create function kept_in_picture_keys(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'picture_key', (select jsonb_agg(jsonb_build_object('given_at', t.given_at, 'given_by', t.given_by, 'own_at', t.own_at, 'used_at', t.used_at, 'ended_at', t.ended_at) order by t.given_at)
      from picture_key t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_picture_keys(uuid[]) from public;
