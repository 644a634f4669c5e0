-- What tells somebody that another may have changed by what they are reached does not go by the way that was changed: it goes as a text
-- to their telephone, or to the one that stood before a change of their record.
alter table notice add column by_text boolean not null default false;
alter table notice add column before_change uuid references person_change (id);
alter table notice add constraint notice_before check (before_change is null or by_text);

-- What stood in a record before a change of it, sealed: the house alone asks, of whom the change was.
create function facts_before(change uuid, who uuid) returns table (person_id uuid, facts bytea) language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query select c.person_id, c.before_sealed from person_change c
    where c.id = change and c.person_id = any(same_as(who)) and length(c.before_sealed) > 0;
end
$$;
revoke execute on function facts_before(uuid, uuid) from public;
grant execute on function facts_before(uuid, uuid) to :app;
