-- A parent stands for a child until it is of age, a guardian for whoever was put into their care: both by a paper, and for everything
-- that concerns the other. Whoever was asked follows and pays, as before.
alter table mandate drop constraint mandate_kind;
alter table mandate drop constraint mandate_evidence;
alter table mandate
  add constraint mandate_kind check (kind in ('mandate', 'guardian', 'parent')),
  add constraint mandate_evidence check (evidence in ('said', 'paper', 'birth-certificate', 'decision')),
  add constraint mandate_scope check (scope in ('follow-and-pay', 'everything')),
  add constraint mandate_scope_of_kind check ((kind = 'mandate') = (scope = 'follow-and-pay'));

-- Whether the person of the scope stands for somebody in everything: a parent or guardian reads and answers what the other would.
create function cares_for(principal uuid) returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return exists (
    select from mandate m
    where m.principal_id = any(same_as(principal)) and m.agent_id = any(app_same()) and m.scope = 'everything' and m.revoked_at is null
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
  );
end
$$;
revoke execute on function cares_for(uuid) from public;
grant execute on function cares_for(uuid) to :app;

-- Whoever has a telephone, for the one job that hears messages: a hash is not to be had without the house's key.
create function holders_of_phone(hashes bytea[]) returns setof uuid language sql stable security definer set search_path from current as $$
  select distinct coalesce(p.merged_into, p.id) from person p where app_kind() = 'system' and app_id() = 'messages' and p.phone_hash = any(hashes) and p.erased_at is null
$$;
revoke execute on function holders_of_phone(bytea[]) from public;
grant execute on function holders_of_phone(bytea[]) to :app;

alter policy mandate_change on mandate using (
  (app_kind() = 'staff' and app_at(centre_id)) or (app_kind() = 'resident' and (principal_id = any(app_same()) or agent_id = any(app_same())))
  or (app_kind() = 'system' and app_id() = 'messages' and principal_id = app_row())
);
