-- What a class taught and somebody does not do alone two weeks later is a need of theirs: looked at once for each class.
alter table class_run add column gaps_at timestamptz;
grant update (gaps_at) on class_run to :app;
create policy class_run_gaps on class_run for update to :app
  using (app_kind() = 'system' and app_id() = 'classes.gaps' and app_at(centre_id))
  with check (app_kind() = 'system' and app_id() = 'classes.gaps' and app_at(centre_id));

-- Classes that were held, of which the last lesson lies between two days and at which nobody has looked yet.
create function classes_to_look_at(since date, until date) returns table (run_id uuid, centre_id int) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.gaps' then return; end if;
  return query
    select r.id, r.centre_id from class_session s join class_run r on r.id = s.run_id
    where s.day between since and until and r.dropped_at is null and r.gaps_at is null
      and not exists (select from class_session l where l.run_id = s.run_id and l.day > s.day);
end $$;
revoke execute on function classes_to_look_at(date, date) from public;
grant execute on function classes_to_look_at(date, date) to :app;

-- Whoever came to a lesson of a class and lives in its commune, once by the row that the register has of them, with the lessons at which they were.
create function learners_in_class(which uuid) returns table (person_id uuid, nos smallint[]) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'classes.gaps' then return; end if;
  return query
    select w.id, array_agg(distinct t.no)
    from class_run r join place c on c.id = r.centre_id cross join lateral there_in_class(r.id) t
      join person p on p.id = t.person_id join person w on w.id = row_of(p.merged_into, p.id)
    where r.id = which and app_at(r.centre_id) and w.commune_id = c.parent_id and w.erased_at is null and not w.elsewhere
    group by w.id;
end $$;
revoke execute on function learners_in_class(uuid) from public;
grant execute on function learners_in_class(uuid) to :app;
