-- A ticket that is late rings whoever sees to it, and then whoever leads: once for each clock, rung and hour that passed.
create table support_ring (
  ticket_id uuid not null constraint support_ring_ticket_id_fkey references support_ticket (id),
  centre_id int not null constraint support_ring_centre_id_fkey references centre (id),
  clock text not null constraint support_ring_clock check (clock in ('first', 'next', 'solved')),
  rung text not null constraint support_ring_rung check (rung in ('team', 'leader')),
  due timestamptz not null,
  at timestamptz not null,
  constraint support_ring_pkey primary key (ticket_id, clock, rung, due)
);
create index support_ring_centre on support_ring (centre_id, at);
alter table support_ring enable row level security;
create policy support_ring_read on support_ring for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy support_ring_write on support_ring for insert to :app with check (app_kind() = 'system' and app_id() = 'support.ring' and app_at(centre_id)
  and exists (select from support_ticket t where t.id = support_ring.ticket_id and t.centre_id = support_ring.centre_id));
grant select, insert on support_ring to :app;

-- When somebody may have to be rung for it: each time that it moves it is looked at again; null, nobody has.
alter table support_ticket add rings_at timestamptz default '-infinity';
create index support_ticket_rings on support_ticket (centre_id, rings_at) where rings_at is not null;
grant update (rings_at) on support_ticket to :app;

create or replace function support_heard(which uuid, seen int, stands text) returns int language plpgsql security definer set search_path from current as $$
declare
  moved int;
begin
  if app_kind() is distinct from 'resident' then return 0; end if;
  update support_ticket t set state = stands, version = t.version + 1, rings_at = '-infinity' where t.id = which and t.version = seen and t.person_id = any(app_same());
  get diagnostics moved = row_count;
  return moved;
end $$;
