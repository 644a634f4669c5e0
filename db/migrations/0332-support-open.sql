-- Who has a ticket open now: touched when its page opens, forgotten after minutes. It says who else is at it, and is no record of anybody's work.
create table support_open (
  ticket_id uuid not null constraint support_open_ticket_id_fkey references support_ticket (id),
  staff_id uuid not null constraint support_open_staff_id_fkey references staff (id),
  centre_id int not null constraint support_open_centre_id_fkey references centre (id),
  at timestamptz not null,
  constraint support_open_pkey primary key (ticket_id, staff_id)
);
create index support_open_centre on support_open (centre_id, at);
create index support_open_staff on support_open (staff_id);
alter table support_open enable row level security;
create policy support_open_read on support_open for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy support_open_write on support_open for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and staff_id::text = app_id()
  and exists (select from support_ticket t where t.id = support_open.ticket_id and t.centre_id = support_open.centre_id));
create policy support_open_touch on support_open for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and staff_id::text = app_id()) with check (app_at(centre_id) and staff_id::text = app_id());
grant select, insert on support_open to :app;
grant update (at) on support_open to :app;

-- What nobody has open any more is forgotten; what another forgets or opens at this moment is left to them, so that two who open do not wait for each other.
create function forget_open(before timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if app_kind() is distinct from 'staff' then return 0; end if;
  delete from support_open o where (o.ticket_id, o.staff_id) in (
    select f.ticket_id, f.staff_id from support_open f where f.at < before and app_at(f.centre_id) for update skip locked);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_open(timestamptz) from public;
grant execute on function forget_open(timestamptz) to :app;
