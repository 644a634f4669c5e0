-- A paper that a visit leaves: printed beforehand with a number and a code, filled in by hand at the table. The number ties it to the visit,
-- the code lets whoever holds it read what was written there, and ask to see or erase it.
create table visit_slip (
  id uuid not null constraint visit_slip_pkey primary key,
  centre_id int not null references centre (id),
  number int not null constraint visit_slip_number check (number > 0),
  code_hash bytea not null constraint visit_slip_code_once unique,
  printed_by uuid not null references staff (id),
  printed_at timestamptz not null,
  visit_id uuid references visit (id),
  needs uuid[] not null default '{}',
  left_at timestamptz,
  asked text constraint visit_slip_asked check (asked in ('see', 'erase')),
  asked_at timestamptz,
  settled_by uuid references staff (id),
  settled_at timestamptz,
  constraint visit_slip_once unique (centre_id, number),
  constraint visit_slip_left check ((visit_id is null) = (left_at is null)),
  constraint visit_slip_asks check ((asked is null) = (asked_at is null)),
  constraint visit_slip_settled check ((settled_by is null) = (settled_at is null) and (settled_at is null or asked is not null))
);
create index visit_slip_visit on visit_slip (visit_id);
create index visit_slip_waits on visit_slip (centre_id, asked_at) where asked is not null and settled_at is null;
grant select, insert, update on visit_slip to :app;
alter table visit_slip enable row level security;
create policy visit_slip_staff on visit_slip for all to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));

-- The phone that was there says which paper it left: one that is on nobody's table yet, or that was left there by mistake.
create function leave_visit_slip(at_centre int, which int, of_visit uuid, with_needs uuid[], at timestamptz) returns text
language plpgsql security definer set search_path from current as $$
declare slip visit_slip; here visit;
begin
  if app_kind() is distinct from 'phone' or not app_at(at_centre) then return 'unknown'; end if;
  select * into here from visit v where v.id = of_visit and v.helper_id::text = app_id() and v.centre_id = at_centre;
  select * into slip from visit_slip s where s.centre_id = at_centre and s.number = which for update;
  if here.id is null or slip.id is null then return 'unknown'; end if;
  if slip.visit_id is not null and slip.visit_id <> of_visit and not exists (
    select from visit v where v.id = slip.visit_id and v.taken_back_at is not null and v.helper_id = here.helper_id and v.household_id = here.household_id
  ) then return 'used'; end if;
  update visit_slip s set visit_id = of_visit, needs = with_needs, left_at = leave_visit_slip.at where s.id = slip.id;
  return 'left';
end
$$;
revoke execute on function leave_visit_slip(int, int, uuid, uuid[], timestamptz) from public;
grant execute on function leave_visit_slip(int, int, uuid, uuid[], timestamptz) to :app;

-- Which paper a code is on.
create function find_visit_slip(hash bytea) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select s.id from visit_slip s where s.code_hash = hash);
end
$$;
revoke execute on function find_visit_slip(bytea) from public;
grant execute on function find_visit_slip(bytea) to :app;

-- What was written in the visit of a slip, for whoever holds the paper: who came and when, and how much of what; no name of a resident.
create function visit_of_slip(which uuid) returns table (
  id uuid, number int, centre_id int, hamlet text, helper text, ended_at timestamptz, outcome text, taken_back boolean,
  met int, topics text[], needs text[], promised_on date, yes int, no int, asked text, asked_at timestamptz, settled_at timestamptz
) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query
    select s.id, s.number, s.centre_id, h.name, w.name, v.ended_at, v.outcome, v.taken_back_at is not null,
      (select count(*)::int from assisted_session a where a.visit_id = v.id),
      array(select distinct e.topic from encounter e join assisted_session a on a.id = e.session_id where a.visit_id = v.id order by 1),
      array(select distinct n.kind from need n where n.id = any(s.needs) order by 1),
      (select min(n.promised_on) from need n where n.id = any(s.needs) and n.outcome is null),
      (select count(*)::int from consent c join assisted_session a on a.id = c.session_id where a.visit_id = v.id and c.answer = 'given'),
      (select count(*)::int from consent c join assisted_session a on a.id = c.session_id where a.visit_id = v.id and c.answer <> 'given'),
      s.asked, s.asked_at, s.settled_at
    from visit_slip s left join visit v on v.id = s.visit_id left join staff w on w.id = v.helper_id
      left join household o on o.id = v.household_id left join dwelling d on d.id = o.dwelling_id left join place h on h.id = d.hamlet_id
    where s.id = which;
end
$$;
revoke execute on function visit_of_slip(uuid) from public;
grant execute on function visit_of_slip(uuid) to :app;

-- Whoever holds the paper asks to see or erase what was written. Asking for the same again while it waits changes nothing.
create function ask_by_slip(which uuid, what text, at timestamptz) returns boolean
language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'public' then return false; end if;
  update visit_slip s set asked = what, asked_at = ask_by_slip.at, settled_by = null, settled_at = null
    where s.id = which and s.visit_id is not null and (s.asked is distinct from what or s.settled_at is not null);
  return exists (select from visit_slip s where s.id = which and s.asked = what);
end
$$;
revoke execute on function ask_by_slip(uuid, text, timestamptz) from public;
grant execute on function ask_by_slip(uuid, text, timestamptz) to :app;
