-- What has to be heard by whoever no telephone reaches goes on paper. A batch is what was printed together, for good: nothing prints it
-- otherwise the second time.
create table notice_batch (
  id uuid primary key,
  centre_id integer not null references centre (id),
  number integer not null,
  letters integer not null constraint notice_batch_some check (letters > 0),
  made_by uuid not null references staff(id),
  made_at timestamptz not null,
  constraint notice_batch_number unique (centre_id, number)
);

-- One letter of it, which is one hand-over of a word: to whom and where it was printed, sealed under their key.
create table notice_letter (
  try_id uuid primary key references notice_try(id),
  batch_id uuid not null references notice_batch(id),
  centre_id integer not null references centre (id),
  person_id uuid not null references person(id),
  -- its place in the batch: whoever carries them goes hamlet by hamlet
  place integer not null,
  address bytea,
  constraint notice_letter_place unique (batch_id, place)
);
create index notice_letter_person on notice_letter (person_id);

alter table notice_batch enable row level security;
create policy notice_batch_read on notice_batch for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy notice_batch_write on notice_batch for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
grant select, insert on notice_batch to :app;

alter table notice_letter enable row level security;
create policy notice_letter_read on notice_letter for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy notice_letter_write on notice_letter for insert to :app with check (app_kind() = 'staff' and app_at(centre_id));
-- It goes with the hand-over that it is.
create policy notice_letter_clear on notice_letter for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);
grant select, insert, delete on notice_letter to :app;

create index notice_letters on notice (centre_id, fact_at) where state = 'asks' and why = 'letter';

-- Whether somebody said that they want no texts: to the question, by a text, or as a request about their data.
create function has_stopped_words(who uuid, at timestamptz) returns boolean language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'system' and app_kind() is distinct from 'staff' then return null; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return null; end if;
  return exists (select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, 'notices') = 'notices')
    or coalesce((select c.answer <> 'given' from consent c where c.person_id = any(ids) and c.purpose = 'notices' and c.at <= has_stopped_words.at
      order by c.counts_at desc, c.id desc limit 1), false);
end
$$;
revoke execute on function has_stopped_words(uuid, timestamptz) from public;
grant execute on function has_stopped_words(uuid, timestamptz) to :app;

-- Nothing of what somebody was told, or chose, or where a letter went, stays readable, nor is a browser rung of them or of their files: at
-- their erasure.
create or replace function forget_notices(who uuid) returns void language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return; end if;
  update notice set state = 'over', why = 'erased', due_at = null where (person_id = any(ids) or of_id = any(ids)) and state in ('waiting', 'out', 'asks');
  update notice_try set words = null, asked_by = null, code = null where person_id = any(ids);
  update notice_letter set address = null where person_id = any(ids);
  update notice_choice set email_sealed = null, channel = case when channel = 'email' then 'sms' else channel end, with_id = null where person_id = any(ids);
  delete from ring where about = any(ids) or about in (select c.id from case_file c where c.owner_id = any(ids) or c.helped_id = any(ids));
  delete from staff_topic t using staff_notice n where n.person_id = any(ids) and t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic;
  delete from staff_notice where person_id = any(ids);
end
$$;

create or replace function kept_in_notices(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'notice', (select jsonb_agg(to_jsonb(t) order by t.made_at) from notice t where t.person_id = any(ids)),
    'notice_try', (select jsonb_agg(to_jsonb(t) order by t.handed_at) from notice_try t where t.person_id = any(ids)),
    'notice_letter', (select jsonb_agg(to_jsonb(t) order by t.try_id) from notice_letter t where t.person_id = any(ids)),
    'notice_choice', (select jsonb_agg(to_jsonb(t) order by t.changed_at) from notice_choice t where t.person_id = any(ids)),
    'staff_notice', (select jsonb_agg(to_jsonb(t) - 'staff_id' order by t.fact_at) from staff_notice t where t.person_id = any(ids))
  )
$$;

-- Đồng for each letter.
alter table notice_cost add column letter integer constraint notice_cost_letter check (letter between 0 and 100000);
