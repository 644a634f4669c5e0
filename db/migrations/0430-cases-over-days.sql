-- How many files ended at a centre, of those made on each day: kept beside the files, so that no number of them is counted anew with every page. Whoever
-- ends a file adds to the line of its day that nobody else holds, or begins another: nobody waits for anybody, and a day has a line or a few.
create table case_over_day (
  receiving_centre_id int not null references centre,
  made_on date not null,
  files int not null
);
create index case_over_day_centre on case_over_day (receiving_centre_id, made_on) include (files);
alter table case_over_day enable row level security;

create function case_day(at timestamptz) returns date language sql immutable as $$ select (at at time zone 'Asia/Ho_Chi_Minh')::date $$;

insert into case_over_day
select receiving_centre_id, case_day(made_at), count(*) from case_file where stage = 'filed' and status in (3, 7, 10) group by 1, 2;

create function add_case_over(centre int, day date, more int) returns void language plpgsql set search_path from current as $$
begin
  update case_over_day d set files = d.files + more
  where d.ctid = (select f.ctid from case_over_day f where f.receiving_centre_id = centre and f.made_on = day limit 1 for update skip locked);
  if not found then insert into case_over_day values (centre, day, more); end if;
end $$;
revoke execute on function add_case_over(int, date, int) from public;

create function count_case_over() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op <> 'INSERT' and old.stage = 'filed' and old.status in (3, 7, 10) then
    perform add_case_over(old.receiving_centre_id, case_day(old.made_at), -1);
  end if;
  if tg_op <> 'DELETE' and new.stage = 'filed' and new.status in (3, 7, 10) then
    perform add_case_over(new.receiving_centre_id, case_day(new.made_at), 1);
  end if;
  return null;
end $$;
revoke execute on function count_case_over() from public;

create trigger case_over_made after insert on case_file for each row
  when (new.stage = 'filed' and new.status in (3, 7, 10)) execute function count_case_over();
create trigger case_over_gone after delete on case_file for each row
  when (old.stage = 'filed' and old.status in (3, 7, 10)) execute function count_case_over();
create trigger case_over_changed after update on case_file for each row
  when ((old.stage = 'filed' and old.status in (3, 7, 10) or new.stage = 'filed' and new.status in (3, 7, 10))
    and (old.receiving_centre_id, old.made_at, old.stage, old.status) is distinct from (new.receiving_centre_id, new.made_at, new.stage, new.status))
  execute function count_case_over();

-- How many files ended at a centre; after one of them, as the list turns: those of earlier days, and of its own day those that stand after it.
create or replace function cases_over(centre int, key uuid) returns int
language plpgsql stable security definer set search_path from current as $$
declare
  key_at timestamptz;
begin
  if coalesce(app_kind(), '') <> 'staff' or not app_at(centre) then return 0; end if;
  if key is null then
    return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = centre);
  end if;
  key_at := (select c.made_at from case_file c where c.id = key and c.receiving_centre_id = centre);
  return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = centre and d.made_on < case_day(key_at))
    + (select count(*)::int from case_file c where c.receiving_centre_id = centre and c.stage = 'filed' and c.status in (3, 7, 10)
      and c.made_at >= case_day(key_at)::timestamp at time zone 'Asia/Ho_Chi_Minh' and c.made_at <= key_at and (c.made_at < key_at or c.id > key));
end $$;

-- How many files ended (3, 7, 8 and 10) otherwise than within a span: of all that are over, less what ended in the span.
create or replace function ended_outside(centres int[], begins timestamptz, ends timestamptz) returns int
language plpgsql stable security definer set search_path from current as $$
declare
  mine int[] := array(select c from unnest(centres) c where app_at(c));
begin
  if coalesce(app_kind(), '') <> 'staff' then return 0; end if;
  return (select coalesce(sum(d.files), 0)::int from case_over_day d where d.receiving_centre_id = any(mine))
    + (select count(*)::int from case_file c where c.receiving_centre_id = any(mine) and c.stage not in ('draft', 'void')
      and (c.stage <> 'filed' or c.status is null or c.status not in (3, 7, 10)) and c.status in (3, 7, 8, 10))
    - (select count(*)::int from (select distinct s.case_id, s.status from case_status s where s.outside_at >= begins and s.outside_at < ends and s.status in (3, 7, 8, 10)) d
      cross join lateral (select f.status from case_file f where f.id = d.case_id and f.status = d.status and f.receiving_centre_id = any(mine) and f.stage not in ('draft', 'void') offset 0) e);
end $$;
