-- Which communes somebody serves is said once for a transaction, with their centres (platform/scope.server.ts), and no longer looked up in
-- the places for each row that a policy is asked about.
create function app_communes() returns int[] language sql stable as $$
  select string_to_array(nullif(current_setting('app.communes', true), ''), ',')::int[]
$$;

create or replace function serves(commune int) returns boolean language sql stable as $$ select coalesce(commune = any(app_communes()), false) $$;
