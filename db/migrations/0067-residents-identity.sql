-- By name, birth and number an e-ID finds its person. When one of them was changed, the row says so, however it was changed.
alter table person
  add column identity_changed_at timestamptz,
  add column matched_at timestamptz;
comment on column person.identity_changed_at is 'When name, birth or number last changed; a look-up key made anew changes none of them.';
comment on column person.matched_at is 'When a card was last held beside the row and both said the same.';
create function person_identity_changed() returns trigger language plpgsql set search_path from current as $$
begin
  if new.erased_at is null and (new.name is distinct from old.name
    or new.birth_date is distinct from old.birth_date or new.birth_year is distinct from old.birth_year
    or (new.number_hash is distinct from old.number_hash and new.number_sealed is distinct from old.number_sealed)) then
    new.identity_changed_at := now();
  end if;
  return new;
end
$$;
create trigger person_identity_changed before update on person for each row execute function person_identity_changed();

-- A change of name, birth or number of somebody who was compared: by a card, or asked by one and agreed by another; then the person is told.
create table identity_change (
  id uuid primary key,
  person_id uuid not null references person(id),
  commune_id integer not null references place(id),
  fields text[] not null,
  source text not null check (source in ('card', 'paper', 'said')),
  before_sealed bytea not null,
  to_sealed bytea not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  told_by uuid,
  told_at timestamptz
);
create index identity_change_person on identity_change (person_id);
create index identity_change_open on identity_change (commune_id) where decided_at is null or agreed and told_at is null;
alter table identity_change enable row level security;
create policy identity_change_staff on identity_change for all to :app
  using (app_kind() = 'staff' and serves(commune_id)) with check (app_kind() = 'staff' and serves(commune_id));
create policy identity_change_own on identity_change for select to :app
  using (app_kind() = 'resident' and person_id = any(app_same()));
create policy identity_change_forget on identity_change for update to :app
  using (app_kind() = 'system' and app_id() = 'retention') with check (app_kind() = 'system' and app_id() = 'retention');
create policy identity_change_forget_seen on identity_change for select to :app
  using (app_kind() = 'system' and app_id() = 'retention');
grant select, insert, update on identity_change to :app;

create or replace function kept_in_residents(ids uuid[]) returns jsonb language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'person', (select jsonb_agg(to_jsonb(t) - '{number_hash,phone_hash,number_key,name_plain,name_year,name_fold,search,kin}'::text[]) from person t where t.id = any(ids)),
    'person_paper', (select jsonb_agg(to_jsonb(t)) from person_paper t where t.person_id = any(ids)),
    'household_member', (
    select jsonb_agg(to_jsonb(t) || jsonb_build_object('address', d.address, 'book', h.book))
    from household_member t join household h on h.id = t.household_id join dwelling d on d.id = h.dwelling_id where t.person_id = any(ids)
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
$$;
