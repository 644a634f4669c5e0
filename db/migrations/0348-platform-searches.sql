-- The same number as before, found in one pass: whom a search showed, and who was opened after it.
create or replace function searches_of(who text, since timestamptz, until timestamptz) returns table (idle int, last_at timestamptz)
language plpgsql stable set search_path from current as $$
declare
  met int := (select count(*) from (
    select m.people[1] from look m
    where m.actor_id = who and m.at >= since and m.at < until and m.what <> 'search' and m.purpose <> 'need' and cardinality(m.people) = 1 and m.people[1] is not null
    intersect
    select unnest(s.people) from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search') both_of);
begin
  return query
    select greatest(0, count(*) - 2 * met)::int, max(s.at)
    from look s where s.actor_id = who and s.at >= since and s.at < until and s.what = 'search';
end $$;
