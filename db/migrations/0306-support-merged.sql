-- How pressing a ticket is, the most pressing first.
create function pressing(urgency text) returns int language sql immutable parallel safe as $$
  select array_position(array['now', 'high', 'medium', 'low'], urgency)
$$;

-- The same matter told twice is one ticket: the second stands under the first, with all that was said on it, and is taken out again as it was.
alter table support_ticket add constraint support_ticket_at unique (id, centre_id);
alter table support_ticket add merged_into uuid;
alter table support_ticket add constraint support_ticket_merged_fkey foreign key (merged_into, centre_id) references support_ticket (id, centre_id);
alter table support_ticket add constraint support_ticket_merged check (merged_into <> id);
create index support_ticket_merged on support_ticket (merged_into, centre_id) where merged_into is not null;
grant update (merged_into) on support_ticket to :app;

-- What is open at a centre, in the order in which the team reads it; what is over, the latest first.
drop index support_ticket_open;
create index support_ticket_open on support_ticket (centre_id, (urgency = 'now' and state <> 'solved') desc, next_on, made_at, id) include (owner_id, state)
  where state <> 'over' and merged_into is null;
create index support_ticket_over on support_ticket (centre_id, number desc) where state = 'over' and merged_into is null;

-- How many are open at a centre, by what they wait for. Counted past the policy of each row: whoever is of the centre sees all of them.
create function support_counts(centre int, me uuid) returns table ("all" int, mine int, free int, waits int, solved int) language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return; end if;
  return query select count(*)::int, (count(*) filter (where t.owner_id = me))::int, (count(*) filter (where t.owner_id is null))::int,
      (count(*) filter (where t.state = 'waits'))::int, (count(*) filter (where t.state = 'solved'))::int
    from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null;
end $$;
revoke execute on function support_counts(int, uuid) from public;
grant execute on function support_counts(int, uuid) to :app;

create function support_over(centre int) returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(*)::int from support_ticket t where t.centre_id = centre and t.state = 'over' and t.merged_into is null);
end $$;
revoke execute on function support_over(int) from public;
grant execute on function support_over(int) to :app;

-- What nobody has taken, or is late by its day.
create function support_asking(centre int, today date) returns bigint language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  return (select count(*) from support_ticket t where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and (t.owner_id is null or t.next_on < today));
end $$;
revoke execute on function support_asking(int, date) from public;
grant execute on function support_asking(int, date) to :app;
