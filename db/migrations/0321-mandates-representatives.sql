-- Who stands for a business: by a paper, for what the paper says, from a day to a day or until it is taken back.
create table representation (
  id uuid constraint representation_pkey primary key,
  business_id uuid not null constraint representation_business_id_fkey references business (id),
  agent_id uuid not null constraint representation_agent_id_fkey references person (id),
  paper text not null constraint representation_paper check (paper in ('registration', 'authority', 'appointment')),
  scope text not null constraint representation_scope check (scope in ('everything', 'ask', 'follow')),
  valid_from date not null,
  valid_to date,
  made_by uuid constraint representation_made_by_fkey references staff (id),
  centre_id int not null constraint representation_centre_id_fkey references centre (id),
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text constraint representation_ended_by check (ended_by in ('staff', 'agent', 'erasure')),
  constraint representation_days check (valid_to is null or valid_to >= valid_from),
  constraint representation_of_paper check (paper <> 'registration' or scope = 'everything'),
  constraint representation_ended check ((ended_at is null) = (ended_by is null))
);
create index representation_business on representation (business_id);
create index representation_agent on representation (agent_id);
create index representation_made_by on representation (made_by);
create index representation_centre on representation (centre_id);
alter table representation enable row level security;
create policy representation_read on representation for select to :app
  using (app_kind() in ('staff', 'system') and exists (select from business b where b.id = representation.business_id)
    or app_kind() = 'resident' and agent_id = any(app_same())
    or app_kind() = 'system' and app_id() = 'retention' and agent_id = any(app_same()));
create policy representation_write on representation for insert to :app
  with check (app_at(centre_id) and exists (select from business b where b.id = representation.business_id)
    and (app_kind() = 'staff' and made_by::text = app_id() or app_kind() = 'system' and made_by is null));
create policy representation_end on representation for update to :app
  using (app_kind() = 'staff' and exists (select from business b where b.id = representation.business_id)
    or app_kind() = 'resident' and agent_id = any(app_same())
    or app_kind() = 'system' and app_id() = 'retention' and agent_id = any(app_same()))
  with check (ended_at is not null and case app_kind() when 'resident' then ended_by = 'agent' when 'system' then ended_by = 'erasure' else ended_by in ('staff', 'erasure') end);
grant select, insert on representation to :app;
grant update (ended_at, ended_by) on representation to :app;

-- Whether the person of the scope stands for a business today in this: to follow what was asked for it, or to ask. The same table as `rules-represent`.
create function represents(which uuid, wanted text) returns boolean language plpgsql stable security definer set search_path from current as $$
declare
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  return exists (
    select from representation r join business b on b.id = r.business_id join person p on p.id = r.agent_id
    where r.business_id = which and r.agent_id = any(app_same()) and (wanted = 'follow' or r.scope in ('everything', 'ask')) and r.ended_at is null
      and p.erased_at is null and today between r.valid_from and coalesce(r.valid_to, 'infinity'::date) and (b.ended_on is null or today < b.ended_on)
  );
end $$;
revoke execute on function represents(uuid, text) from public;
grant execute on function represents(uuid, text) to :app;

-- Whoever stands for a business reads what is written down of it.
create policy business_read_standing on business for select to :app using (app_kind() = 'resident' and represents(id, 'follow'));

-- The words that are read aloud since the third let whoever is asked ask the support team in their name too.
alter table mandate drop constraint mandate_words_read;
alter table mandate add constraint mandate_words_read check (words_read in (1, 2, 3));

create function asks_for(principal uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'resident' then return false; end if;
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and (m.scope = 'everything' or m.words_read >= 3) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end $$;
revoke execute on function asks_for(uuid) from public;
grant execute on function asks_for(uuid) to :app;

-- What this room keeps of one person, under each of their ids.
create or replace function kept_in_mandates(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'mandate', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('other_name', o.name, 'direction', case when t.principal_id = any(ids) then 'given' else 'held' end) order by t.made_at)
    from mandate t join person o on o.id = case when t.principal_id = any(ids) then t.agent_id else t.principal_id end
    where t.principal_id = any(ids) or t.agent_id = any(ids)
    ),
    'representation', (
    select jsonb_agg(to_jsonb(r) || jsonb_build_object('business_name', b.name) order by r.made_at)
    from representation r join business b on b.id = r.business_id where r.agent_id = any(ids)
    )
  )
$$;
