-- A name is free again once its desk is no more.
alter table desk drop constraint desk_name_once;
create unique index desk_name_once on desk (centre_id, name) where closed_at is null;
