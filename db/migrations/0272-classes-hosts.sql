-- A class is held together: organisations with what each sees to and its signature, and whoever stands, helps or looks on in it. Somebody of
-- another organisation holds the role of a co-host, which gives them no place: below the code too they read the classes in which they are named.
alter table staff_grant drop constraint staff_grant_role;
alter table staff_grant add constraint staff_grant_role check (role in ('guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province', 'area-lead', 'volunteer', 'co-host'));

create or replace function colleagues_at(which integer) returns table (id uuid, name text, role text) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.id, s.name, g.role
    from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null and g.role <> 'co-host';
end $$;

-- Who can stand before a class of a centre: whoever works there, goes to doors of its commune, or comes from another organisation.
create function hands_at(which int) returns table (id uuid, name text) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select distinct s.id, s.name
    from place c join staff_grant g on whole_place(g.place_id) in (c.id, c.parent_id) join staff s on s.id = g.staff_id
    where c.id = which and app_kind() = 'staff' and app_at(which) and g.taken_at is null and s.closed_at is null
      and g.role not in ('administrator', 'province');
end $$;
revoke execute on function hands_at(int) from public;
grant execute on function hands_at(int) to :app;

create table class_host (
  run_id uuid not null constraint class_host_run_id_fkey references class_run (id),
  organisation text not null constraint class_host_organisation
    check (organisation in ('centre', 'police', 'youth', 'farmers', 'veterans', 'women', 'elders', 'front', 'health')),
  centre_id int not null constraint class_host_centre_id_fkey references centre (id),
  added_by uuid not null constraint class_host_added_by_fkey references staff (id),
  added_at timestamptz not null,
  signed_at timestamptz,
  signed_by uuid constraint class_host_signed_by_fkey references staff (id),
  -- Signed on paper, and written down by the centre.
  on_paper boolean not null default false,
  constraint class_host_pkey primary key (run_id, organisation),
  constraint class_host_signed check ((signed_at is null) = (signed_by is null))
);
create index class_host_centre on class_host (centre_id);
create index class_host_added_by on class_host (added_by);
create index class_host_signed_by on class_host (signed_by);

create table class_hand (
  run_id uuid not null constraint class_hand_run_id_fkey references class_run (id),
  staff_id uuid not null constraint class_hand_staff_id_fkey references staff (id),
  centre_id int not null constraint class_hand_centre_id_fkey references centre (id),
  part text not null constraint class_hand_part check (part in ('helper', 'assessor', 'host')),
  organisation text not null constraint class_hand_organisation
    check (organisation in ('centre', 'police', 'youth', 'farmers', 'veterans', 'women', 'elders', 'front', 'health')),
  -- As whoever sees nobody of the staff reads it.
  name text not null,
  named_by uuid not null constraint class_hand_named_by_fkey references staff (id),
  named_at timestamptz not null,
  constraint class_hand_pkey primary key (run_id, staff_id)
);
create index class_hand_staff on class_hand (staff_id);
create index class_hand_centre on class_hand (centre_id);
create index class_hand_named_by on class_hand (named_by);

create table class_task (
  id uuid constraint class_task_pkey primary key,
  run_id uuid not null,
  organisation text not null,
  centre_id int not null constraint class_task_centre_id_fkey references centre (id),
  what text not null,
  due date not null,
  made_by uuid not null constraint class_task_made_by_fkey references staff (id),
  made_at timestamptz not null,
  done_at timestamptz,
  done_by uuid constraint class_task_done_by_fkey references staff (id),
  constraint class_task_host foreign key (run_id, organisation) references class_host (run_id, organisation),
  constraint class_task_done check ((done_at is null) = (done_by is null))
);
create index class_task_host on class_task (run_id, organisation);
create index class_task_centre on class_task (centre_id);
create index class_task_made_by on class_task (made_by);
create index class_task_done_by on class_task (done_by);

-- Whether whoever asks stands before a class that goes on, helps or looks on in it, or is there for its host; by a role that they still hold there.
create function helps_in_class(which uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return coalesce(app_kind(), '') in ('staff', 'phone') and exists (
    select from class_run r join place c on c.id = r.centre_id
    where r.id = which and r.dropped_at is null
      and (r.trainer_id::text = app_id() or exists (select from class_hand h where h.run_id = r.id and h.staff_id::text = app_id()))
      and exists (select from staff_grant g where g.staff_id::text = app_id() and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id)));
end $$;
revoke execute on function helps_in_class(uuid) from public;
grant execute on function helps_in_class(uuid) to :app;

alter table class_host enable row level security;
alter table class_hand enable row level security;
alter table class_task enable row level security;
create policy class_host_read on class_host for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or helps_in_class(run_id));
create policy class_host_write on class_host for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and added_by::text = app_id() and signed_at is null
    and exists (select from class_run r where r.id = class_host.run_id and r.centre_id = class_host.centre_id));
create policy class_host_sign on class_host for update to :app
  using (app_kind() = 'staff' and (app_at(centre_id) or helps_in_class(run_id)))
  with check (app_kind() = 'staff' and signed_by::text = app_id() and (on_paper and app_at(centre_id) or not on_paper
    and exists (select from class_hand h where h.run_id = class_host.run_id and h.staff_id::text = app_id() and h.organisation = class_host.organisation and h.named_by <> h.staff_id)));
create policy class_host_drop on class_host for delete to :app using (app_kind() = 'staff' and app_at(centre_id) and signed_at is null);
create policy class_hand_read on class_hand for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or helps_in_class(run_id));
create policy class_hand_write on class_hand for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and named_by::text = app_id()
    and exists (select from class_run r where r.id = class_hand.run_id and r.centre_id = class_hand.centre_id));
create policy class_hand_drop on class_hand for delete to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy class_task_read on class_task for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or helps_in_class(run_id));
create policy class_task_write on class_task for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id()
    and exists (select from class_run r where r.id = class_task.run_id and r.centre_id = class_task.centre_id));
create policy class_task_done on class_task for update to :app
  using (app_kind() = 'staff' and (app_at(centre_id) or helps_in_class(run_id)))
  with check (app_kind() = 'staff' and (done_by is null or done_by::text = app_id()));
create policy class_task_drop on class_task for delete to :app using (app_kind() = 'staff' and app_at(centre_id) and done_at is null);
grant select, insert, delete on class_host, class_hand, class_task to :app;
grant update (signed_at, signed_by, on_paper) on class_host to :app;
grant update (done_at, done_by) on class_task to :app;

-- Whoever helps in a class reads and says its roll, and nobody else’s.
alter policy class_seat_read on class_seat
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()) or helps_in_class(run_id));
alter policy class_mark_read on class_mark
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()) or helps_in_class(run_id));
alter policy class_mark_write on class_mark
  with check ((app_kind() = 'staff' and app_at(centre_id) or helps_in_class(run_id)) and by_staff::text = app_id()
    and exists (select from class_seat s where s.run_id = class_mark.run_id and s.person_id = class_mark.person_id and s.centre_id = class_mark.centre_id));
alter policy class_mark_change on class_mark
  using (app_kind() = 'staff' and app_at(centre_id) or helps_in_class(run_id))
  with check ((app_kind() = 'staff' and app_at(centre_id) or helps_in_class(run_id)) and by_staff::text = app_id());
alter policy class_session_close on class_session
  using (app_kind() = 'staff' and exists (select from class_run r where r.id = class_session.run_id and app_at(r.centre_id)) or helps_in_class(run_id))
  with check (app_kind() in ('staff', 'phone') and closed_by::text = app_id());

create or replace function hold_class(which uuid) returns boolean language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') not in ('staff', 'resident', 'system', 'phone') then return false; end if;
  perform from class_run r where r.id = which for update;
  return found;
end $$;

-- Who stands on the roll of a class, by the name under which they live in its commune, and how to help them: for whoever sees to the class.
create function class_roll(which uuid) returns table (person_id uuid, name text, needs text[]) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select s.person_id, p.name, p.needs
    from class_seat s join place c on c.id = s.centre_id join person o on o.id = s.person_id
      join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
    where s.run_id = which and (app_kind() = 'staff' and app_at(s.centre_id) or helps_in_class(which)
      and (s.state = 'taken' or exists (select from class_mark m where m.run_id = which and m.person_id = s.person_id)));
end $$;
revoke execute on function class_roll(uuid) from public;
grant execute on function class_roll(uuid) to :app;

-- What a phone takes along: the lessons of whoever carries it from a day to a day, with the rolls of those classes.
create function classes_lent(who uuid, from_day date, until_day date) returns table (
  run_id uuid, template text, venue text, starts text, minutes smallint, no smallint, day date, closed boolean, roll jsonb
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'field.door' then return; end if;
  return query
    select r.id, r.template, r.venue, r.starts, r.minutes, e.no, e.day, e.closed_at is not null,
      (select coalesce(jsonb_agg(jsonb_build_object('person', s.person_id, 'number', s.number, 'name', coalesce(p.name, ''), 'needs', coalesce(p.needs, '{}'),
          'how', (select m.how from class_mark m where m.run_id = r.id and m.no = e.no and m.person_id = s.person_id)) order by s.number), '[]')
        from class_seat s join place c on c.id = s.centre_id join person o on o.id = s.person_id
          left join person p on p.id = coalesce(o.merged_into, o.id) and p.commune_id = c.parent_id
        where s.run_id = r.id and s.state = 'taken')
    from class_run r join class_session e on e.run_id = r.id
    where r.dropped_at is null and e.day between from_day and until_day
      and (r.trainer_id = who or exists (select from class_hand h where h.run_id = r.id and h.staff_id = who))
      and exists (select from staff_grant g join place c on c.id = r.centre_id
        where g.staff_id = who and g.taken_at is null and whole_place(g.place_id) in (c.id, c.parent_id))
    order by e.day, r.starts, r.id;
end $$;
revoke execute on function classes_lent(uuid, date, date) from public;
grant execute on function classes_lent(uuid, date, date) to :app;

-- What somebody of another organisation holds or helps in.
create function classes_of_hand() returns setof uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select r.id from class_run r where r.trainer_id::text = app_id()
    union select h.run_id from class_hand h where h.staff_id::text = app_id();
end $$;
revoke execute on function classes_of_hand() from public;
grant execute on function classes_of_hand() to :app;

-- Who was helped in a lesson is written by the house after the roll was said, whoever said it.
create or replace function unmeet_in_class(which uuid[]) returns void language plpgsql security definer set search_path from current as $$
begin
  delete from encounter e where e.id = any(which) and e.channel = 'class' and app_kind() in ('staff', 'system') and app_at(e.centre_id);
end $$;

-- Whoever asks for a place sees no organisation, and has to know whether all have signed.
create function class_unsigned(which uuid) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return 0; end if;
  return (select count(*) from class_host h where h.run_id = which and h.signed_at is null);
end $$;
revoke execute on function class_unsigned(uuid) from public;
grant execute on function class_unsigned(uuid) to :app;
