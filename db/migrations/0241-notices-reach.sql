-- What tells somebody that another may have changed by what they are reached does not go by the way that was changed: it goes as a text
-- to their telephone, or to the one that stood before a change of their record.
alter table notice add column by_text boolean not null default false;
alter table notice add column before_change uuid references person_change (id);
-- The language in which they were told before the change.
alter table notice add column locale text constraint notice_locale check (locale in ('vi', 'en', 'hi'));
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

-- Who made the change that a word tells of: they are not who says that it was read. Only of words that tell of one.
create function changer_of(which uuid) returns text language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' then return null; end if;
  return (select j.actor_id from notice n join journal j on j.request = n.about where n.id = which and n.by_text and app_at(n.centre_id));
end
$$;
revoke execute on function changer_of(uuid) from public;
grant execute on function changer_of(uuid) to :app;

-- Words that tell of a change and stand with people because no yes stood: a yes that comes sends them.
create function wake_changes(who uuid, at timestamptz) returns int language plpgsql security definer set search_path from current as $$
declare
  woken int;
begin
  if app_kind() is distinct from 'system' or app_id() is distinct from 'notices.wake' then return 0; end if;
  update notice n set state = 'waiting', why = null, due_at = at
    where n.person_id = any(same_as(who)) and n.by_text and n.state = 'asks' and n.why = 'no-yes' and app_at(n.centre_id);
  get diagnostics woken = row_count;
  return woken;
end
$$;
revoke execute on function wake_changes(uuid, timestamptz) from public;
grant execute on function wake_changes(uuid, timestamptz) to :app;
