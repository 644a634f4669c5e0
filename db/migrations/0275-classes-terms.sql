-- A term: rooms in which a class may be held, who may teach and of which organisation they are, the classes that are wished for, and drafts in
-- which the house has planned them beside each other.
create table class_venue (
  id uuid constraint class_venue_pkey primary key,
  centre_id int not null constraint class_venue_centre_id_fkey references centre (id),
  name text not null,
  capacity smallint not null constraint class_venue_capacity check (capacity between 4 and 200),
  step_free boolean not null,
  power boolean not null,
  made_by uuid not null constraint class_venue_made_by_fkey references staff (id),
  made_at timestamptz not null
);
create index class_venue_centre on class_venue (centre_id);
create index class_venue_made_by on class_venue (made_by);

create table class_teacher (
  centre_id int not null constraint class_teacher_centre_id_fkey references centre (id),
  staff_id uuid not null constraint class_teacher_staff_id_fkey references staff (id),
  organisation text not null constraint class_teacher_organisation
    check (organisation in ('centre', 'police', 'youth', 'farmers', 'veterans', 'women', 'elders', 'front', 'health')),
  made_by uuid not null constraint class_teacher_made_by_fkey references staff (id),
  made_at timestamptz not null,
  constraint class_teacher_pkey primary key (centre_id, staff_id)
);
create index class_teacher_staff on class_teacher (staff_id);
create index class_teacher_made_by on class_teacher (made_by);

create table class_wish (
  id uuid constraint class_wish_pkey primary key,
  centre_id int not null constraint class_wish_centre_id_fkey references centre (id),
  template text not null constraint class_wish_template check (template ~ '^[a-z-]{1,40}$'),
  hamlet_id int constraint class_wish_hamlet_id_fkey references place (id),
  learners smallint not null constraint class_wish_learners check (learners between 4 and 60),
  per_week smallint not null constraint class_wish_per_week check (per_week between 1 and 3),
  weekdays int[] not null constraint class_wish_weekdays check (cardinality(weekdays) > 0 and 0 <= all(weekdays) and 6 >= all(weekdays)),
  starts text[] not null constraint class_wish_starts check (cardinality(starts) > 0),
  minutes smallint not null constraint class_wish_minutes check (minutes between 45 and 120),
  step_free boolean not null,
  power boolean not null,
  -- Since when somebody waits for it: the longest goes first.
  since date not null,
  run_id uuid constraint class_wish_run_id_fkey references class_run (id),
  made_by uuid not null constraint class_wish_made_by_fkey references staff (id),
  made_at timestamptz not null
);
create index class_wish_centre on class_wish (centre_id) where run_id is null;
create index class_wish_run on class_wish (run_id);
create index class_wish_hamlet on class_wish (hamlet_id);
create index class_wish_made_by on class_wish (made_by);

create table class_term (
  id uuid constraint class_term_pkey primary key,
  centre_id int not null constraint class_term_centre_id_fkey references centre (id),
  from_day date not null,
  until_day date not null constraint class_term_days check (until_day > from_day),
  asked_by uuid not null constraint class_term_asked_by_fkey references staff (id),
  asked_at timestamptz not null,
  plan jsonb,
  planned_at timestamptz,
  opened_at timestamptz,
  constraint class_term_planned check ((plan is null) = (planned_at is null))
);
create index class_term_centre on class_term (centre_id, asked_at);
create index class_term_asked_by on class_term (asked_by);

alter table class_venue enable row level security;
alter table class_teacher enable row level security;
alter table class_wish enable row level security;
alter table class_term enable row level security;
create policy class_venue_all on class_venue for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy class_teacher_all on class_teacher for all to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy class_wish_read on class_wish for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy class_wish_write on class_wish for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy class_wish_open on class_wish for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
create policy class_wish_drop on class_wish for delete to :app using (app_kind() = 'staff' and app_at(centre_id) and run_id is null);
create policy class_term_read on class_term for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy class_term_ask on class_term for insert to :app with check (app_kind() = 'staff' and app_at(centre_id) and asked_by::text = app_id() and plan is null);
create policy class_term_plan on class_term for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_kind() in ('staff', 'system') and app_at(centre_id));
grant select, insert, delete on class_venue, class_teacher, class_wish to :app;
grant update (run_id) on class_wish to :app;
grant select, insert on class_term to :app;
grant update (plan, planned_at, opened_at) on class_term to :app;

-- What else somebody does who teaches: lessons wherever they are, and rounds from house to house.
create function duties_of(who uuid[], centre int, from_day date) returns table (day date, starts text, minutes int, trainer uuid, venue text)
language plpgsql stable security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') or not coalesce(app_at(centre), false) then return; end if;
  return query
    select s.day, r.starts, r.minutes::int, r.trainer_id, case when r.centre_id = centre then r.venue end
      from class_session s join class_run r on r.id = s.run_id
      where (r.centre_id = centre or r.trainer_id = any(who)) and r.dropped_at is null and s.day >= from_day
    union all
    select s.day, r.starts, r.minutes::int, h.staff_id, null
      from class_session s join class_run r on r.id = s.run_id join class_hand h on h.run_id = r.id
      where h.staff_id = any(who) and h.part = 'helper' and r.dropped_at is null and s.day >= from_day
    union all
    select d.day, to_char(d.from_at, 'HH24:MI'), (extract(epoch from d.until_at - d.from_at) / 60)::int, w, null
      from home_shift d cross join unnest(d.helpers) w
      where w = any(who) and d.dropped_at is null and d.day >= from_day;
end $$;
revoke execute on function duties_of(uuid[], int, date) from public;
grant execute on function duties_of(uuid[], int, date) to :app;

-- Hamlets in which at least three ask to learn, and since when: whoever opens a class goes there. Nobody is named.
create function learners_by_hamlet(centre int) returns table (hamlet_id int, hamlet text, learners int, since date)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query
    select h.id, h.name, count(distinct p.id)::int, min((n.made_at at time zone 'Asia/Ho_Chi_Minh')::date)
    from need n join person o on o.id = n.person_id join person p on p.id = coalesce(o.merged_into, o.id) 
      join place h on h.parent_id = p.commune_id and h.kind = 'hamlet' and case when p.hamlet_id is null then h.name = p.hamlet else h.id = p.hamlet_id end
    where n.centre_id = centre and n.outcome is null and n.kind in ('learn', 'safety-online')
      and not exists (select from class_seat s where s.person_id = p.id and s.state in ('taken', 'waiting', 'offered'))
    group by h.id, h.name having count(distinct p.id) >= 3
    order by 3 desc, h.name;
end $$;
revoke execute on function learners_by_hamlet(int) from public;
grant execute on function learners_by_hamlet(int) to :app;
