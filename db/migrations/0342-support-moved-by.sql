-- Who of the house moved a ticket last, and when: whoever presses on what they saw before reads who was quicker. What moves it otherwise (its person,
-- an engineer, the house by itself) leaves nobody's name.
alter table support_ticket add moved_by uuid references staff (id);
alter table support_ticket add moved_at timestamptz;
alter table support_ticket add constraint support_ticket_moved check ((moved_by is null) = (moved_at is null));
create index support_ticket_moved_by on support_ticket (moved_by) where moved_by is not null;
grant update (moved_by, moved_at) on support_ticket to :app;

create function support_moved() returns trigger language plpgsql set search_path from current as $$
begin
  if new.moved_at is not distinct from old.moved_at or new.moved_by::text is distinct from app_id() then
    new.moved_by := null;
    new.moved_at := null;
  end if;
  return new;
end $$;
create trigger support_ticket_moved before update of version on support_ticket for each row when (new.version <> old.version) execute function support_moved();
