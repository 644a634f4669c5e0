-- The people of a commune. What is needed to find somebody is plain; number and phone are sealed beside a keyed hash.
create table person (
  id uuid primary key,
  commune_id int not null references place,
  -- null after erasure
  name text,
  name_plain text,
  birth_year int,
  birth_date date,
  gender text constraint person_gender check (gender in ('male', 'female')),
  hamlet text,
  number_sealed bytea,
  number_hash bytea,
  number_key text,
  phone_sealed bytea,
  phone_hash bytea,
  -- how to help, never why: big-print, speak-slowly, companion …
  needs text[] not null default '{}',
  -- whether somebody has compared the person with a card
  verified boolean not null default false,
  made_up boolean not null default false,
  made_at timestamptz not null,
  erased_at timestamptz,
  constraint person_number_once unique (number_hash)
);
create index person_plain on person using gin (name_plain gin_trgm_ops);
create index person_phone on person (phone_hash);

create table mandate (
  id uuid primary key,
  principal_id uuid not null references person,
  agent_id uuid not null references person,
  kind text not null constraint mandate_kind check (kind in ('mandate', 'guardian')),
  scope text not null,
  valid_from date not null,
  valid_to date,
  revoked_at timestamptz,
  centre_id int not null references place,
  made_at timestamptz not null
);

-- The communes whose people a centre serves: its own, and the province's for a file of any office.
create function serves(commune int) returns boolean language sql stable as $$
  select exists (select 1 from place where kind = 'centre' and parent_id = commune and app_at(id))
$$;

alter table mandate enable row level security;
create policy mandate_read on mandate for select to :app using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and app_person() in (principal_id, agent_id)) or app_kind() = 'system'
);
create policy mandate_write on mandate for insert to :app with check (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id)));
create policy mandate_change on mandate for update to :app using ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and principal_id = app_person()));

alter table person enable row level security;
create policy person_read on person for select to :app using (
  case app_kind()
    when 'staff' then serves(commune_id)
    when 'resident' then id = app_person() or exists (select 1 from mandate m where m.principal_id = person.id and m.agent_id = app_person() and m.revoked_at is null)
    when 'device' then id = app_person()
    when 'slip' then false
    when 'system' then id = app_row() or id = app_person() or number_hash is not null and app_id() = 'door'
    else false
  end
);
create policy person_write on person for insert to :app with check (app_kind() = 'system' or (app_kind() = 'staff' and serves(commune_id)));
create policy person_change on person for update to :app using (
  (app_kind() = 'staff' and serves(commune_id)) or (app_kind() = 'resident' and id = app_person()) or (app_kind() = 'system' and (id = app_row() or id = app_person() or app_id() = 'door'))
) with check (true);

grant select, insert, update on person, mandate to :app;
