-- Two rows that are one person. None is deleted and nothing is moved: the one that goes points to the one that stays, whatever is
-- kept under either id is read under both, and taking the merge back is taking the pointer back.
create function fold_name(name text) returns text language sql immutable parallel safe as $$
  select string_agg(fold_word(w), ' ' order by fold_word(w)) from unnest(string_to_array(plain_words(name), ' ')) w where w <> ''
$$;

alter table person
  add column merged_into uuid references person,
  -- the sounds of a name in any order: what is looked through for duplicates
  add column name_fold text generated always as (fold_name(name)) stored,
  add constraint person_not_itself check (merged_into <> id);
create index person_merged on person (merged_into) where merged_into is not null;
create index person_fold on person (commune_id, name_fold);
create index person_birth on person (commune_id, birth_date) where birth_date is not null;

create table twin_pair (
  id uuid primary key,
  commune_id int not null references place,
  -- the lower id first
  one_id uuid not null references person,
  other_id uuid not null references person,
  score real not null,
  reasons text[] not null,
  state text not null default 'open' constraint twin_pair_state check (state in ('open', 'not-same', 'merged', 'gone')),
  found_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  constraint twin_pair_order check (one_id < other_id),
  constraint twin_pair_once unique (one_id, other_id)
);
create index twin_pair_open on twin_pair (commune_id, score desc) where state = 'open';
create index twin_pair_other on twin_pair (other_id);

create table person_merge (
  id uuid primary key,
  commune_id int not null references place,
  kept_id uuid not null references person,
  gone_id uuid not null references person,
  by_id uuid not null,
  at timestamptz not null,
  -- both as they were; what is sealed in them stays sealed
  before_kept jsonb not null,
  before_gone jsonb not null,
  -- those who had been merged into the one that went, and point further now
  moved uuid[] not null default '{}',
  -- the membership that ended, and the one that took its place
  ended_member uuid,
  added_member uuid,
  undone_at timestamptz,
  undone_by uuid
);
create unique index person_merge_once on person_merge (gone_id) where undone_at is null;
create index person_merge_kept on person_merge (kept_id);

-- Everybody who is the same person: the one who stays, and all who were merged into them.
create function same_as(who uuid) returns uuid[] language plpgsql stable security definer set search_path from current as $$
begin
  return array(select who where who is not null union select p.id from person p where p.merged_into = who
    union select o.id from person p join person o on o.id = p.merged_into or o.merged_into = p.merged_into where p.id = who);
end
$$;
revoke execute on function same_as(uuid) from public;
grant execute on function same_as(uuid) to :app;
-- The ids under which the person of the scope is known; set with the scope.
create function app_same() returns uuid[] language sql stable as $$ select string_to_array(nullif(current_setting('app.same', true), ''), ',')::uuid[] $$;

alter table twin_pair enable row level security;
create policy twin_pair_all on twin_pair for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
alter table person_merge enable row level security;
create policy person_merge_all on person_merge for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
-- The nightly search for duplicates reads the people of its commune.
create policy person_read_twins on person for select to :app using (
  app_kind() = 'system' and app_id() = 'twins' and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
grant select, insert, update on twin_pair, person_merge to :app;
grant delete on twin_pair to :app;

-- What somebody may read of themselves, they may read under each of their ids.
alter policy journal_read on journal using (
  case app_kind()
    when 'staff' then app_at(centre_id)
    when 'system' then true
    when 'resident' then person_id = any(app_same())
    else request = app_row() or about = app_row()
  end
);
alter policy look_read on look using (app_kind() = 'resident' and person_id = any(app_same()));
alter policy mandate_read on mandate using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and (principal_id = any(app_same()) or agent_id = any(app_same()))) or app_kind() = 'system'
);
alter policy mandate_change on mandate using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and (principal_id = any(app_same()) or agent_id = any(app_same())))
);
alter policy consent_read on consent using ((app_kind() = 'staff' and app_at(centre_id)) or (app_kind() in ('resident', 'system') and person_id = any(app_same())));
alter policy household_member_own on household_member using (app_kind() = 'resident' and person_id = any(app_same()));
alter policy vulnerability_few on vulnerability using (
  (app_may_know_why() and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  or (app_kind() = 'resident' and person_id = any(app_same()))
  or (app_kind() = 'system' and (person_id = app_row() or app_id() = 'import') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
);
alter policy assisted_session_read on assisted_session using (
  case app_kind()
    when 'staff' then app_at(centre_id)
    when 'resident' then person_id = any(app_same())
    when 'device' then id = nullif(current_setting('app.session', true), '')::uuid
    when 'system' then true
    else false
  end
);
create or replace function stands_for(principal uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end
$$;
alter policy case_file_read on case_file using (
  case app_kind()
    when 'staff' then app_at(receiving_centre_id) or app_at(responsible_centre_id)
    when 'resident' then owner_id = any(app_same()) or helped_id = any(app_same()) or submitter_id = any(app_same()) or stands_for(owner_id)
    when 'system' then id = app_row() or owner_id = app_person()
    else id = app_row()
  end
);
alter policy person_read on person using (
  case app_kind()
    when 'staff' then serves(commune_id)
    when 'resident' then id = any(app_same()) or stands_for(id)
    when 'device' then id = any(app_same())
    when 'slip' then false
    when 'system' then id = app_row() or id = app_person() or number_hash is not null and app_id() = 'door'
    else false
  end
);

-- Whoever is found by what the one that went was called is found as the one that stays.
create or replace function find_people(words jsonb, said text, but_one boolean) returns table (id uuid, nearness real) language plpgsql stable security definer set search_path from current set enable_seqscan to off as $$
#variable_conflict use_column
declare
  communes int[] := array(select distinct p.parent_id from place p where p.id = any(app_centres()) and p.kind = 'centre');
  commune int;
  word jsonb;
  met text[];
  every text[] := '{}';
  flat text := plain_words(said);
begin
  if app_kind() <> 'staff' or jsonb_typeof(words) <> 'array' or jsonb_array_length(words) not between 1 and 8 then return; end if;
  foreach commune in array communes loop
    met := '{}';
    for word in select * from jsonb_array_elements(words) loop
      met := met || any_of(commune, word);
    end loop;
    every := every || case
      when but_one and cardinality(met) > 1 then (
        select string_agg('(' || (select string_agg(m, '&') from unnest(met) with ordinality o(m, k) where k <> n) || ')', '|') from generate_series(1, cardinality(met)) n)
      else array_to_string(met, '&')
    end;
  end loop;
  return query
    select f.root, max(f.near)::real as nearness from (
      select coalesce(p.merged_into, p.id) as root, p.birth_year, p.name,
        word_similarity(flat, p.name_plain) + case when position(lower(normalize(said, NFC)) in lower(p.name)) > 0 then 1 else 0 end as near
      from person p
      where p.search @@ array_to_string(every, '|')::tsquery and p.commune_id = any(communes) and p.erased_at is null
      order by near desc, p.birth_year nulls last, p.name
      limit 12
    ) f group by f.root order by nearness desc limit 8;
end
$$;

-- Somebody whom an import brought can be taken out although a pair was seen.
create or replace function unimport_person(which uuid) returns boolean language plpgsql set search_path from current as $$
begin
  -- Whoever was changed since stays with everything: row-level security would pass the last delete over in silence.
  if not exists (select from person where id = which and import_id is not null and changed_at is null and merged_into is null) then return false; end if;
  delete from twin_pair where which in (one_id, other_id);
  delete from household_member where person_id = which and import_id is not null;
  delete from vulnerability where person_id = which;
  delete from subject_key where subject = which;
  delete from person where id = which;
  if not found then raise exception using errcode = 'foreign_key_violation'; end if;
  return true;
exception when foreign_key_violation then
  return false;
end
$$;
