-- How each item is answered, counted by the night: of a year up to the end of the day before. Whoever looks at one centre reads what was kept, or goes
-- through its answers where it was not counted. What is taken back, joined or forgotten after that is so in the figures of the next night.
create table item_counted (
  centre_id int not null references centre,
  since timestamptz not null,
  until timestamptz not null,
  constraint item_counted_pkey primary key (centre_id)
);
alter table item_counted enable row level security;
-- None where nobody answered.
create table item_figure (
  centre_id int not null references item_counted,
  item text not null,
  people int not null,
  correct int not null,
  fits float8,
  constraint item_figure_pkey primary key (centre_id, item)
);
alter table item_figure enable row level security;

-- The figures of some centres together between two instants, gone through now: each item as it was answered last by each person.
create function item_figures_of(centres int[], begun timestamptz, ended timestamptz) returns table (item text, people int, correct int, fits float8)
language plpgsql stable set search_path from current as $$
begin
  return query
    with last as (
      -- Somebody who was joined is that other by now. What was answered last is the greater of two moments; whether it was right is its last digit.
      select coalesce(p.merged_into, p.id) as who, e.item, (max((extract(epoch from e.at) * 1000000)::bigint * 2 + e.correct::int) & 1)::int as correct
      from skill_evidence e join person p on p.id = e.person_id
      where e.kind = 'judged' and e.centre_id = any(centres) and e.at >= begun and e.at < ended and e.taken_back_at is null group by 1, 2
    ), score as (
      select l.who, sum(l.correct) as correct, count(*) as answers from last l group by l.who
    ), beside as (
      -- Null for whoever judged nothing else: they are no part of how the item goes with all else.
      select l.item, l.correct, case when s.answers > 1 then (s.correct - l.correct)::float8 / (s.answers - 1) end as rest from last l join score s using (who)
    )
    -- Where all are alike nothing goes with anything; what is left of such a sum is rounding.
    select b.item, count(*)::int, sum(b.correct)::int,
      case when regr_sxx(b.rest, b.correct) > 1e-9 and regr_syy(b.rest, b.correct) > 1e-9 then corr(b.rest, b.correct) end
    from beside b group by b.item;
end $$;
revoke execute on function item_figures_of(int[], timestamptz, timestamptz) from public;

-- Counts a centre anew and lets go of what was kept of it before; answers how many items were answered there.
create function keep_item_figures(centre int, begun timestamptz, ended timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  kept int;
begin
  if app_kind() is distinct from 'system' or not coalesce(app_at(centre), false) then raise insufficient_privilege; end if;
  insert into item_counted (centre_id, since, until) values (centre, begun, ended)
    on conflict (centre_id) do update set since = excluded.since, until = excluded.until;
  delete from item_figure f where f.centre_id = centre;
  insert into item_figure select centre, c.* from item_figures_of(array[centre], begun, ended) c;
  get diagnostics kept = row_count;
  return kept;
end $$;
revoke execute on function keep_item_figures(int, timestamptz, timestamptz) from public;
grant execute on function keep_item_figures(int, timestamptz, timestamptz) to :app;

-- Each item as it was answered last by each person between two instants, at the centres of whoever asks: how many, how many right, and how it goes with
-- all else that they judged. Counted past the policy of each row: whoever is of a centre sees all of them, and no one of them is named. Who answered at two
-- of several centres is one person: of several nothing is kept.
create function item_answers(begun timestamptz, ended timestamptz) returns table (item text, people int, "right" int, fits float8)
language plpgsql stable security definer set search_path from current as $$
declare
  mine int[];
begin
  if app_kind() is distinct from 'staff' then return; end if;
  mine := array(select c.id from centre c where app_at(c.id));
  if cardinality(mine) = 1 and exists (select from item_counted k where k.centre_id = mine[1] and k.since = begun and k.until = ended) then
    return query select f.item, f.people, f.correct, f.fits from item_figure f where f.centre_id = mine[1] order by f.item;
  else
    return query select f.item, f.people, f.correct, f.fits from item_figures_of(mine, begun, ended) f order by f.item;
  end if;
end $$;
revoke execute on function item_answers(timestamptz, timestamptz) from public;
grant execute on function item_answers(timestamptz, timestamptz) to :app;
drop function item_answers(timestamptz);
