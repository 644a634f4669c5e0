-- By whom a fact of a person came here: 'card', or the id of whoever of staff typed it as it was said. What is not named stands in the commune's
-- own register: a sheet brought it, or whoever keeps the register. `elsewhere`: they live in another commune, and `hamlet` is their address.
alter table person
  add column sources jsonb not null default '{}' constraint person_sources check (jsonb_typeof(sources) = 'object'),
  add column elsewhere boolean not null default false;

-- Whoever was written down as said, before this was kept: by whom, the journal knows. What a card or a sheet has said since is not theirs.
update person p set sources = jsonb_strip_nulls(jsonb_build_object(
    'name', j.actor_id, 'birth', case when p.birth_year is not null then j.actor_id end, 'hamlet', case when p.hamlet is not null then j.actor_id end))
  from journal j
  where j.about = p.id and j.command = 'residents.record-unverified' and not p.verified and p.import_id is null and p.erased_at is null
    and j.actor_id ~ '^[0-9a-f-]{36}$' and not exists (select from import_row r where r.person_id = p.id);
