-- Days on which nobody comes to a class: markets by the lunar day or the day of the week, harvest from a day to a day. A commune enters them,
-- for all its hamlets or for one.
create table class_avoid (
  id uuid constraint class_avoid_pkey primary key,
  centre_id int not null constraint class_avoid_centre_id_fkey references centre (id),
  hamlet_id int constraint class_avoid_hamlet_id_fkey references place (id),
  kind text not null constraint class_avoid_kind check (kind in ('market', 'harvest')),
  lunar_days int[] not null default '{}' constraint class_avoid_lunar check (1 <= all(lunar_days) and 30 >= all(lunar_days)),
  weekdays int[] not null default '{}' constraint class_avoid_weekdays check (0 <= all(weekdays) and 6 >= all(weekdays)),
  from_day date,
  until_day date,
  made_by uuid not null constraint class_avoid_made_by_fkey references staff (id),
  made_at timestamptz not null,
  constraint class_avoid_market check (kind <> 'market' or cardinality(lunar_days) + cardinality(weekdays) > 0),
  constraint class_avoid_harvest check ((kind = 'harvest') = (from_day is not null and until_day is not null) and from_day <= until_day)
);
create index class_avoid_centre on class_avoid (centre_id);
create index class_avoid_hamlet on class_avoid (hamlet_id);
create index class_avoid_made_by on class_avoid (made_by);

-- A class that is held: what it teaches, where, who stands before it, and for how many.
create table class_run (
  id uuid constraint class_run_pkey primary key,
  centre_id int not null constraint class_run_centre_id_fkey references centre (id),
  hamlet_id int constraint class_run_hamlet_id_fkey references place (id),
  template text not null constraint class_run_template check (template ~ '^[a-z-]{1,40}$'),
  venue text not null,
  step_free boolean not null,
  power boolean not null,
  capacity smallint not null constraint class_run_capacity check (capacity between 4 and 60),
  helpers smallint not null constraint class_run_helpers check (helpers * 5 >= capacity),
  trainer_id uuid not null constraint class_run_trainer_id_fkey references staff (id),
  -- As everybody reads it, who sees nobody of the staff.
  trainer_name text not null,
  starts text not null constraint class_run_starts check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes smallint not null constraint class_run_minutes check (minutes between 45 and 120),
  -- Days that were given up in planning, with why: they stay seen.
  given_up jsonb not null,
  dropped_at timestamptz,
  made_by uuid not null constraint class_run_made_by_fkey references staff (id),
  made_at timestamptz not null
);
create index class_run_centre on class_run (centre_id, made_at);
create index class_run_hamlet on class_run (hamlet_id);
create index class_run_trainer on class_run (trainer_id);
create index class_run_made_by on class_run (made_by);

create table class_session (
  run_id uuid not null constraint class_session_run_id_fkey references class_run (id),
  no smallint not null constraint class_session_no check (no between 1 and 12),
  day date not null,
  closed_at timestamptz,
  closed_by uuid constraint class_session_closed_by_fkey references staff (id),
  constraint class_session_pkey primary key (run_id, no),
  constraint class_session_day unique (run_id, day),
  constraint class_session_closed check ((closed_at is null) = (closed_by is null))
);
create index class_session_closed_by on class_session (closed_by);

-- Who has a place, waits for one, or was offered one. The number is called aloud; it is given once and to nobody else.
create table class_seat (
  id uuid constraint class_seat_pkey primary key,
  run_id uuid not null constraint class_seat_run_id_fkey references class_run (id),
  centre_id int not null constraint class_seat_centre_id_fkey references centre (id),
  person_id uuid not null constraint class_seat_person_id_fkey references person (id),
  number smallint not null,
  source text not null constraint class_seat_source check (source in ('self', 'phone', 'beside')),
  state text not null constraint class_seat_state check (state in ('taken', 'waiting', 'offered', 'left')),
  asked_at timestamptz not null,
  offered_until timestamptz,
  by_staff uuid constraint class_seat_by_staff_fkey references staff (id),
  constraint class_seat_once unique (run_id, person_id),
  constraint class_seat_number unique (run_id, number),
  constraint class_seat_offered check ((state = 'offered') = (offered_until is not null))
);
create index class_seat_person on class_seat (person_id);
create index class_seat_centre on class_seat (centre_id);
create index class_seat_by_staff on class_seat (by_staff);
create index class_seat_offers on class_seat (offered_until) where state = 'offered';

create table class_mark (
  run_id uuid not null,
  no smallint not null,
  person_id uuid not null constraint class_mark_person_id_fkey references person (id),
  centre_id int not null constraint class_mark_centre_id_fkey references centre (id),
  how text not null constraint class_mark_how check (how in ('here', 'late', 'early', 'excused', 'away')),
  by_staff uuid not null constraint class_mark_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint class_mark_pkey primary key (run_id, no, person_id),
  constraint class_mark_session foreign key (run_id, no) references class_session (run_id, no)
);
create index class_mark_person on class_mark (person_id);
create index class_mark_centre on class_mark (centre_id);
create index class_mark_by_staff on class_mark (by_staff);

alter table class_avoid enable row level security;
alter table class_run enable row level security;
alter table class_session enable row level security;
alter table class_seat enable row level security;
alter table class_mark enable row level security;
create policy class_avoid_all on class_avoid for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
-- When and where a class is held is for everybody; who sits in it is not.
create policy class_run_read on class_run for select to :app using (true);
create policy class_run_write on class_run for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy class_run_drop on class_run for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
create policy class_session_read on class_session for select to :app using (true);
create policy class_session_write on class_session for insert to :app
  with check (app_kind() = 'staff' and exists (select from class_run r where r.id = class_session.run_id and app_at(r.centre_id)));
create policy class_session_close on class_session for update to :app
  using (app_kind() = 'staff' and exists (select from class_run r where r.id = class_session.run_id and app_at(r.centre_id)))
  with check (app_kind() = 'staff' and closed_by::text = app_id());
create policy class_seat_read on class_seat for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy class_seat_write on class_seat for insert to :app
  with check (exists (select from class_run r where r.id = class_seat.run_id and r.centre_id = class_seat.centre_id) and case app_kind()
    when 'staff' then app_at(centre_id) and by_staff::text = app_id() and source <> 'self'
    when 'resident' then person_id = any(app_same()) and by_staff is null and source = 'self'
      and exists (select from person p join place c on c.parent_id = p.commune_id where p.id = class_seat.person_id and c.id = class_seat.centre_id)
    else false end);
create policy class_seat_change on class_seat for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()))
  with check (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy class_mark_read on class_mark for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy class_mark_write on class_mark for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from class_seat s where s.run_id = class_mark.run_id and s.person_id = class_mark.person_id and s.centre_id = class_mark.centre_id));
create policy class_mark_change on class_mark for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id());
grant select, insert, delete on class_avoid to :app;
grant select, insert on class_run, class_session to :app;
grant select, insert on class_seat, class_mark to :app;
grant update (dropped_at) on class_run to :app;
grant update (closed_at, closed_by) on class_session to :app;
grant update (state, offered_until, asked_at, source, by_staff) on class_seat to :app;
grant update (how, by_staff, at) on class_mark to :app;

-- How full a class is, for whoever asks for a place and sees nobody else’s; held, so that two who ask at once do not both get the last.
create function class_fill(which uuid) returns table (taken int, waiting int, next_number int) language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query
    select count(*) filter (where s.state in ('taken', 'offered'))::int, count(*) filter (where s.state = 'waiting')::int, coalesce(max(s.number), 0)::int + 1
    from class_seat s where s.run_id = which;
end $$;
revoke execute on function class_fill(uuid) from public;
grant execute on function class_fill(uuid) to :app;

create function hold_class(which uuid) returns boolean language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system') then return false; end if;
  perform from class_run r where r.id = which for update;
  return found;
end $$;
revoke execute on function hold_class(uuid) from public;
grant execute on function hold_class(uuid) to :app;

-- A place that became free is offered to whoever asked first. Whoever leaves sees nobody else, so the house does it for them.
create function offer_seats(which uuid, until timestamptz) returns setof uuid language plpgsql security definer set search_path from current as $$
declare
  free int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system') then return; end if;
  select r.capacity - (select count(*) from class_seat s where s.run_id = which and s.state in ('taken', 'offered')) into free
    from class_run r where r.id = which and r.dropped_at is null;
  if coalesce(free, 0) <= 0 then return; end if;
  return query
    update class_seat s set state = 'offered', offered_until = until
      where s.id in (select w.id from class_seat w where w.run_id = which and w.state = 'waiting' order by w.asked_at, w.number limit free)
      returning s.id;
end $$;
revoke execute on function offer_seats(uuid, timestamptz) from public;
grant execute on function offer_seats(uuid, timestamptz) to :app;

-- Classes of any centre whose offers nobody took in time, and those with a free place while somebody waits: a chore of the house sees to them.
create function lapsed_offers(at timestamptz) returns table (run_id uuid, centre_id int) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.offer' then return; end if;
  return query
    select distinct s.run_id, s.centre_id from class_seat s where s.state = 'offered' and s.offered_until <= at
    union
    select r.id, r.centre_id from class_run r
      where r.dropped_at is null
        and exists (select from class_session c where c.run_id = r.id and c.closed_at is null and c.day > at at time zone 'Asia/Ho_Chi_Minh')
        and exists (select from class_seat w where w.run_id = r.id and w.state = 'waiting')
        and (select count(*) from class_seat t where t.run_id = r.id and t.state in ('taken', 'offered')) < r.capacity;
end $$;
revoke execute on function lapsed_offers(timestamptz) from public;
grant execute on function lapsed_offers(timestamptz) to :app;

-- Nothing of where somebody sat, at whichever centre, stays after their erasure; their places are free.
create function forget_classes(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from class_mark where person_id = any(ids);
  delete from class_seat where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_classes(uuid) from public;
grant execute on function forget_classes(uuid) to :app;

-- A roll that is put right after its lesson: whoever was not there after all was not helped in it.
create function unmeet_in_class(which uuid[]) returns void language plpgsql security definer set search_path from current as $$
begin
  delete from encounter e where e.id = any(which) and e.channel = 'class' and app_kind() = 'staff' and app_at(e.centre_id);
end $$;
revoke execute on function unmeet_in_class(uuid[]) from public;
grant execute on function unmeet_in_class(uuid[]) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_classes(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'class_seat', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('venue', r.venue) order by t.asked_at)
      from class_seat t join class_run r on r.id = t.run_id where t.person_id = any(ids)),
    'class_mark', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('day', s.day, 'venue', r.venue) order by t.at)
      from class_mark t join class_session s on s.run_id = t.run_id and s.no = t.no join class_run r on r.id = t.run_id where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_classes(uuid[]) from public;
