-- What is owed for a case: one line a fee. An amount the catalogue does not know is entered with its basis.
create table fee_line (
  id uuid primary key,
  case_id uuid not null references case_file,
  centre_id int not null references centre,
  what text not null,
  unit_amount int not null constraint fee_unit_amount check (unit_amount >= 0),
  quantity int not null constraint fee_quantity check (quantity between 1 and 999),
  amount int generated always as (unit_amount * quantity) stored,
  basis text not null,
  entered_by uuid,
  void_at timestamptz,
  at timestamptz not null
);
create index fee_line_case on fee_line (case_id) where void_at is null;

-- Money that came, by whichever way, in one ledger. A negative amount is money given back.
create table payment (
  id uuid primary key,
  case_id uuid references case_file,
  centre_id int not null references centre,
  way text not null constraint payment_way check (way in ('transfer', 'cash')),
  amount int not null constraint payment_amount check (amount <> 0),
  bank_entry_id text,
  taken_by uuid,
  receipt_no text,
  at timestamptz not null,
  constraint payment_bank_entry_once unique (bank_entry_id)
);
create index payment_case on payment (case_id);

-- What the bank told us, word for word. `state` is matched, or waits in a list with a person.
create table bank_entry (
  id text primary key,
  centre_id int references centre,
  amount int not null,
  account text not null,
  purpose text not null,
  paid_at timestamptz not null,
  heard_at timestamptz not null,
  case_id uuid,
  state text not null constraint bank_entry_state check (state in ('matched', 'twice', 'wrong-amount', 'unknown', 'late', 'settled')),
  settled_by uuid,
  settled_how text,
  settled_at timestamptz
);
create index bank_entry_waiting on bank_entry (centre_id) where state not in ('matched', 'settled');

create table receipt_counter (centre_id int not null, year int not null, last int not null, primary key (centre_id, year));

alter table fee_line enable row level security;
create policy fee_line_all on fee_line for all to :app using (case_seen(case_id)) with check (case_seen(case_id));
alter table payment enable row level security;
create policy payment_read on payment for select to :app using ((app_kind() = 'staff' and app_at(centre_id)) or (case_id is not null and case_seen(case_id)));
create policy payment_write on payment for insert to :app with check ((app_kind() = 'staff' and app_at(centre_id)) or app_kind() = 'system');
alter table bank_entry enable row level security;
create policy bank_entry_all on bank_entry for all to :app using (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id))) with check (app_kind() = 'system' or (app_kind() = 'staff' and app_at(centre_id)));
alter table receipt_counter enable row level security;
create policy receipt_counter_all on receipt_counter for all to :app using (app_kind() in ('staff', 'system')) with check (app_kind() in ('staff', 'system'));

grant select, insert, update on fee_line, bank_entry, receipt_counter to :app;
grant select, insert on payment to :app;
