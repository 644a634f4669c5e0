-- Who may stand at a door in the name of a centre: a picture, until when, and six digits that only the phone of that person shows. The
-- secret of the digits is derived from the row and never stored; `turn` makes it another when a phone was parted.
create table badge (
  id uuid not null constraint badge_pkey primary key,
  centre_id int not null references centre (id),
  staff_id uuid not null references staff (id),
  picture bytea not null constraint badge_picture check (octet_length(picture) between 100 and 40000),
  valid_until date not null,
  turn int not null default 0,
  given_by uuid not null references staff (id),
  given_at timestamptz not null,
  ended_by uuid references staff (id),
  ended_at timestamptz,
  constraint badge_ended check (ended_by is null or ended_at is not null),
  constraint badge_days check (valid_until <= (given_at at time zone 'Asia/Ho_Chi_Minh')::date + 366)
);
create unique index badge_one on badge (centre_id, staff_id) where ended_at is null;
grant select, insert, update, delete on badge to :app;
alter table badge enable row level security;

-- Whether somebody is of the staff of a centre, of its commune or of a hamlet there, and whoever asks leads them: all of the centre, or a
-- hamlet where that one has a role or goes from door to door.
create function badge_led(centre int, who uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and app_at(centre) and exists (
    select from led_hamlets(nullif(app_id(), '')::uuid, centre) mine
    where case when mine is null then works_near(centre, who) else exists (select from staff_in_hamlets(mine) s where s.staff_id = who) end);
end
$$;
revoke execute on function badge_led(int, uuid) from public;
grant execute on function badge_led(int, uuid) to :app;

create policy badge_read on badge for select to :app using (app_kind() = 'staff' and app_at(centre_id));
create policy badge_give on badge for insert to :app with check (badge_led(centre_id, staff_id) and given_by::text = app_id());
create policy badge_change on badge for update to :app using (badge_led(centre_id, staff_id)) with check (badge_led(centre_id, staff_id));
create policy badge_clear on badge for all to :app using (app_kind() = 'system' and app_id() = 'retention');
-- A parted phone is heard of by the house.
create policy badge_turn on badge for all to :app
  using (app_kind() = 'system' and app_id() = 'badges.parted' and app_at(centre_id)) with check (app_kind() = 'system' and app_id() = 'badges.parted');

-- The badges that stand: of one centre and a day, or of one person there. Whoever has no role there any more, or no account, has none.
create function badges_standing(centre int, on_day date, only_of uuid) returns table (
  id uuid, staff_id uuid, turn int, name text, valid_until date, roles text[], hamlets text[], areas text[]
) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is null then return; end if;
  return query
    select b.id, b.staff_id, b.turn, s.name, b.valid_until, g.roles, g.hamlets,
      array(select distinct a.name from field_worker w join field_area a on a.id = w.area_id
        where w.staff_id = b.staff_id and w.until is null and a.centre_id = badges_standing.centre order by a.name)
    from badge b join staff s on s.id = b.staff_id join place c on c.id = b.centre_id
      cross join lateral (
        select array_agg(distinct g.role) as roles,
          array_agg(distinct case p.kind when 'lane' then up.name else p.name end) filter (where p.kind in ('hamlet', 'lane')) as hamlets
        from staff_grant g join place p on p.id = g.place_id left join place up on up.id = p.parent_id
        where g.staff_id = b.staff_id and g.taken_at is null
          and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id)
      ) g
    where b.centre_id = badges_standing.centre and b.ended_at is null and b.valid_until >= on_day and s.closed_at is null
      and g.roles is not null and (only_of is null or b.staff_id = only_of)
    order by s.name, b.id;
end
$$;
revoke execute on function badges_standing(int, date, uuid) from public;
grant execute on function badges_standing(int, date, uuid) to :app;

-- The picture of a badge that stands, for whoever was shown its digits, and for its own phone.
create function badge_picture(which uuid) returns bytea language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is null then return null; end if;
  return (select b.picture from badge b where b.id = which and b.ended_at is null);
end
$$;
revoke execute on function badge_picture(uuid) from public;
grant execute on function badge_picture(uuid) to :app;

-- Who of the staff of a centre may have a badge from whoever asks: all of it, or the hamlets that they lead.
create function badge_bearers(centre int) returns table (id uuid, name text, roles text[], hamlets text[])
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'staff' or not app_at(badge_bearers.centre) then return; end if;
  return query
    select s.id, s.name, array_agg(distinct g.role),
      array_agg(distinct case p.kind when 'lane' then up.name else p.name end) filter (where p.kind in ('hamlet', 'lane'))
    from staff_grant g join staff s on s.id = g.staff_id join place p on p.id = g.place_id left join place up on up.id = p.parent_id
      join place c on c.id = badge_bearers.centre
    where g.taken_at is null and s.closed_at is null
      and (p.id in (c.id, c.parent_id) or p.kind = 'hamlet' and p.parent_id = c.parent_id or p.kind = 'lane' and up.parent_id = c.parent_id)
      and badge_led(badge_bearers.centre, s.id)
    group by s.id, s.name;
end
$$;
revoke execute on function badge_bearers(int) from public;
grant execute on function badge_bearers(int) to :app;

-- Whose a phone is or was.
create function badge_holder_of(phone uuid) returns uuid language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'system' then return null; end if;
  return (select p.staff_id from field_phone p where p.id = phone);
end
$$;
revoke execute on function badge_holder_of(uuid) from public;
grant execute on function badge_holder_of(uuid) to :app;
