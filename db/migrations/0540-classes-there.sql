-- Who was there is asked of many classes at once (decision 95): figures of half a year asked it of each class, one call after another.
create function there_in_classes(which uuid[])
 returns table(run_id uuid, no smallint, person_id uuid)
 language plpgsql
 stable
 set search_path from current
as $$
begin
  return query
    select m.run_id, m.no, m.person_id from class_mark m
      where m.run_id = any(which) and m.how in ('here', 'late', 'early')
        and not exists (select from class_guest g where g.run_id = m.run_id and g.no = m.no and g.person_id = m.person_id
          and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken')))
    union
    -- A lesson that was made up for counts where it was missed.
    select g.missed_run, g.missed_no, g.person_id from class_guest g join class_mark m on m.run_id = g.run_id and m.no = g.no and m.person_id = g.person_id
      where g.missed_run = any(which) and m.how in ('here', 'late', 'early')
        and not (g.state = 'left' and exists (select from class_seat s where s.run_id = g.run_id and s.person_id = g.person_id and s.state = 'taken'));
end $$;
revoke execute on function there_in_classes(uuid[]) from public;
grant execute on function there_in_classes(uuid[]) to :app;

create or replace function learners_in_class(which uuid) returns table (person_id uuid, nos smallint[]) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.gaps' then return; end if;
  return query
    select w.id, array_agg(distinct t.no)
    from class_run r join place c on c.id = r.centre_id cross join lateral there_in_classes(array[r.id]) t
      join person p on p.id = t.person_id join person w on w.id = row_of(p.merged_into, p.id)
    where r.id = which and app_at(r.centre_id) and w.commune_id = c.parent_id and w.erased_at is null and not w.elsewhere
    group by w.id;
end $$;

drop function there_in_class(uuid);
