-- Months of looks that the house keeps no longer (decision 76): what went is an entry that is signed and stands in the journal before it goes.
create table look_let_go (
  number integer primary key,
  -- the months that went, by their names, and the span that they were; what went first has no beginning
  months text[] not null check (cardinality(months) > 0),
  since timestamptz,
  until timestamptz not null,
  looks bigint not null,
  -- how long looks were kept then
  days integer not null,
  request uuid not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  hash bytea not null,
  signature bytea not null
);
-- What is left of each block that held looks of these months, with a hash over that.
create table look_let_go_block (
  let_go integer not null,
  block bigint not null,
  looks bigint not null,
  hash bytea not null,
  primary key (block, let_go)
);
create index look_let_go_block_of on look_let_go_block (let_go, block);
alter table look_let_go enable row level security;
alter table look_let_go_block enable row level security;
create policy look_let_go_read on look_let_go for select to :app using (app_kind() = 'system');
create policy look_let_go_write on look_let_go for insert to :app with check (app_kind() = 'system' and app_id() = 'retention');
create policy look_let_go_block_read on look_let_go_block for select to :app using (app_kind() = 'system');
create policy look_let_go_block_write on look_let_go_block for insert to :app with check (app_kind() = 'system' and app_id() = 'retention');
grant select, insert on look_let_go, look_let_go_block to :app;

-- Whoever lets them go counts and hashes them first.
create policy look_let_go on look for select to :app using (app_kind() = 'system' and app_id() = 'retention');
grant execute on function look_months() to :app;

-- Drops the months that this very transaction says it lets go: whole ones, as many looks as it said, older than the house keeps them, and never
-- of the last year, whatever is set. Who reads for long is not ended for it: it is done another time.
create function let_look_months_go() returns void language plpgsql security definer set search_path from current set lock_timeout = '400ms' as $$
declare
  told look_let_go;
  kept integer := (select p.days from period p where p.centre_id is null and p.name = 'keep-looks');
  named text;
begin
  if coalesce(app_kind(), '') <> 'system' or coalesce(app_id(), '') <> 'retention' then raise insufficient_privilege; end if;
  select * into told from look_let_go l where l.xid = pg_current_xact_id() order by l.number desc limit 1;
  if told.number is null or kept is null or told.until > now() - make_interval(days => greatest(kept, 365))
    or told.months <> (select array_agg(m.name order by m.until) from look_months() m
      where coalesce(m.since, '-infinity') >= coalesce(told.since, '-infinity') and m.until <= told.until)
  then raise insufficient_privilege using message = 'nothing says that these months go'; end if;
  for tried in 1..4 loop
    begin
      lock table only look in access exclusive mode;
      if told.looks <> (select count(*) from look l where l.at >= coalesce(told.since, '-infinity') and l.at < told.until) then
        raise exception 'other looks lie there than were let go';
      end if;
      foreach named in array told.months loop execute format('drop table %I', named); end loop;
      exit;
    exception when lock_not_available then
      if tried = 4 then raise; end if;
      perform pg_sleep(0.2);
    end;
  end loop;
  if exists (select from look l where l.at >= coalesce(told.since, '-infinity') and l.at < told.until) then
    raise exception 'looks of these months lie in no month';
  end if;
end $$;
revoke execute on function let_look_months_go() from public;
grant execute on function let_look_months_go() to :app;
