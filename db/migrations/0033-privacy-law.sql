-- What a person may be asked for beyond her files, in which words, and what follows from her answer; what she may ask of whoever
-- keeps facts about her (Luật 91/2025/QH15, art. 4 and 9), by when, and what came of it.

-- The words that are read aloud, by purpose and version. A yes is a yes to these words and to no later ones.
create table consent_text (
  purpose text not null,
  version int not null constraint consent_text_version check (version > 0),
  -- the key of the words in the three languages
  words text not null,
  from_at timestamptz not null,
  constraint consent_text_once primary key (purpose, version)
);
insert into consent_text (purpose, version, words, from_at) values
  ('follow-up-call', 1, 'ask-follow-up-call', '2026-01-01T00:00:00+07:00'),
  ('photo-of-card', 1, 'ask-photo-of-card', '2026-01-01T00:00:00+07:00'),
  ('campaign-visit', 1, 'ask-campaign-visit', '2026-01-01T00:00:00+07:00'),
  ('campaign-call', 1, 'ask-campaign-call', '2026-01-01T00:00:00+07:00');
alter table consent drop constraint consent_purpose;
alter table consent add constraint consent_text_known foreign key (purpose, text_version) references consent_text (purpose, version);

alter table consent_text enable row level security;
create policy consent_text_read on consent_text for select to :app using (app_kind() is not null);
create policy consent_text_new on consent_text for insert to :app with check (app_kind() = 'system');
grant select, insert on consent_text to :app;

-- What a person asks about her own data. Her words and the answer to them are sealed under her key.
create table data_request (
  id uuid primary key,
  centre_id int not null references centre,
  person_id uuid not null references person,
  kind text not null constraint data_request_kind check (kind in ('access', 'correction', 'deletion', 'restriction', 'objection', 'withdrawal')),
  -- an objection or withdrawal to one use alone; null is every use
  purpose text,
  words bytea,
  -- who wrote it down on her word; null where she asked herself
  by_staff uuid references staff,
  received_at timestamptz not null,
  acknowledge_by date not null,
  due_by date not null,
  state text not null default 'received' constraint data_request_state check (state in ('received', 'acknowledged', 'done', 'refused', 'taken-back')),
  acknowledged_at timestamptz,
  extended_at timestamptz,
  extended_why bytea,
  settled_at timestamptz,
  settled_why bytea,
  handler_id uuid references staff,
  constraint data_request_settled check ((state in ('done', 'refused', 'taken-back')) = (settled_at is not null)),
  constraint data_request_refused_why check (state <> 'refused' or settled_why is not null)
);
create index data_request_person on data_request (person_id, received_at desc);
create index data_request_open on data_request (centre_id, due_by) where settled_at is null;

alter table data_request enable row level security;
create policy data_request_read on data_request for select to :app using (
  (app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()))
);
create policy data_request_write on data_request for insert to :app with check (
  case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and exists (select from person p where p.id = person_id)
    when 'resident' then person_id = any(app_same()) and by_staff is null and state = 'received' and handler_id is null
      and exists (select from person p join place c on c.parent_id = p.commune_id where p.id = person_id and c.id = centre_id)
    else false
  end
);
create policy data_request_change on data_request for update to :app
  using ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same())))
  with check ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and person_id = any(app_same()) and state = 'taken-back'));
grant select, insert, update on data_request to :app;

-- Days that the house has set otherwise than its rules do: for one centre, or for the house where there is none.
create table period (
  centre_id int references centre,
  name text not null,
  days int not null constraint period_days check (days between 1 and 36500),
  changed_by text not null,
  changed_at timestamptz not null,
  constraint period_once unique nulls not distinct (centre_id, name)
);
alter table period enable row level security;
create policy period_read on period for select to :app using (app_kind() is not null);
create policy period_write on period for insert to :app with check (
  (centre_id is null and app_kind() = 'system') or (centre_id is not null and app_at(centre_id) and app_administers())
);
create policy period_change on period for update to :app using (
  (centre_id is null and app_kind() = 'system') or (centre_id is not null and app_at(centre_id) and app_administers())
);
grant select, insert, update on period to :app;

-- Whether somebody may be called, visited … for a purpose now: the last answer to the words of today is yes, and nothing stands
-- against it. Every list goes through this. It reads the answers of each of her ids, also those given at another centre.
create function may_be_used_for(who uuid, what text, at timestamptz) returns boolean language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if not exists (
    select from person p where p.id = who and p.erased_at is null and (app_near(p.commune_id) or (app_kind() = 'resident' and p.id = any(app_same())))
  ) then return false; end if;
  if exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return false; end if;
  -- A restriction or objection works from the moment it is received until it is refused or taken back.
  if exists (
    select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and (r.kind in ('restriction', 'deletion') or (r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, what) = what))
  ) then return false; end if;
  return coalesce((
    select c.answer = 'given' and c.text_version = (
      select max(t.version) from consent_text t where t.purpose = what and t.from_at <= may_be_used_for.at
    )
    from consent c where c.person_id = any(ids) and c.purpose = what and c.at <= may_be_used_for.at
    order by c.at desc, c.id desc limit 1
  ), false);
end
$$;
revoke execute on function may_be_used_for(uuid, text, timestamptz) from public;
grant execute on function may_be_used_for(uuid, text, timestamptz) to :app;
