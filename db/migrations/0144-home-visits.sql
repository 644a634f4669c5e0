-- Whoever asks that somebody comes: who has to come, when they are at home, and the time that they were told, which nothing moves.
create table home_visit (
  id uuid not null constraint home_visit_pkey primary key,
  centre_id int not null references centre (id),
  person_id uuid not null references person (id),
  need_id uuid references need (id),
  kind text not null,
  source text not null constraint home_visit_source check (source in ('need', 'police')),
  urgency text not null constraint home_visit_urgency check (urgency in ('today', 'this-week', 'this-month')),
  woman boolean not null default false,
  two boolean not null default false,
  language text constraint home_visit_language check (length(language) between 1 and 40),
  parts text[] not null constraint home_visit_parts check (parts <@ '{morning,afternoon}' and cardinality(parts) > 0),
  minutes int not null constraint home_visit_minutes check (minutes between 10 and 240),
  asked_at timestamptz not null,
  tries int not null default 0,
  tried_at timestamptz,
  told_day date,
  told_from time,
  told_until time,
  told_shifts uuid[],
  told_by uuid references staff (id),
  told_at timestamptz,
  ended text constraint home_visit_ended check (ended in ('done', 'not-wanted', 'called-off')),
  ended_at timestamptz,
  constraint home_visit_told check (num_nulls(told_day, told_from, told_until, told_shifts, told_by, told_at) in (0, 6)),
  constraint home_visit_ends check ((ended is null) = (ended_at is null))
);
create unique index home_visit_once on home_visit (need_id) where ended is null;
create index home_visit_open on home_visit (centre_id) where ended is null;
create index home_visit_person on home_visit (person_id);
grant select, insert, update on home_visit to :app;
alter table home_visit enable row level security;
create policy home_visit_all on home_visit for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));

-- Who is out on a day, together, from when to when and how they travel.
create table home_shift (
  id uuid not null constraint home_shift_pkey primary key,
  centre_id int not null references centre (id),
  day date not null,
  helpers uuid[] not null constraint home_shift_helpers check (cardinality(helpers) between 1 and 4),
  from_at time not null,
  until_at time not null,
  mode text not null constraint home_shift_mode check (mode in ('walk', 'bicycle', 'motorbike')),
  hamlet_id int references place (id),
  made_by uuid not null references staff (id),
  made_at timestamptz not null,
  dropped_at timestamptz,
  constraint home_shift_hours check (until_at > from_at)
);
create index home_shift_day on home_shift (centre_id, day) where dropped_at is null;
grant select, insert, update on home_shift to :app;
alter table home_shift enable row level security;
create policy home_shift_all on home_shift for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));

-- What is known of a helper besides their role: for whoever asks for a woman, or for their own language.
create table home_helper (
  centre_id int not null references centre (id),
  staff_id uuid not null references staff (id),
  woman boolean not null,
  languages text[] not null default '{}',
  constraint home_helper_pkey primary key (centre_id, staff_id)
);
grant select, insert, update on home_helper to :app;
alter table home_helper enable row level security;
create policy home_helper_all on home_helper for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));

-- Whoever may go to homes from a centre, and whether they are police: of all its commune and hamlets.
create function home_helpers(centre int) returns table (id uuid, name text, police boolean, woman boolean, languages text[])
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(home_helpers.centre) then return; end if;
  return query
    select s.id, s.name, bool_or(g.role = 'police'), coalesce(bool_or(h.woman), false), coalesce(min(h.languages), '{}')
    from staff_grant g join staff s on s.id = g.staff_id join place c on c.id = home_helpers.centre
      left join home_helper h on h.staff_id = s.id and h.centre_id = home_helpers.centre
    where g.taken_at is null and s.closed_at is null and g.role in ('volunteer', 'area-lead', 'guide', 'receiving-officer', 'police')
      and whole_place(g.place_id) in (c.id, c.parent_id)
    group by s.id, s.name order by s.name, s.id;
end
$$;
revoke execute on function home_helpers(int) from public;
grant execute on function home_helpers(int) to :app;

create function kept_in_home_visits(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'home_visit', (select jsonb_agg(to_jsonb(t) order by t.asked_at) from home_visit t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_home_visits(uuid[]) from public;

-- Whether somebody still waits: nobody ended it, what they needed is not over, nobody met them on the day that was told, and the police,
-- who called them off, have not served them since.
create function home_visit_is_open(v home_visit) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() in ('staff', 'system') and app_at(v.centre_id) and v.ended is null
    and not exists (select from need n where n.id = v.need_id and n.outcome is not null)
    and not exists (select from visit x join assisted_session a on a.visit_id = x.id
      where x.centre_id = v.centre_id and x.outcome = 'met' and x.taken_back_at is null and a.person_id = any(same_as(v.person_id))
        and (x.ended_at at time zone 'Asia/Ho_Chi_Minh')::date = v.told_day)
    and not (v.source = 'police' and exists (select from police_booking b
      where b.person_id = any(same_as(v.person_id)) and b.made_at > v.asked_at and b.outcome <> 'not'));
end
$$;
revoke execute on function home_visit_is_open(home_visit) from public;
grant execute on function home_visit_is_open(home_visit) to :app;

-- Whom the police had given an hour that they called off and who is not waiting for somebody already, with their open need.
create function police_called_off(centre int, bookings uuid[]) returns table (person_id uuid, purpose text, need_id uuid)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or not app_at(police_called_off.centre) then return; end if;
  return query
    select distinct on (b.person_id) b.person_id, b.purpose,
      (select n.id from need n where n.person_id = b.person_id and n.kind = 'e-id' and n.outcome is null limit 1)
    from police_booking b where b.id = any(bookings) and b.centre_id = police_called_off.centre
      and not exists (select from home_visit v where v.person_id = b.person_id and v.source = 'police' and home_visit_is_open(v))
    order by b.person_id;
end
$$;
revoke execute on function police_called_off(int, uuid[]) from public;
grant execute on function police_called_off(int, uuid[]) to :app;
