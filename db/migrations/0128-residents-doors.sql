-- Where a dwelling stands, for whoever walks there: its lane, its floor in a house of several, and the point where somebody stood.
alter table dwelling
  add column lane_id int references place,
  add column floor int,
  add column lon double precision,
  add column lat double precision,
  add column placed_at timestamptz,
  add constraint dwelling_floor check (floor between -3 and 99),
  -- within Viet Nam, its archipelagos included
  add constraint dwelling_point check ((lon is null) = (lat is null) and (lon is null or lon between 102 and 118 and lat between 6 and 24));
create index dwelling_lane on dwelling (lane_id);
create policy dwelling_phone_change on dwelling for update to :app
  using (app_kind() = 'phone' and exists (select from household h where h.dwelling_id = dwelling.id))
  with check (app_kind() = 'phone' and serves(commune_id));

-- The lane of a hamlet that people name in an address; none where they name two.
create function lane_in(hamlet int, said text) returns int language plpgsql stable as $$
begin
  return (
    select case when count(*) = 1 then min(l.id) end from place l
    where l.parent_id = lane_in.hamlet and l.kind = 'lane' and l.valid_to is null and ' ' || plain_words(said) || ' ' like '% ' || l.name_plain || ' %');
end
$$;

update dwelling set lane_id = lane_in(hamlet_id, address) where hamlet_id is not null and address <> '';

create or replace function kept_in_residents(ids uuid[])
 returns jsonb
 language sql
 stable security definer
 set search_path from current
as $function$
  select jsonb_build_object(
    'person', (select jsonb_agg(to_jsonb(t) - '{number_hash,phone_hash,number_key,name_plain,name_year,name_fold,search,kin}'::text[]) from person t where t.id = any(ids)),
    'person_paper', (select jsonb_agg(to_jsonb(t)) from person_paper t where t.person_id = any(ids)),
    'household_member', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('address', d.address, 'book', h.book, 'lane', l.name, 'floor', d.floor, 'point', d.lat || ', ' || d.lon))
    from household_member t join household h on h.id = t.household_id join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.lane_id where t.person_id = any(ids)
    ),
    'vulnerability', (select jsonb_agg(to_jsonb(t)) from vulnerability t where t.person_id = any(ids)),
    'person_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.by_id::text)) order by t.at) from person_change t where t.person_id = any(ids)),
    'identity_change', (select jsonb_agg(to_jsonb(t) || jsonb_build_object('by_name', actor_name('staff', t.asked_by::text), 'agreed_by_name', actor_name('staff', t.decided_by::text)) order by t.asked_at) from identity_change t where t.person_id = any(ids)),
    'twin_pair', (select jsonb_agg(jsonb_build_object('found_at', t.found_at, 'reasons', t.reasons, 'state', t.state)) from twin_pair t where t.one_id = any(ids) or t.other_id = any(ids)),
    'person_merge', (
    select jsonb_agg(jsonb_build_object('at', t.at, 'undone_at', t.undone_at, 'held', t.before_kept <> '{}' or t.before_gone <> '{}'))
    from person_merge t where t.kept_id = any(ids) or t.gone_id = any(ids)
    )
  )
$function$;

-- A hamlet may be listed after the people who live in it: what they call it, and the dwellings that are there then. Read past the
-- policies of people, of whom it says nothing else.
create function hamlets_said(commune int) returns table (said text) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or not exists (select from place c where c.kind = 'centre' and c.parent_id = hamlets_said.commune and app_at(c.id)) then return; end if;
  return query select distinct p.hamlet from dwelling d join household h on h.dwelling_id = d.id join household_member m on m.household_id = h.id and m.until is null
    join person p on p.id = m.person_id where d.commune_id = hamlets_said.commune and d.hamlet_id is null and p.hamlet is not null;
end
$$;
revoke execute on function hamlets_said(int) from public;
grant execute on function hamlets_said(int) to :app;

create function place_in_hamlet(commune int, said text, hamlet int) returns void language plpgsql security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or not exists (select from place c where c.kind = 'centre' and c.parent_id = place_in_hamlet.commune and app_at(c.id)) then return; end if;
  update dwelling d set hamlet_id = place_in_hamlet.hamlet from household h join household_member m on m.household_id = h.id and m.until is null
    join person p on p.id = m.person_id
  where d.commune_id = place_in_hamlet.commune and d.hamlet_id is null and h.dwelling_id = d.id and p.hamlet = place_in_hamlet.said;
end
$$;
revoke execute on function place_in_hamlet(int, text, int) from public;
grant execute on function place_in_hamlet(int, text, int) to :app;
