-- Where the state stands: province, commune, centre. Names and codes are public facts.
create table place (
  id int primary key,
  parent_id int references place,
  kind text not null constraint place_kind check (kind in ('province', 'commune', 'centre')),
  code text,
  name text not null,
  valid_from date not null,
  valid_to date,
  constraint place_code_once unique (kind, code, valid_from)
);

-- Hours of a centre, a row for each session of the working day; `always_open` is for the demo alone.
create table centre (
  id int primary key references place,
  short_name text not null,
  agency_code text not null,
  bank_bin text,
  bank_name text,
  bank_account text,
  bank_account_name text,
  always_open boolean not null default false,
  head_start_min int not null default 20 constraint centre_head_start check (head_start_min between 0 and 60),
  wait_cap_min int not null default 45 constraint centre_cap check (wait_cap_min between 10 and 180),
  portal_way text not null default 'by-hand' constraint centre_portal_way check (portal_way in ('api', 'by-hand'))
);

create table opening (
  centre_id int not null references centre,
  weekday int not null constraint opening_weekday check (weekday between 0 and 6),
  opens time not null,
  closes time not null,
  constraint opening_order check (opens < closes),
  primary key (centre_id, weekday, opens)
);

grant select, insert on place, opening to :app;
grant select, insert, update on centre to :app;
