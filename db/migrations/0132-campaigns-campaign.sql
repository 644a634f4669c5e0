-- A campaign: from a day to a day, what is shown at doors and for whom, and the words that are said first. What came of it is counted
-- from visits; nothing of it is kept here.
create table campaign (
  id uuid not null constraint campaign_pkey primary key,
  centre_id int not null references centre (id),
  name text not null,
  from_day date not null,
  to_day date not null,
  greeting text not null,
  rev int not null default 1,
  made_by uuid not null references staff (id),
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint campaign_days check (to_day between from_day and from_day + 366)
);
create index campaign_centre on campaign (centre_id, from_day);
grant select, insert, update on campaign to :app;
alter table campaign enable row level security;
create policy campaign_all on campaign for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));

create table campaign_topic (
  campaign_id uuid not null references campaign (id),
  topic text not null constraint campaign_topic_topic check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  whom text not null constraint campaign_topic_whom check (whom in ('everyone', 'sixty', 'seventy-five', 'alone', 'in-need')),
  constraint campaign_topic_once primary key (campaign_id, topic)
);
grant select, insert, delete on campaign_topic to :app;
alter table campaign_topic enable row level security;
create policy campaign_topic_all on campaign_topic for all to :app
  using (exists (select from campaign c where c.id = campaign_id)) with check (exists (select from campaign c where c.id = campaign_id));
