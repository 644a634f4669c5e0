-- What in the visits of one volunteer's day looks made up is a question to them first: they answer in their own words, whoever leads there
-- decides after that or after two days, and nothing happens by itself. `opened_at`: from then on whoever leads may read it.
-- `hamlets`: those of its doors; 0 where none is known, which whoever leads all of the centre sees alone. `stood`: visits of it that were
-- decided to stand before more came.
create table visit_pattern (
  id uuid not null constraint visit_pattern_pkey primary key,
  centre_id int not null references centre (id),
  staff_id uuid not null references staff (id),
  day date not null,
  kind text not null constraint visit_pattern_kind check (kind in ('fast', 'night', 'same', 'nobody-home', 'no-needs')),
  visits uuid[] not null,
  stood uuid[] not null default '{}',
  hamlets int[] not null constraint visit_pattern_somewhere check (cardinality(hamlets) > 0),
  from_at timestamptz not null,
  minutes int not null constraint visit_pattern_minutes check (minutes between 0 and 1440),
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  opened_at timestamptz,
  verdict text constraint visit_pattern_verdict check (verdict in ('stands', 'not-counted')),
  why text constraint visit_pattern_why check (why in ('not-met', 'wrong-door', 'twice', 'practice', 'unanswered', 'other')),
  reason text,
  settled_by uuid references staff (id),
  settled_at timestamptz,
  constraint visit_pattern_once unique (centre_id, staff_id, day, kind),
  constraint visit_pattern_answered check (answered_at is null or answer is not null and opened_at is not null),
  constraint visit_pattern_settled check ((settled_by is null) = (verdict is null) and (settled_by is null) = (settled_at is null)),
  constraint visit_pattern_reasoned check ((why is not null) = (verdict is not distinct from 'not-counted')),
  constraint visit_pattern_not_own check (settled_by <> staff_id)
);
create index visit_pattern_open on visit_pattern (centre_id, asked_at) where settled_at is null;
create index visit_pattern_staff on visit_pattern (staff_id, asked_at);
-- By what arrived lately the days are found that are looked at again.
create index visit_arrived on visit (centre_id, at);
grant select, delete, update (answer, answered_at, opened_at, verdict, why, reason, settled_by, settled_at) on visit_pattern to :app;

-- Whether whoever asks leads all of these hamlets.
create function leads_hamlets(at_centre int, which int[]) returns boolean language plpgsql stable security definer set search_path from current as $$
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return false; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return led is null or which <@ led;
end
$$;
revoke execute on function leads_hamlets(int, int[]) from public;
grant execute on function leads_hamlets(int, int[]) to :app;

alter table visit_pattern enable row level security;
create policy visit_pattern_own on visit_pattern for select to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id));
create policy visit_pattern_answer on visit_pattern for update to :app
  using (app_kind() = 'staff' and staff_id::text = app_id() and app_at(centre_id) and settled_at is null)
  with check (app_kind() = 'staff' and staff_id::text = app_id() and settled_at is null);
create policy visit_pattern_lead on visit_pattern for select to :app
  using (opened_at is not null and staff_id::text <> app_id() and leads_hamlets(centre_id, hamlets));
create policy visit_pattern_settle on visit_pattern for update to :app
  using (opened_at is not null and settled_at is null and staff_id::text <> app_id() and leads_hamlets(centre_id, hamlets))
  with check (app_kind() = 'staff' and settled_by::text = app_id() and staff_id::text <> app_id());
create policy visit_pattern_chore on visit_pattern for select to :app
  using (app_kind() = 'system' and app_id() = 'lead-board.patterns' and app_at(centre_id));
create policy visit_pattern_chore_opens on visit_pattern for update to :app
  using (app_kind() = 'system' and app_id() = 'lead-board.patterns' and app_at(centre_id) and settled_at is null)
  with check (app_kind() = 'system' and settled_at is null);
create policy visit_pattern_clear on visit_pattern for all to :app
  using (app_kind() = 'system' and app_id() = 'retention');

-- Asks somebody about a pattern. Where more of it came since, it is asked again, and what they had said stays to be read.
create function ask_visit_pattern(which uuid, at_centre int, who uuid, on_day date, what text, of_visits uuid[], at_hamlets int[], began timestamptz, spent int, at timestamptz)
returns boolean language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'lead-board.patterns' or not app_at(at_centre) then raise insufficient_privilege; end if;
  insert into visit_pattern as p (id, centre_id, staff_id, day, kind, visits, hamlets, from_at, minutes, asked_at)
  values (which, at_centre, who, on_day, what, of_visits, at_hamlets, began, spent, ask_visit_pattern.at)
  on conflict on constraint visit_pattern_once do update set
    visits = array(select distinct one from unnest(p.visits || excluded.visits) one order by one),
    hamlets = array(select distinct one from unnest(p.hamlets || excluded.hamlets) one order by one),
    from_at = least(p.from_at, excluded.from_at), minutes = greatest(p.minutes, excluded.minutes),
    stood = case when p.verdict = 'stands' then p.visits else p.stood end,
    asked_at = case when p.answered_at is null and p.settled_at is null then p.asked_at else excluded.asked_at end,
    opened_at = case when p.answered_at is null and p.settled_at is null then p.opened_at end,
    answered_at = null, verdict = null, why = null, reason = null, settled_by = null, settled_at = null
  where not (excluded.visits <@ p.visits);
  return found;
end
$$;
revoke execute on function ask_visit_pattern(uuid, int, uuid, date, text, uuid[], int[], timestamptz, int, timestamptz) from public;
grant execute on function ask_visit_pattern(uuid, int, uuid, date, text, uuid[], int[], timestamptz, int, timestamptz) to :app;

-- Visits that are not counted because somebody is being asked about them, or because it was so decided: at doors of whoever asks.
-- `open`: every question about it may be read; until then nobody but the one who was asked knows which visits these are.
create function uncounted_visits(at_centre int) returns table (visit_id uuid, why text, open boolean)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return query
    select v.id, case when bool_or(p.verdict is not null) then 'not-counted' else 'asked' end, bool_and(p.opened_at is not null)
    from visit_pattern p cross join unnest(p.visits) one (id) join visit v on v.id = one.id
      join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
    where p.centre_id = at_centre and (p.verdict = 'not-counted' or p.answered_at is null and p.settled_at is null) and one.id <> all(p.stood)
      and (led is null or d.hamlet_id = any(led))
    group by v.id;
end
$$;
revoke execute on function uncounted_visits(int) from public;
grant execute on function uncounted_visits(int) to :app;

-- How many are being asked and since when, of whom whoever leads reads nothing yet.
create function asked_patterns(at_centre int) returns table (asked int, since timestamptz)
language plpgsql stable security definer set search_path from current as $$
begin
  return query
    select count(*)::int, min(p.asked_at) from visit_pattern p
    where p.centre_id = at_centre and p.opened_at is null and p.settled_at is null and p.staff_id::text <> app_id() and leads_hamlets(p.centre_id, p.hamlets);
end
$$;
revoke execute on function asked_patterns(int) from public;
grant execute on function asked_patterns(int) to :app;

-- Visits that whoever wrote them took back, which no count sees: at doors of whoever asks.
create function taken_back_visits(at_centre int, since timestamptz, until timestamptz) returns table (household_id uuid, ended_at timestamptz)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
declare led int[];
begin
  if app_kind() is distinct from 'staff' or not app_at(at_centre) then return; end if;
  led := led_hamlets(app_id()::uuid, at_centre);
  return query
    select v.household_id, v.ended_at from visit v join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
    where v.centre_id = at_centre and v.taken_back_at is not null and v.ended_at >= taken_back_visits.since and v.ended_at < taken_back_visits.until
      and (led is null or d.hamlet_id = any(led));
end
$$;
revoke execute on function taken_back_visits(int, timestamptz, timestamptz) from public;
grant execute on function taken_back_visits(int, timestamptz, timestamptz) to :app;

-- The visits of one day of a centre, as far as patterns are looked for in them: for the job that does so, and without the policies of six
-- tables (10 s and more for 5,000 visits).
create function visit_facts(at_centre int, since timestamptz, until timestamptz) returns table (
  visit uuid, helper uuid, household uuid, outcome text, ended_at timestamptz, hamlet int, lane int, lane_doors int, shown text, needs boolean
) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'lead-board.patterns' or not app_at(at_centre) then return; end if;
  return query
    with of_day as materialized (
      select v.id, v.helper_id, v.household_id, v.outcome, v.ended_at, coalesce(d.hamlet_id, 0) as hamlet, d.lane_id
      from visit v join household h on h.id = v.household_id join dwelling d on d.id = h.dwelling_id
      where v.centre_id = at_centre and v.ended_at >= visit_facts.since and v.ended_at < visit_facts.until and v.taken_back_at is null
    ), of_lane as (
      select d.lane_id, count(*)::int as doors from household h join dwelling d on d.id = h.dwelling_id
      where h.ended_at is null and d.lane_id in (select o.lane_id from of_day o) group by 1
    ), of_shown as (
      select s.visit_id, string_agg(e.topic || ':' || e.how, ' ' order by e.topic, e.how) as shown
      from encounter e join assisted_session s on s.id = e.session_id
      where e.centre_id = at_centre and e.day = (visit_facts.since at time zone 'Asia/Ho_Chi_Minh')::date and s.visit_id is not null group by 1
    ), of_needs as (
      select distinct s.visit_id from of_day o join assisted_session s on s.visit_id = o.id join need n on n.person_id = s.person_id
      where n.outcome is null or n.made_at >= visit_facts.since and n.made_at < visit_facts.until
    )
    select o.id, o.helper_id, o.household_id, o.outcome, o.ended_at, o.hamlet, o.lane_id, coalesce(l.doors, 0), coalesce(w.shown, ''), n.visit_id is not null
    from of_day o left join of_lane l on l.lane_id = o.lane_id left join of_shown w on w.visit_id = o.id left join of_needs n on n.visit_id = o.id
    order by o.helper_id, o.ended_at, o.id;
end
$$;
revoke execute on function visit_facts(int, timestamptz, timestamptz) from public;
grant execute on function visit_facts(int, timestamptz, timestamptz) to :app;
