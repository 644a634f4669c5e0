-- Money that was lost: the first hour beside somebody, the hand-over to the police within fifteen minutes of the clock on the wall, and two calls
-- against whoever promises to get it back. No account, no code, no sum: there is no column for any.
create table support_loss (
  ticket_id uuid constraint support_loss_pkey primary key constraint support_loss_ticket_id_fkey references support_ticket (id),
  centre_id int not null constraint support_loss_centre_id_fkey references centre (id),
  way text constraint support_loss_way check (way in ('transfer', 'link', 'app', 'code', 'cash')),
  beside text constraint support_loss_beside check (beside in ('family', 'neighbour', 'nobody')),
  handed_at timestamptz,
  -- Somebody of the police at this centre; null where whoever was on duty took it by telephone.
  handed_to uuid constraint support_loss_handed_to_fkey references staff (id),
  handed_by uuid constraint support_loss_handed_by_fkey references staff (id),
  day_call_at timestamptz not null,
  day_called_at timestamptz,
  week_call_at timestamptz not null,
  week_called_at timestamptz,
  begun_by uuid not null constraint support_loss_begun_by_fkey references staff (id),
  begun_at timestamptz not null,
  constraint support_loss_handed check ((handed_at is null) = (handed_by is null) and (handed_to is null or handed_at is not null))
);
create index support_loss_centre on support_loss (centre_id, begun_at);
create index support_loss_handed_to on support_loss (handed_to);
create index support_loss_handed_by on support_loss (handed_by);
create index support_loss_begun_by on support_loss (begun_by);

-- What was done beside them: a step of the first hour, a step that was none, or a call and what came of it. Nothing of it is changed.
create table support_loss_event (
  id uuid constraint support_loss_event_pkey primary key,
  ticket_id uuid not null constraint support_loss_event_ticket_id_fkey references support_loss (ticket_id),
  centre_id int not null constraint support_loss_event_centre_id_fkey references centre (id),
  kind text not null constraint support_loss_event_kind check (kind in ('step', 'step-back', 'day', 'week')),
  step int constraint support_loss_event_step check (step between 1 and 6),
  outcome text constraint support_loss_event_outcome check (outcome in ('well', 'trouble', 'not-reached')),
  by_staff uuid not null constraint support_loss_event_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint support_loss_event_of check ((kind in ('step', 'step-back')) = (step is not null) and (kind in ('day', 'week')) = (outcome is not null))
);
create index support_loss_event_ticket on support_loss_event (ticket_id, at);
create index support_loss_event_by on support_loss_event (by_staff);

-- Where the centre and the police of its commune are rung, as the centre itself writes it.
create table support_hotline (
  centre_id int not null constraint support_hotline_centre_id_fkey references centre (id),
  kind text not null constraint support_hotline_kind check (kind in ('centre', 'police')),
  phone text not null constraint support_hotline_phone check (phone ~ '^\+?[0-9]{3,11}$'),
  by_staff uuid not null constraint support_hotline_by_staff_fkey references staff (id),
  at timestamptz not null,
  constraint support_hotline_pkey primary key (centre_id, kind)
);
create index support_hotline_by on support_hotline (by_staff);

alter table support_event drop constraint support_event_kind;
alter table support_event add constraint support_event_kind check (kind in ('said', 'answered', 'note', 'waits', 'solved', 'handed', 'confirmed', 'back'));

alter table support_loss enable row level security;
alter table support_loss_event enable row level security;
alter table support_hotline enable row level security;
create policy support_loss_read on support_loss for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)
    or app_kind() = 'resident' and exists (select from support_ticket t where t.id = support_loss.ticket_id and t.person_id = any(app_same())));
create policy support_loss_write on support_loss for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and begun_by::text = app_id()
    and exists (select from support_ticket t where t.id = support_loss.ticket_id and t.centre_id = support_loss.centre_id));
create policy support_loss_move on support_loss for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_at(centre_id));
create policy support_loss_event_read on support_loss_event for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id));
create policy support_loss_event_write on support_loss_event for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and exists (select from support_loss l where l.ticket_id = support_loss_event.ticket_id and l.centre_id = support_loss_event.centre_id));
-- The number of the centre stands on its public page; that of the police is for whoever sits there.
create policy support_hotline_read on support_hotline for select to :app
  using (kind = 'centre' or app_kind() in ('staff', 'system') and app_at(centre_id));
create policy support_hotline_write on support_hotline for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id());
create policy support_hotline_change on support_hotline for update to :app
  using (app_kind() = 'staff' and app_at(centre_id)) with check (app_at(centre_id) and by_staff::text = app_id());
create policy support_hotline_end on support_hotline for delete to :app
  using (app_kind() = 'staff' and app_at(centre_id));
grant select, insert on support_loss, support_loss_event, support_hotline to :app;
grant update (way, beside, handed_at, handed_to, handed_by, day_call_at, day_called_at, week_call_at, week_called_at) on support_loss to :app;
grant update (phone, by_staff, at), delete on support_hotline to :app;

-- What this room keeps of one person, under each of their ids.
create or replace function kept_in_support(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'support_ticket', (select jsonb_agg(to_jsonb(t) order by t.made_at) from support_ticket t where t.person_id = any(ids)),
    'support_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('person_id', t.person_id, 'by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids)),
    'support_loss', (select jsonb_agg(to_jsonb(l) || jsonb_build_object('to_name', actor_name('staff', l.handed_to::text)) order by l.begun_at)
      from support_loss l join support_ticket t on t.id = l.ticket_id where t.person_id = any(ids)),
    'support_loss_event', (select jsonb_agg(to_jsonb(e) || jsonb_build_object('by_name', actor_name('staff', e.by_staff::text)) order by e.at)
      from support_loss_event e join support_ticket t on t.id = e.ticket_id where t.person_id = any(ids))
  )
$$;

-- What was said of somebody goes, also how it came to it; that there was a ticket, and how long it took, stays. Nobody is called any more.
create or replace function forget_support(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  update support_loss l set way = null, beside = null from support_ticket t
    where t.id = l.ticket_id and t.person_id = any(ids) and num_nonnulls(l.way, l.beside) > 0;
  update support_event e set words = null from support_ticket t where t.id = e.ticket_id and t.person_id = any(ids) and e.words is not null;
  get diagnostics gone = row_count;
  update support_ticket set state = 'over', version = version + 1 where person_id = any(ids) and state <> 'over';
  return gone;
end $$;

-- What was said on tickets that were over before a day goes, how a caller was called, and how money was lost.
create or replace function clear_support(before timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  gone int;
begin
  if coalesce(app_kind(), '') <> 'system' then return 0; end if;
  update support_ticket t set caller = null, phone = null
    where num_nonnulls(t.caller, t.phone) > 0 and t.state = 'over' and not exists (select from support_event e where e.ticket_id = t.id and e.at >= before);
  update support_loss l set way = null, beside = null from support_ticket t
    where t.id = l.ticket_id and num_nonnulls(l.way, l.beside) > 0 and t.state = 'over' and not exists (select from support_event e where e.ticket_id = t.id and e.at >= before);
  update support_event e set words = null from support_ticket t
    where t.id = e.ticket_id and e.words is not null and t.state = 'over' and not exists (select from support_event l where l.ticket_id = t.id and l.at >= before);
  get diagnostics gone = row_count;
  return gone;
end $$;
