-- Tickets of the support team: whoever is stuck with a machine or a system, what was said to whom, and who goes on by when. What was said is
-- sealed under the key of whom it is of, or of the ticket itself where a caller is nobody of the register.
create table support_ticket (
  id uuid constraint support_ticket_pkey primary key,
  centre_id int not null constraint support_ticket_centre_id_fkey references centre (id),
  -- Spoken: "H 214".
  number int not null constraint support_ticket_number check (number > 0),
  system text not null constraint support_ticket_system check (system in ('portal', 'e-id', 'signature', 'payment', 'health', 'message', 'phone', 'computer', 'printer', 'network', 'this-house', 'other')),
  source text not null constraint support_ticket_source check (source in ('phone', 'counter', 'door', 'staff')),
  urgency text not null constraint support_ticket_urgency check (urgency in ('now', 'high', 'medium', 'low')),
  person_id uuid constraint support_ticket_person_id_fkey references person (id),
  -- Whose own machine it is.
  staff_id uuid constraint support_ticket_staff_id_fkey references staff (id),
  -- How a caller who is nobody of the register is called, and where; both sealed.
  caller bytea,
  phone bytea,
  -- The number of an error page.
  fault uuid,
  -- Nobody: the whole team.
  owner_id uuid constraint support_ticket_owner_id_fkey references staff (id),
  next_step text not null constraint support_ticket_next check (next_step in ('answer', 'call', 'ask-outside', 'try', 'visit', 'wait', 'check')),
  next_on date not null,
  -- Counted up by each change: a page says which it saw.
  version int not null default 1,
  state text not null default 'open' constraint support_ticket_state check (state in ('open', 'waits', 'solved', 'over')),
  merged_into uuid constraint support_ticket_merged_into_fkey references support_ticket (id),
  made_by uuid not null constraint support_ticket_made_by_fkey references staff (id),
  made_at timestamptz not null,
  constraint support_ticket_of check (num_nonnulls(person_id, staff_id, caller) <= 1),
  constraint support_ticket_numbered unique (centre_id, number)
);
create index support_ticket_open on support_ticket (centre_id, next_on, made_at) where state <> 'over' and merged_into is null;
create index support_ticket_person on support_ticket (person_id);
create index support_ticket_staff on support_ticket (staff_id);
create index support_ticket_owner on support_ticket (owner_id);
create index support_ticket_made_by on support_ticket (made_by);
create index support_ticket_merged on support_ticket (merged_into);

create table support_event (
  id uuid constraint support_event_pkey primary key,
  ticket_id uuid not null constraint support_event_ticket_id_fkey references support_ticket (id),
  centre_id int not null constraint support_event_centre_id_fkey references centre (id),
  kind text not null constraint support_event_kind check (kind in ('said', 'answered', 'note', 'waits', 'solved', 'confirmed', 'back')),
  words bytea,
  -- By when the next word was promised with it.
  until timestamptz,
  by_staff uuid not null constraint support_event_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint support_event_until check (until is null or kind in ('answered', 'waits') and until > at)
);
create index support_event_ticket on support_event (ticket_id, at);
create index support_event_by on support_event (by_staff);

alter table support_ticket enable row level security;
alter table support_event enable row level security;
create policy support_ticket_read on support_ticket for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or app_kind() = 'resident' and person_id = any(app_same()));
create policy support_ticket_write on support_ticket for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
create policy support_ticket_move on support_ticket for update to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)) with check (app_at(centre_id));
create policy support_event_read on support_event for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)
    or app_kind() = 'resident' and kind <> 'note' and exists (select from support_ticket t where t.id = support_event.ticket_id and t.person_id = any(app_same())));
create policy support_event_write on support_event for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from support_ticket t where t.id = support_event.ticket_id and t.centre_id = support_event.centre_id));
grant select, insert on support_ticket, support_event to :app;
grant update (owner_id, urgency, next_step, next_on, version, state, person_id, caller, phone, merged_into) on support_ticket to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_support(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'support_ticket', (select jsonb_agg(to_jsonb(t) order by t.made_at) from support_ticket t where t.person_id = any(ids)),
    'support_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('person_id', t.person_id, 'by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_support(uuid[]) from public;

-- What was said of somebody goes; that there was a ticket, and how long it took, stays.
create function forget_support(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  update support_event e set words = null from support_ticket t where t.id = e.ticket_id and t.person_id = any(ids) and e.words is not null;
  get diagnostics gone = row_count;
  update support_ticket set state = 'over', version = version + 1 where person_id = any(ids) and state <> 'over';
  return gone;
end $$;
revoke execute on function forget_support(uuid) from public;
grant execute on function forget_support(uuid) to :app;

-- What was said on tickets that were over before a day goes, and how a caller was called.
create function clear_support(before timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if coalesce(app_kind(), '') <> 'system' then return 0; end if;
  update support_ticket t set caller = null, phone = null
    where num_nonnulls(t.caller, t.phone) > 0 and t.state = 'over' and not exists (select from support_event e where e.ticket_id = t.id and e.at >= before);
  update support_event e set words = null from support_ticket t
    where t.id = e.ticket_id and e.words is not null and t.state = 'over' and not exists (select from support_event l where l.ticket_id = t.id and l.at >= before);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function clear_support(timestamptz) from public;
grant execute on function clear_support(timestamptz) to :app;
