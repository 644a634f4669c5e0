-- A door as phones take it along also says which facts of somebody were read from their card, and which were typed as they were said: a file at a
-- table marks them so, and not as the register's.
drop function taken_along(uuid[]);
create function taken_along(which uuid[]) returns table (
  id uuid, book text, hamlet text, lane text, floor int, point jsonb, address text, visited jsonb, last_by text, visits int, people jsonb)
 language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'phone' then return; end if;
  return query
    with doors as (
      select h.id, h.book, h.dwelling_id from household h join field_holding f on f.household_id = h.id
      where h.id = any(which) and f.area_id = any(app_areas()) and h.ended_at is null
    ), members as (
      select m.household_id, m.relation, m.since, p.id, p.name, p.birth_year, p.gender, p.needs, p.verified, p.sources, without_name(p.id) as hidden,
        array(select p.id union select o.id from person o where o.merged_into = p.id) as ids
      from household_member m join person p on p.id = m.person_id
      where m.household_id in (select d.id from doors d) and m.until is null and p.erased_at is null and p.merged_into is null
    ), stood as (
      select v.household_id, v.outcome, v.helper_id, v.ended_at, row_number() over (partition by v.household_id order by v.ended_at desc, v.id desc) as n,
        count(*) over (partition by v.household_id)::int as times
      from visit v where v.household_id in (select d.id from doors d) and v.taken_back_at is null
    )
    select d.id, d.book, l.name, g.name, w.floor, case when w.lon is not null then jsonb_build_array(w.lon, w.lat) end, w.address,
      case when s.outcome is not null then jsonb_build_array(to_char(s.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), s.outcome) end, actor_name('staff', s.helper_id::text), coalesce(s.times, 0),
      coalesce((
        select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'year', m.birth_year, 'gender', m.gender, 'relation', m.relation, 'needs', m.needs,
          'verified', m.verified,
          'said', (select coalesce(jsonb_object_agg(e.key, case when e.value = 'card' then 'card' else 'said' end), '{}') from jsonb_each_text(m.sources) e), 'since', m.since, 'hidden', m.hidden,
          'step', (select t.door from readiness_triage t where t.person_id = any(m.ids) order by t.at desc, t.id desc limit 1),
          'open', coalesce((
            select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'urgency', n.urgency, 'plan', n.plan, 'promisedOn', n.promised_on,
              'owner', actor_name('staff', n.owner_id::text)) order by n.made_at, n.id)
            from need n where n.person_id = any(m.ids) and n.outcome is null), '[]'),
          'again', coalesce((
            select jsonb_agg(jsonb_build_array(e.topic, e.ask_again_on) order by e.ask_again_on, e.topic) from (
              select distinct on (x.topic) x.topic, x.ask_again_on from encounter x where x.person_id = any(m.ids) order by x.topic, x.at desc, x.id desc) e
            where e.ask_again_on is not null), '[]'),
          'consents', said.answers, 'versions', said.versions
        ) order by m.since, m.id)
        from members m cross join lateral (
          select coalesce(jsonb_object_agg(c.purpose, jsonb_build_array(c.answer, c.id)), '{}') as answers, coalesce(jsonb_object_agg(c.purpose, c.text_version), '{}') as versions
          from (select distinct on (x.purpose) x.purpose, x.answer, x.id, x.text_version from consent x where x.person_id = any(m.ids)
            order by x.purpose, x.counts_at desc, x.id desc) c) said
        where m.household_id = d.id), '[]')
    from doors d join dwelling w on w.id = d.dwelling_id left join place l on l.id = w.hamlet_id left join place g on g.id = w.lane_id
      left join stood s on s.household_id = d.id and s.n = 1;
end
$$;
revoke execute on function taken_along(uuid[]) from public;
grant execute on function taken_along(uuid[]) to :app;
