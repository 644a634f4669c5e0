-- Where money is to go is asked by one and agreed to by another: a changed account takes all that is paid from then on.
create table centre_account (
  id uuid not null,
  centre_id integer not null,
  bin text not null,
  bank text not null,
  number text not null,
  holder text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  was text,
  constraint centre_account_pkey primary key (id),
  constraint centre_account_centre_id_fkey foreign key (centre_id) references centre(id),
  constraint centre_account_asked_by_fkey foreign key (asked_by) references staff(id),
  constraint centre_account_decided_by_fkey foreign key (decided_by) references staff(id),
  constraint centre_account_decided check ((decided_by is null) = (agreed is null) and (decided_by is null) = (decided_at is null)),
  constraint centre_account_by_two check (not coalesce(agreed, false) or decided_by <> asked_by)
);
create unique index centre_account_one_open on centre_account (centre_id) where agreed is null;
alter table centre_account enable row level security;
create policy centre_account_read on centre_account for select to :app using (app_keeps(centre_id, '{leader,administrator}'));
create policy centre_account_ask on centre_account for insert to :app
  with check (app_keeps(centre_id, '{administrator}') and asked_by::text = app_id() and agreed is null);
create policy centre_account_decide on centre_account for update to :app
  using (agreed is null and app_keeps(centre_id, '{leader,administrator}')) with check (decided_by::text = app_id());
grant select, insert, update (decided_by, decided_at, agreed) on centre_account to :app;

-- Only what two have agreed to becomes the account of a centre; which one it replaced is kept, because people go on paying what
-- stands on an older slip.
create function account_agreed() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.agreed and old.agreed is null then
    select c.bank_account into new.was from centre c where c.id = new.centre_id;
    update centre set bank_bin = new.bin, bank_name = new.bank, bank_account = new.number, bank_account_name = new.holder where id = new.centre_id;
  end if;
  return new;
end
$$;
create trigger centre_account_agreed before update on centre_account for each row execute function account_agreed();

-- Whether an account was a centre's before: for whoever settles money at that centre.
create function was_account(centre int, account text) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return false; end if;
  return exists (select from centre_account a where a.centre_id = centre and a.agreed
    and regexp_replace(account, '\D', '', 'g') in (regexp_replace(a.was, '\D', '', 'g'), regexp_replace(a.number, '\D', '', 'g')));
end
$$;
revoke execute on function was_account(int, text) from public;
grant execute on function was_account(int, text) to :app;
