-- Each item as it was answered last by each person since an instant, at the centres of whoever asks: how many, how many right, and how it goes with
-- all else that they judged. Counted past the policy of each row: whoever is of a centre sees all of them, and no one of them is named.
create function item_answers(since timestamptz) returns table (item text, people int, "right" int, fits float8) language plpgsql stable security definer set search_path from current as $$
declare
  centres int[];
begin
  if app_kind() is distinct from 'staff' then return; end if;
  centres := array(select c.id from centre c where app_at(c.id));
  return query
    with last as (
      -- Somebody who was joined is that other by now. What was answered last is the greater of two moments; whether it was right is its last digit.
      select coalesce(p.merged_into, p.id) as who, e.item, (max((extract(epoch from e.at) * 1000000)::bigint * 2 + e.correct::int) & 1)::int as correct
      from skill_evidence e join person p on p.id = e.person_id
      where e.kind = 'judged' and e.centre_id = any(centres) and e.at >= since and e.taken_back_at is null group by 1, 2
    ), score as (
      select who, sum(correct) as correct, count(*) as answers from last group by who
    )
    select l.item, count(*)::int, sum(l.correct)::int, corr(l.correct, (s.correct - l.correct)::float8 / (s.answers - 1)) filter (where s.answers > 1)
    from last l join score s using (who) group by l.item order by l.item;
end $$;
revoke execute on function item_answers(timestamptz) from public;
grant execute on function item_answers(timestamptz) to :app;
