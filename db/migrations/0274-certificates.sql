-- What a commune confirms: that somebody does the work of one topic alone, and that somebody looked on who did not teach them. It is no
-- certificate of the state. It never expires: from `refresh_from` on it is only told that they should practise again.
create table certificate (
  id uuid constraint certificate_pkey primary key,
  -- Eight digits and their check digit; printed, typed and looked up.
  number text not null constraint certificate_number check (number ~ '^[0-9]{9}$') constraint certificate_number_once unique,
  centre_id int not null constraint certificate_centre_id_fkey references centre (id),
  person_id uuid not null constraint certificate_person_id_fkey references person (id),
  topic text not null constraint certificate_topic
    check (topic in ('public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking')),
  given_on date not null,
  given_at timestamptz not null,
  assessor_id uuid not null constraint certificate_assessor_id_fkey references staff (id),
  -- As whoever sees nobody of the staff reads it, and for which organisation of the class they looked on.
  assessor_name text not null,
  organisation text not null constraint certificate_organisation
    check (organisation in ('centre', 'police', 'youth', 'farmers', 'veterans', 'women', 'elders', 'front', 'health')),
  session_id uuid constraint certificate_session_id_fkey references assisted_session (id),
  -- The class in which they were there often enough; none where they showed it without one.
  run_id uuid constraint certificate_run_id_fkey references class_run (id),
  -- That class as the paper tells of it.
  class jsonb,
  frame int not null constraint certificate_frame check (frame > 0),
  -- What it rests on: each statement with its level, who saw it and on which day.
  levels jsonb not null constraint certificate_levels check (jsonb_typeof(levels) = 'array'),
  -- As of the last look: on which day somebody was last seen doing it, and from when they should practise again.
  seen_on date not null,
  refresh_from date not null,
  taken_back_at timestamptz,
  taken_back_by uuid constraint certificate_taken_back_by_fkey references staff (id),
  taken_back_why text,
  constraint certificate_taken_back check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_why is null)),
  constraint certificate_class check ((run_id is null) = (class is null))
);
create unique index certificate_once on certificate (person_id, topic) where taken_back_at is null;
create index certificate_person on certificate (person_id);
create index certificate_centre on certificate (centre_id, given_on);
create index certificate_assessor on certificate (assessor_id, given_at);
create index certificate_session on certificate (session_id);
create index certificate_run on certificate (run_id);
create index certificate_taken_back_by on certificate (taken_back_by);

-- The monthly draw of a centre. The fingerprint is shown the month before; the seed that has it is shown with the draw.
create table recheck_draw (
  centre_id int not null constraint recheck_draw_centre_id_fkey references centre (id),
  month text not null constraint recheck_draw_month check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  fingerprint text not null constraint recheck_draw_fingerprint check (fingerprint ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  seed text constraint recheck_draw_seed check (seed ~ '^[0-9a-f]{64}$'),
  drawn_at timestamptz,
  -- The numbers of which it was drawn, so that anybody can draw again.
  out_of text[] not null default '{}',
  drawn smallint,
  constraint recheck_draw_pkey primary key (centre_id, month),
  constraint recheck_draw_drawn check ((seed is null) = (drawn_at is null) and (seed is null) = (drawn is null))
);

-- One certificate that was drawn: whether it still holds is what somebody else sees, and who could not be reached is said.
create table recheck (
  certificate_id uuid not null constraint recheck_certificate_id_fkey references certificate (id),
  month text not null,
  centre_id int not null,
  drawn_at timestamptz not null,
  outcome text constraint recheck_outcome check (outcome in ('still', 'lost', 'not-reached')),
  by_staff uuid constraint recheck_by_staff_fkey references staff (id),
  at timestamptz,
  constraint recheck_pkey primary key (certificate_id, month),
  constraint recheck_of_draw foreign key (centre_id, month) references recheck_draw (centre_id, month),
  constraint recheck_said check ((outcome is null) = (by_staff is null) and (outcome is null) = (at is null))
);
create index recheck_draw_of on recheck (centre_id, month);
create index recheck_by_staff on recheck (by_staff);

alter table certificate enable row level security;
alter table recheck_draw enable row level security;
alter table recheck enable row level security;
create policy certificate_read on certificate for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
-- By whoever sits beside them now, in their own name.
create policy certificate_give on certificate for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and person_id = any(app_same()) and assessor_id::text = app_id()
    and taken_back_at is null and exists (select from assisted_session a where a.id = certificate.session_id and a.helper_id::text = app_id()
      and a.person_id = any(app_same()) and a.ended_at is null)
    and (run_id is null or exists (select from class_run r where r.id = certificate.run_id and r.centre_id = certificate.centre_id
      and r.trainer_id <> certificate.assessor_id)));
create policy certificate_take_back on certificate for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and taken_back_at is null)
  with check (app_kind() = 'staff' and app_at(centre_id) and taken_back_by::text = app_id());
-- How it stands follows what was seen; only the house writes it.
create policy certificate_follow on certificate for update to :app
  using (app_kind() = 'system' and app_at(centre_id)) with check (app_kind() = 'system' and app_at(centre_id) and taken_back_at is null);
create policy recheck_draw_read on recheck_draw for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy recheck_draw_write on recheck_draw for insert to :app
  with check (app_kind() = 'system' and app_at(centre_id) and seed is null);
create policy recheck_draw_draw on recheck_draw for update to :app
  using (app_kind() = 'system' and app_at(centre_id) and seed is null) with check (app_kind() = 'system' and app_at(centre_id));
create policy recheck_read on recheck for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id)
  or app_kind() = 'resident' and exists (select from certificate c where c.id = recheck.certificate_id and c.person_id = any(app_same())));
create policy recheck_write on recheck for insert to :app
  with check (app_kind() = 'system' and app_at(centre_id) and outcome is null
    and exists (select from certificate c where c.id = recheck.certificate_id and c.centre_id = recheck.centre_id));
-- Once, and never by whoever gave it.
create policy recheck_say on recheck for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and (outcome is null or outcome = 'not-reached'))
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and not exists (select from certificate c where c.id = recheck.certificate_id and c.assessor_id::text = app_id()));
grant select, insert on certificate, recheck_draw, recheck to :app;
grant update (taken_back_at, taken_back_by, taken_back_why, seen_on, refresh_from) on certificate to :app;
grant update (seed, drawn_at, out_of, drawn) on recheck_draw to :app;
grant update (outcome, by_staff, at) on recheck to :app;

-- Who is named to look on in a class, and can sit beside somebody there: whoever holds no such role is named, and cannot be waited for.
create function assessors_of_class(which uuid) returns table (staff_id uuid, name text, organisation text) language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select h.staff_id, h.name, h.organisation
    from class_hand h join staff s on s.id = h.staff_id join place c on c.id = h.centre_id
    where h.run_id = which and h.part = 'assessor' and s.closed_at is null and app_kind() = 'staff' and app_at(h.centre_id)
      and exists (select from staff_grant g where g.staff_id = h.staff_id and g.taken_at is null and g.role in ('guide', 'receiving-officer')
        and whole_place(g.place_id) in (c.id, c.parent_id))
    order by h.named_at, h.name;
end $$;
revoke execute on function assessors_of_class(uuid) from public;
grant execute on function assessors_of_class(uuid) to :app;

-- What anybody reads who holds the paper: whether its number stands, of what and since when. It tells nobody's name.
create function find_certificate(which text) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select c.id from certificate c where c.number = which);
end $$;
revoke execute on function find_certificate(text) from public;
grant execute on function find_certificate(text) to :app;

create function certificate_facts(which uuid) returns table (number text, centre_id int, topic text, given_on date, seen_on date, refresh_from date, taken_back boolean)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query
    select c.number, c.centre_id, c.topic, c.given_on, c.seen_on, c.refresh_from, c.taken_back_at is not null from certificate c where c.id = which;
end $$;
revoke execute on function certificate_facts(uuid) from public;
grant execute on function certificate_facts(uuid) to :app;

-- What anybody may know of the draws of a centre: when each seed was bound, what it was, and how many of how many it drew. The numbers
-- themselves are for those who have the certificates.
create function draws_of_centre(which int) returns table (month text, fingerprint text, published_at timestamptz, seed text, out_of int, drawn int)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return; end if;
  return query
    select d.month, d.fingerprint, d.published_at, d.seed, cardinality(d.out_of), d.drawn::int
    from recheck_draw d where d.centre_id = which order by d.month desc limit 3;
end $$;
revoke execute on function draws_of_centre(int) from public;
grant execute on function draws_of_centre(int) to :app;

-- Nothing of what was confirmed of somebody, at whichever centre, stays after their erasure; their number is one that nobody knows.
create function forget_certificates(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if app_kind() is distinct from 'staff' and app_kind() is distinct from 'system' then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from recheck r using certificate c where c.id = r.certificate_id and c.person_id = any(ids);
  delete from certificate where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_certificates(uuid) from public;
grant execute on function forget_certificates(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_certificates(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'certificate', (select jsonb_agg(to_jsonb(t) order by t.given_at) from certificate t where t.person_id = any(ids)),
    'recheck', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('number', c.number) order by t.drawn_at)
      from recheck t join certificate c on c.id = t.certificate_id where c.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_certificates(uuid[]) from public;
