-- What an engineer mended, the latest first: what was broken, on which machine, for which centre, and how it ended. No name, no telephone, no ticket: once
-- it is not theirs they read nobody of it. Whoever is no engineer of that centre any more reads none. `after`: the word of theirs after which it goes on.
create function support_mended_by_me(after uuid, most int) returns table (
  id uuid, number int, system text, device text, machine text, centre text, mended_at timestamptz, ended text, ended_at timestamptz, whole bigint
) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return; end if;
  return query
    select e.id, t.number, t.system, t.device, d.name, p.name, e.at,
      case when b.at is not null then 'back' when t.state = 'over' then 'confirmed' else 'solved' end,
      coalesce(b.at, case when t.state = 'over' then c.at end), count(*) over ()
    from support_event e join support_ticket t on t.id = e.ticket_id join place p on p.id = t.centre_id left join device d on d.id = t.machine_id
      left join lateral (select min(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'back' and x.at >= e.at) b on true
      left join lateral (select max(x.at) as at from support_event x where x.ticket_id = t.id and x.kind = 'confirmed' and x.at >= e.at) c on true
    where e.by_staff = app_id()::uuid and e.kind = 'solved'
      and not exists (select from support_event x where x.ticket_id = t.id and x.by_staff = e.by_staff and x.kind = 'solved' and (x.at, x.id) > (e.at, e.id))
      and not exists (select from support_loss l where l.ticket_id = t.id)
      and exists (select from staff_grant g where g.staff_id = e.by_staff and g.role = 'engineer' and g.taken_at is null and whole_place(g.place_id) in (p.id, p.parent_id))
      and (after is null or (e.at, e.id) < (select a.at, a.id from support_event a where a.id = after and a.by_staff = e.by_staff))
    order by e.at desc, e.id desc limit most;
end $$;
revoke execute on function support_mended_by_me(uuid, int) from public;
grant execute on function support_mended_by_me(uuid, int) to :app;
