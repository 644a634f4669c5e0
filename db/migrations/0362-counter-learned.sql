-- What a matter takes at a centre is learned once a day, when its line opens, of the thirty days before it: a number is given to whoever stands at the kiosk
-- without going through a month of visits first. [{matter, count, mean}], minutes; null on a line of before this. Who came last stands there too.
alter table line add learned jsonb, add last_arrived_at timestamptz;
update line l set last_arrived_at = (select max(t.arrived_at) from ticket t where t.centre_id = l.centre_id and t.day = l.day)
  where l.day >= (select max(o.day) - 1 from line o);
create function learn_service(centre int, today date) returns jsonb language plpgsql stable set search_path from current as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('matter', l.matter, 'count', l.many, 'mean', l.mean) order by l.matter), '[]') from (
    select t.matter, count(*) as many, avg(extract(epoch from (p.to_at - p.from_at)) / 60)::float8 as mean
    from ticket_period p join ticket t on t.id = p.ticket_id
    where p.centre_id = centre and p.state in ('called', 'serving') and p.day >= today - 30 and p.day < today and p.to_at > p.from_at and p.to_at - p.from_at < interval '3 hours'
    group by t.matter) l);
end $$;

-- Whoever takes a number and whoever calls one no longer wait for each other: the first holds the line, the second who was called last.
create table line_call (
  centre_id int not null references centre (id),
  day date not null,
  other_called boolean not null default false,
  primary key (centre_id, day)
);
insert into line_call select centre_id, day, other_called from line;
alter table line drop column other_called;
grant select, insert, update on line_call to :app;
alter table line_call enable row level security;
create policy line_call_all on line_call for all to :app using (app_at(centre_id)) with check (app_at(centre_id));
