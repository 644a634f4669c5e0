-- Receipts of words that this house never handed over, by way and day. They are nobody's: a gateway set up for two houses sends them, or
-- one that was asked by a worker which died before it kept the answer.
create table notice_strange (
  channel text not null constraint notice_strange_channel check (channel in ('sms', 'sms-2', 'zalo', 'push', 'email')),
  day date not null,
  receipts integer not null constraint notice_strange_some check (receipts > 0),
  last_at timestamptz not null,
  constraint notice_strange_pkey primary key (channel, day)
);
alter table notice_strange enable row level security;
create policy notice_strange_read on notice_strange for select to :app using (app_kind() in ('staff', 'system'));
create policy notice_strange_write on notice_strange for insert to :app with check (app_kind() = 'system');
create policy notice_strange_change on notice_strange for update to :app using (app_kind() = 'system');
grant select, insert, update on notice_strange to :app;
