-- The one loop: a need is found, gets a plan and a promise, is met or not, and somebody asks later whether she can do it
-- alone. Whether it is late, and which questions are due, is derived and stored nowhere; what happened to it is the journal.
create table need (
  id uuid primary key,
  centre_id int not null references centre,
  person_id uuid not null references person,
  kind text not null constraint need_kind check (kind in ('e-id', 'id-card', 'sim', 'phone', 'online-service', 'social-pension', 'pension-account', 'health', 'safety-online', 'learn', 'visit', 'papers')),
  urgency text not null constraint need_urgency check (urgency in ('today', 'this-week', 'this-month')),
  source text not null constraint need_source check (source in ('counter', 'phone', 'hotline', 'rule', 'person')),
  -- what a rule found: it says why in words
  occasion text,
  owner_id uuid references staff,
  plan text constraint need_plan check (plan in ('ticket', 'appointment', 'home-visit', 'class', 'police', 'telecom', 'hotline', 'by-phone')),
  promised_on date,
  -- plain words about the person, sealed under her key
  note bytea,
  made_at timestamptz not null,
  outcome text constraint need_outcome check (outcome in ('met', 'met-elsewhere', 'not-wanted', 'unreachable', 'not-possible', 'moved-away', 'died')),
  outcome_on date,
  constraint need_ends check ((outcome is null) = (outcome_on is null)),
  constraint need_promise_planned check (promised_on is null or plan is not null)
);
create unique index need_open_once on need (person_id, kind) where outcome is null;
create index need_board on need (centre_id) where outcome is null;
create index need_met on need (centre_id, outcome_on) where outcome = 'met';
create index need_person on need (person_id);

-- Which occasion of which person a rule has spoken of: once for ever, also when somebody had asked already.
create table need_found (
  person_id uuid not null references person,
  occasion text not null,
  centre_id int not null references centre,
  at timestamptz not null,
  primary key (person_id, occasion)
);

-- "Could you do it alone?", asked once 30 and once 90 days after it was met. Met again later, it is asked again.
create table need_follow_up (
  need_id uuid not null references need,
  met_on date not null,
  after_days int not null constraint need_follow_up_after check (after_days in (30, 90)),
  answer text not null constraint need_follow_up_answer check (answer in ('alone', 'with-help', 'not-tried', 'unreachable')),
  centre_id int not null references centre,
  answered_by uuid not null references staff,
  at timestamptz not null,
  constraint need_follow_up_once primary key (need_id, met_on, after_days)
);

alter table need enable row level security;
create policy need_read on need for select to :app using (
  (app_kind() in ('staff', 'system') and app_at(centre_id)) or (app_kind() = 'resident' and person_id = app_person())
);
create policy need_write on need for insert to :app with check (
  case app_kind()
    when 'staff' then app_at(centre_id) and exists (select 1 from person p where p.id = person_id)
    when 'system' then app_at(centre_id)
    when 'resident' then person_id = app_person() and source = 'person' and owner_id is null and plan is null and outcome is null
      and exists (select 1 from person p join place c on c.parent_id = p.commune_id where p.id = person_id and c.id = centre_id)
    else false
  end
);
create policy need_change on need for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
alter table need_found enable row level security;
create policy need_found_all on need_found for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
alter table need_follow_up enable row level security;
create policy need_follow_up_all on need_follow_up for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));

-- The nightly rule goes through the register of the centres that it was handed.
create policy person_for_needs on person for select to :app using (
  app_kind() = 'system' and app_id() = 'assistance.find-needs'
    and exists (select 1 from place c where c.kind = 'centre' and c.parent_id = commune_id and app_at(c.id))
);

grant select, insert, update on need to :app;
grant select, insert on need_found, need_follow_up to :app;
