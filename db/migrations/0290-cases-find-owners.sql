-- Files are looked for by whose they are, one person after the other, and not each person among all files: of a name that thousands bear it took
-- seconds.
create or replace function find_owners(centre integer, words jsonb, said text, but_one boolean)
 returns table(id uuid, nearness real)
 language plpgsql
 stable security definer rows 41
 set search_path from current
 set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  communes int[] := array(select distinct p.parent_id from place p where p.id = any(app_centres()) and p.kind = 'centre');
  commune int;
  word jsonb;
  met text[];
  every text[] := '{}';
  flat text := plain_words(said);
begin
  if app_kind() is distinct from 'staff' or jsonb_typeof(words) <> 'array' or jsonb_array_length(words) not between 1 and 8 then return; end if;
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
    with met as materialized (
      select coalesce(p.merged_into, p.id) as root, word_similarity(flat, p.name_plain) + case when position(lower(normalize(said, NFC)) in lower(p.name)) > 0 then 2 when position(flat in plain_words(p.name)) > 0 then 1 else 0 end as near
      from person p
      where p.search @@ array_to_string(every, '|')::tsquery and p.commune_id = any(communes) and p.erased_at is null
    ), same as (
      select o.id, o.birth_year, o.name, max(m.near)::real as near
      from met m cross join lateral (select * from person where id = m.root union all select * from person where merged_into = m.root) o
      group by o.id, o.birth_year, o.name
    )
    select o.id, o.near from same o
    where app_at(centre) and (exists (
        select from case_file c where c.owner_id = o.id and c.receiving_centre_id = centre and c.stage <> 'void'
          and (c.stage <> 'draft' or c.given_back_at is not null or exists (select from door_case d where d.case_id = c.id)))
      or exists (
        select from case_file c where c.helped_id = o.id and c.receiving_centre_id = centre and c.stage <> 'void'
          and (c.stage <> 'draft' or c.given_back_at is not null or exists (select from door_case d where d.case_id = c.id))))
    order by o.near desc nulls last, o.birth_year nulls last, o.name
    limit 41;
end $$;
