-- The lock is that of a machine of staff: one place, asked at the door, whatever lies open behind it.
alter table staff_session
  add column worked_at timestamptz not null default now(),
  add column locked_at timestamptz;
update staff_session x set locked_at = a.locked_at
  from assisted_session a where a.machine_id = x.id and a.ended_at is null and a.locked_at is not null;
alter table assisted_session drop column locked_at;
comment on column staff_session.worked_at is 'When somebody last did something there; a page that looks again by itself is no work.';
comment on column staff_session.locked_at is 'Since when the lantern covers it; null while it is open.';

-- Where somebody calls from a desk, which one.
alter table help_call add column desk_id uuid references desk(id);

