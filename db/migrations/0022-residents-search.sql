-- Finding somebody by what is remembered of them. Row-level security keeps an index from being used by an operator that could
-- leak (trigrams, text search): so one function looks things up by itself, inside the communes of whoever asks, and answers ids.

-- One sound, one key: i and y, the initials that the north says alike (d gi r · ch tr · s x · l n), c k q, ph f, gh g, ngh ng.
create function fold_word(word text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(word, 'y', 'i'), '^ngh', 'ng'), '^gh', 'g'), '^(gi(?=[aeou])|r)', 'd'), '^tr', 'ch'), '^s', 'x'), '^[cq](?!h)', 'k'), '^(ph)', 'f'), '^n(?![gh])', 'l')
$$;

-- The keys of a person: each word of the name and of the hamlet, the year, and (with +) the names of those who live with them,
-- each headed by the commune, so that nothing of another commune is ever read.
create function search_keys(commune int, name text, hamlet text, year int, kin text) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(array_agg(distinct commune || '.' || key)) from (
    select fold_word(w) as key from unnest(string_to_array(plain_words(concat_ws(' ', name, hamlet)), ' ')) w where w <> ''
    union select year::text where year is not null
    union select '+' || fold_word(w) from unnest(string_to_array(plain_words(kin), ' ')) w where w <> ''
  ) k where key is not null
$$;

drop index person_plain;
alter table person
  add column hamlet_id int references place,
  -- names of those who live with them or stand for them; kept by whoever writes those
  add column kin text not null default '',
  add column search tsvector generated always as (search_keys(commune_id, name, hamlet, birth_year, kin)) stored,
  add constraint person_year check (birth_date is null or birth_year = extract(year from birth_date));
create index person_search on person using gin (search) with (fastupdate = off);
create index person_commune on person (commune_id, hamlet_id);

-- `words`: for each word that was typed, the plain words that it may have been (one headed by + is looked for among those of the
-- house; when the first is nobody's, the others stand for it). Every word must be met, in any order; with `but_one` all but one.
-- Answers at most eight, the nearest first.
create function find_people(words jsonb, said text, but_one boolean) returns table (id uuid, nearness real) language plpgsql stable security definer set search_path from current set enable_seqscan to off as $$
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
    select p.id, (word_similarity(flat, p.name_plain) + case when position(lower(normalize(said, NFC)) in lower(p.name)) > 0 then 1 else 0 end)::real as nearness
    from person p
    where p.search @@ array_to_string(every, '|')::tsquery and p.commune_id = any(communes) and p.erased_at is null
    order by nearness desc, p.birth_year nulls last, p.name
    limit 8;
end
$$;
-- A word that nobody has is looked for through the index: "is there any" made the planner read the table, expecting to meet one soon.
-- One word as part of a query: itself where somebody of the commune has it, else whatever it may have been.
create function any_of(commune int, word jsonb) returns text language plpgsql stable security definer set search_path from current set enable_seqscan to off as $$
declare
  itself text := '''' || commune || '.' || fold_word(plain_words(word->>0)) || '''';
  keys text[];
begin
  if plain_words(word->>0) = '' then return '''?'''; end if;
  if word->>1 not like '+%' and exists (select from person where search @@ itself::tsquery) then return itself; end if;
  keys := array(
    select distinct '''' || commune || case when a like '+%' then '.+' else '.' end || fold_word(plain_words(a)) || ''''
    from jsonb_array_elements_text(word) a where plain_words(a) <> '');
  return '(' || array_to_string(keys, '|') || ')';
end
$$;
revoke execute on function find_people(jsonb, text, boolean), any_of(int, jsonb) from public;
grant execute on function find_people(jsonb, text, boolean) to :app;
