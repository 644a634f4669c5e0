-- A yes that did not know of a no does not take its place: what stands is the answer that counts last, and a yes from a phone counts
-- from before the no that it had not heard of.
alter table consent add column counts_at timestamptz;
update consent set counts_at = at;
alter table consent alter column counts_at set not null;
drop index consent_person;
create index consent_person on consent (person_id, purpose, counts_at desc);

create policy consent_phone_read on consent for select to :app using (in_areas(person_id) or sat_with(person_id));
-- A yes and a no come from a sitting with that very person; a no counts wherever they live by now.
create policy consent_phone on consent for insert to :app
  with check (app_at(centre_id) and session_id is not null and sat_with(person_id, session_id) and (in_areas(person_id) or answer = 'withdrawn'));

create or replace function actor_name(kind text, id text) returns text language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select s.name from staff s where actor_name.kind in ('staff', 'phone') and s.id::text = actor_name.id);
end
$$;

create or replace function may_be_used_for(who uuid, what text, at timestamptz) returns boolean
 language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[] := same_as(who);
begin
  if not exists (
    select from person p where p.id = who and p.erased_at is null
      and (app_near(p.commune_id) or (app_kind() = 'resident' and p.id = any(app_same())) or in_areas(p.id))
  ) then return false; end if;
  if exists (select from need n where n.person_id = any(ids) and n.outcome = 'died') then return false; end if;
  -- A restriction or objection works from the moment it is received until it is refused or taken back.
  if exists (
    select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and (r.kind in ('restriction', 'deletion') or (r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, what) = what))
  ) then return false; end if;
  return coalesce((
    select c.answer = 'given' and c.text_version = (
      select max(t.version) from consent_text t where t.purpose = what and t.from_at <= may_be_used_for.at
    )
    from consent c where c.person_id = any(ids) and c.purpose = what and c.at <= may_be_used_for.at
    order by c.counts_at desc, c.id desc limit 1
  ), false);
end
$$;

-- Whoever took back the visit or said no to it, objects or restricts is a door without a name.
create function without_name(who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
declare
  ids uuid[];
begin
  if app_kind() is distinct from 'phone' then return null; end if;
  ids := same_as(who);
  return exists (
    select from data_request r where r.person_id = any(ids) and r.state not in ('refused', 'taken-back')
      and (r.kind in ('restriction', 'deletion') or (r.kind in ('objection', 'withdrawal') and coalesce(r.purpose, 'campaign-visit') = 'campaign-visit'))
  ) or coalesce((
    select c.answer <> 'given' from consent c where c.person_id = any(ids) and c.purpose = 'campaign-visit' order by c.counts_at desc, c.id desc limit 1
  ), false);
end
$$;
revoke execute on function without_name(uuid) from public;
grant execute on function without_name(uuid) to :app;
