-- Whoever asks to be called, or that somebody comes home, without an e-ID: what they left to be reached by is sealed under a key of this
-- very request, and no row of the register is looked for. Somebody has it from then on.
create table call_request (
  id uuid not null constraint call_request_pkey primary key,
  centre_id int not null references centre (id),
  about text not null constraint call_request_about check (about in ('visit', 'rating')),
  words bytea not null,
  procedure_code text constraint call_request_procedure check (procedure_code ~ '^\d\.\d{6}$'),
  reason text constraint call_request_reason check (reason in ('wait', 'unclear', 'again', 'manner')),
  promised_on date not null,
  owner_id uuid references staff (id),
  owned_since timestamptz,
  made_at timestamptz not null,
  outcome text constraint call_request_outcome check (outcome in ('called', 'unreachable', 'not-wanted')),
  ended_by uuid references staff (id),
  ended_at timestamptz,
  constraint call_request_owned check ((owner_id is null) = (owned_since is null)),
  constraint call_request_ended check (num_nulls(outcome, ended_by, ended_at) in (0, 3))
);
create index call_request_open on call_request (centre_id) where outcome is null;
grant select, insert, update, delete on call_request to :app;
alter table call_request enable row level security;
create policy call_request_ask on call_request for insert to :app
  with check (app_kind() in ('public', 'system') and outcome is null and exists (select from centre c where c.id = centre_id));
create policy call_request_read on call_request for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy call_request_change on call_request for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
create policy call_request_pass on call_request for all to :app
  using (app_kind() = 'system' and app_id() = 'assistance.pass-on' and app_at(centre_id)) with check (app_kind() = 'system' and app_id() = 'assistance.pass-on');
create policy call_request_clear on call_request for all to :app using (app_kind() = 'system' and app_id() = 'retention') with check (false);

-- Who calls: the leader of the centre with least of it in hand, or an officer where it has no leader; null where it has neither.
create function whose_call(centre int) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (
    select s.id from place p join staff_grant g on g.place_id in (p.id, p.parent_id) join staff s on s.id = g.staff_id
    where p.id = centre and g.role in ('leader', 'receiving-officer') and g.taken_at is null and s.closed_at is null
    order by g.role = 'leader' desc, (select count(*) from call_request r where r.owner_id = s.id and r.outcome is null), g.given_at, s.id limit 1);
end
$$;
revoke execute on function whose_call(int) from public;
grant execute on function whose_call(int) to :app;

-- Why it was not good, in one of four pictures, and that they asked to be called: both once, by whoever holds the right to rate.
alter table rating add column reason text constraint rating_reason check (reason in ('wait', 'unclear', 'again', 'manner'));
alter table rating add constraint rating_reason_low check (reason is null or score <= 2);
grant update (reason) on rating to :app;
create policy rating_why on rating for update to :app using (app_kind() = 'system' and reason is null) with check (app_kind() = 'system' and reason is not null);
create policy rating_door on rating for select to :app using (app_kind() = 'system' and app_id() = 'door');
alter table rating_chance add column called_at timestamptz;

-- Whoever was rated low a moment ago at this desk: the last session there, as the faces find it.
create function just_rated_low(desk uuid, since timestamptz) returns table (id uuid, centre_id int, said_why boolean)
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  return query
    select s.id, s.centre_id, r.reason is not null from assisted_session s join rating r on r.session_id = s.id and r.score <= 2
    where s.id = (select l.id from assisted_session l where l.desk_id = just_rated_low.desk and app_at(l.centre_id) order by l.started_at desc limit 1)
      and s.ended_at > just_rated_low.since;
end
$$;
revoke execute on function just_rated_low(uuid, timestamptz) from public;
grant execute on function just_rated_low(uuid, timestamptz) to :app;

-- Why, said on the screen at the desk, once; answers whether it was.
create function say_why_beside(desk uuid, since timestamptz, why text) returns boolean
language plpgsql volatile security definer set search_path from current as $$
declare
  done boolean;
begin
  if app_kind() is distinct from 'device' then return false; end if;
  update rating set reason = why from just_rated_low(say_why_beside.desk, say_why_beside.since) l
    where rating.session_id = l.id and rating.reason is null;
  done := found;
  return done;
end
$$;
revoke execute on function say_why_beside(uuid, timestamptz, text) from public;
grant execute on function say_why_beside(uuid, timestamptz, text) to :app;
