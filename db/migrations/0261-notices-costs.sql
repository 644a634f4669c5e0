-- What words cost a centre and how much it gives for them a month. Nothing stands where nobody has said it.
create table notice_cost (
  centre_id integer primary key references centre (id),
  -- đồng for each part of a text, for each message or letter
  sms integer constraint notice_cost_sms check (sms between 0 and 100000),
  sms_second integer constraint notice_cost_sms_second check (sms_second between 0 and 100000),
  zalo integer constraint notice_cost_zalo check (zalo between 0 and 100000),
  -- đồng a month
  budget integer constraint notice_cost_budget check (budget between 0 and 1000000000),
  -- texts go without their marks: more of them fit into one part
  unmarked boolean not null,
  changed_by uuid not null references staff(id),
  changed_at timestamptz not null
);
alter table notice_cost enable row level security;
create policy notice_cost_all on notice_cost for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, update on notice_cost to :app;

-- What a hand-over costs: đồng for each part when it went (nothing where no price stood), and into how many parts it was reckoned.
alter table notice_try add column price integer, add column planned smallint;
create index notice_try_month on notice_try (centre_id, handed_at) where price > 0;
