-- Where somebody begins to learn, found beside a guide in twelve minutes: which topics they want, and the items that were drawn for it, four
-- of each topic in their order. What they made of each stands with all else that they judged; nothing of it stands here.
create table placement (
  id uuid constraint placement_pkey primary key,
  centre_id int not null constraint placement_centre_id_fkey references centre (id),
  person_id uuid not null constraint placement_person_id_fkey references person (id),
  topics text[] not null constraint placement_topics check (cardinality(topics) between 1 and 5
    and topics <@ array['public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking']),
  items text[] not null constraint placement_items check (cardinality(items) = 4 * cardinality(topics)),
  frame int not null constraint placement_frame check (frame > 0),
  -- The one before it, as whoever began saw it: two who begin at once begin one.
  after_id uuid,
  by_staff uuid not null constraint placement_by_staff_fkey references staff (id),
  session_id uuid not null constraint placement_session_id_fkey references assisted_session (id),
  begun_at timestamptz not null,
  -- Since when the twelve minutes run: whoever goes on later has them anew.
  clock_from timestamptz not null,
  constraint placement_clock check (clock_from >= begun_at),
  constraint placement_once unique nulls not distinct (centre_id, person_id, after_id)
);
create index placement_person on placement (person_id, begun_at);
create index placement_staff on placement (by_staff);
create index placement_session on placement (session_id);
alter table placement enable row level security;
create policy placement_read on placement for select to :app using (app_kind() in ('staff', 'system') and app_at(centre_id));
-- Only of whoever sits there now, in a sitting of whoever holds the screen.
create policy placement_write on placement for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and person_id = any(app_same()) and by_staff::text = app_id()
    and exists (select from assisted_session a where a.id = placement.session_id and a.helper_id::text = app_id()
      and a.person_id = any(app_same()) and a.ended_at is null));
create policy placement_go_on on placement for update to :app
  using (app_kind() = 'staff' and app_at(centre_id) and person_id = any(app_same()))
  with check (app_kind() = 'staff' and app_at(centre_id) and person_id = any(app_same())
    and exists (select from assisted_session a where a.helper_id::text = app_id() and a.person_id = any(app_same()) and a.ended_at is null));
grant select, insert on placement to :app;
grant update (clock_from) on placement to :app;

-- Nothing of where somebody began, at whichever centre, stays after their erasure.
create function forget_placement(who uuid) returns int language plpgsql security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
  gone int;
begin
  if coalesce(app_kind(), '') not in ('staff', 'system') then return 0; end if;
  if not exists (select from person p where p.id = any(ids) and app_near(p.commune_id)) then return 0; end if;
  delete from placement where person_id = any(ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function forget_placement(uuid) from public;
grant execute on function forget_placement(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create function kept_in_placement(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'placement', (select jsonb_agg(to_jsonb(t) order by t.begun_at) from placement t where t.person_id = any(ids))
  )
$$;
revoke execute on function kept_in_placement(uuid[]) from public;
