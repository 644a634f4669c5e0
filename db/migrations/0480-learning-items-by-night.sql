-- How each item is answered, counted by the night: of a year up to the end of the day before. Whoever looks reads what was kept, and goes through the
-- answers of those centres alone that have not been counted. What is taken back, joined or forgotten after that is so in the figures of the next night.
create table item_counted (
  centre_id int not null references centre,
  since timestamptz not null,
  until timestamptz not null,
  constraint item_counted_pkey primary key (centre_id)
);
alter table item_counted enable row level security;
-- None where nobody answered. `n` to `sxy` are of those people who judged something else too: how many, the sums of x (this item was right) and of y (which
-- part of all else was), and the sums of their squares and products about the means. Of several centres a correlation is told from them together.
create table item_figure (
  centre_id int not null references item_counted,
  item text not null,
  people int not null,
  correct int not null,
  n int not null,
  sx float8 not null,
  sy float8 not null,
  sxx float8 not null,
  syy float8 not null,
  sxy float8 not null,
  constraint item_figure_pkey primary key (centre_id, item)
);
alter table item_figure enable row level security;

-- The figures of one centre between two instants, gone through now: each item as it was answered last by each person.
create function item_figures_of(centre int, begun timestamptz, ended timestamptz)
returns table (item text, people int, correct int, n int, sx float8, sy float8, sxx float8, syy float8, sxy float8)
language plpgsql stable set search_path from current as $$
begin
  return query
    with last as (
      -- Somebody who was joined is that other by now. What was answered last is the greater of two moments; whether it was right is its last digit.
      select coalesce(p.merged_into, p.id) as who, e.item, (max((extract(epoch from e.at) * 1000000)::bigint * 2 + e.correct::int) & 1)::int as correct
      from skill_evidence e join person p on p.id = e.person_id
      where e.kind = 'judged' and e.centre_id = centre and e.at >= begun and e.at < ended and e.taken_back_at is null group by 1, 2
    ), score as (
      select l.who, sum(l.correct) as correct, count(*) as answers from last l group by l.who
    ), beside as (
      -- Null for whoever judged nothing else: such a pair is part of no sum of pairs.
      select l.item, l.correct, case when s.answers > 1 then (s.correct - l.correct)::float8 / (s.answers - 1) end as rest from last l join score s using (who)
    )
    select b.item, count(*)::int, sum(b.correct)::int, regr_count(b.rest, b.correct)::int,
      coalesce(sum(b.correct) filter (where b.rest is not null), 0)::float8, coalesce(sum(b.rest), 0),
      coalesce(regr_sxx(b.rest, b.correct), 0), coalesce(regr_syy(b.rest, b.correct), 0), coalesce(regr_sxy(b.rest, b.correct), 0)
    from beside b group by b.item;
end $$;
revoke execute on function item_figures_of(int, timestamptz, timestamptz) from public;

-- Counts a centre anew and lets go of what was kept of it before; answers how many items were answered there.
create function keep_item_figures(centre int, begun timestamptz, ended timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  kept int;
begin
  if app_kind() is distinct from 'system' or not coalesce(app_at(centre), false) then raise insufficient_privilege; end if;
  insert into item_counted (centre_id, since, until) values (centre, begun, ended)
    on conflict (centre_id) do update set since = excluded.since, until = excluded.until;
  delete from item_figure f where f.centre_id = centre;
  insert into item_figure select centre, c.* from item_figures_of(centre, begun, ended) c;
  get diagnostics kept = row_count;
  return kept;
end $$;
revoke execute on function keep_item_figures(int, timestamptz, timestamptz) from public;
grant execute on function keep_item_figures(int, timestamptz, timestamptz) to :app;

-- Each item as it was answered last by each person between two instants, at the centres of whoever asks: how many, how many right, and how it goes with
-- all else that they judged. Counted past the policy of each row: whoever is of a centre sees all of them, and no one of them is named. Each centre is
-- counted for itself: somebody who answered at two of them counts at each.
create function item_answers(begun timestamptz, ended timestamptz) returns table (item text, people int, "right" int, fits float8)
language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    with here as materialized (
      select c.id, exists (select from item_counted k where k.centre_id = c.id and k.since = begun and k.until = ended) as kept from centre c where app_at(c.id)
    ), figure as (
      select f.item, f.people, f.correct, f.n, f.sx, f.sy, f.sxx, f.syy, f.sxy from here h join item_figure f on f.centre_id = h.id where h.kept
      union all
      select f.* from here h cross join lateral item_figures_of(h.id, begun, ended) f where not h.kept
    ), total as (
      -- What centres differ by among themselves is added to what people differ by within each; of one centre it is nothing.
      select f.item, sum(f.people)::int as people, sum(f.correct)::int as correct,
        sum(f.sxx) + coalesce(sum(f.sx * f.sx / nullif(f.n, 0)) - sum(f.sx) * sum(f.sx) / nullif(sum(f.n), 0), 0) as sxx,
        sum(f.syy) + coalesce(sum(f.sy * f.sy / nullif(f.n, 0)) - sum(f.sy) * sum(f.sy) / nullif(sum(f.n), 0), 0) as syy,
        sum(f.sxy) + coalesce(sum(f.sx * f.sy / nullif(f.n, 0)) - sum(f.sx) * sum(f.sy) / nullif(sum(f.n), 0), 0) as sxy
      from figure f group by f.item
    )
    -- Where all are alike nothing goes with anything; what is left of such a sum is rounding, far below what one person makes.
    select t.item, t.people, t.correct, case when t.sxx > 1e-9 and t.syy > 1e-9 then greatest(-1, least(1, t.sxy / sqrt(t.sxx * t.syy))) end
    from total t order by t.item;
end $$;
revoke execute on function item_answers(timestamptz, timestamptz) from public;
grant execute on function item_answers(timestamptz, timestamptz) to :app;
drop function item_answers(timestamptz);
