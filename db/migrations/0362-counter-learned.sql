-- What a matter takes at a centre is learned once a day, when its line opens, of the thirty days before it: a number is given to whoever stands at the kiosk
-- without going through a month of visits first. [{matter, count, mean}], minutes; null on a line of before this.
alter table line add learned jsonb;
create function learn_service(centre int, today date) returns jsonb language sql stable set search_path from current as $$
  select coalesce(jsonb_agg(jsonb_build_object('matter', l.matter, 'count', l.many, 'mean', l.mean) order by l.matter), '[]') from (
    select t.matter, count(*) as many, avg(extract(epoch from (p.to_at - p.from_at)) / 60)::float8 as mean
    from ticket_period p join ticket t on t.id = p.ticket_id
    where p.centre_id = centre and p.state in ('called', 'serving') and p.day >= today - 30 and p.day < today and p.to_at > p.from_at and p.to_at - p.from_at < interval '3 hours'
    group by t.matter) l
$$;
