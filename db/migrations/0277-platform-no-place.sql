-- Whoever has no place is at none: where nothing was said it is no, and never unknown, so that no guard that asks for the contrary lets them by.
create or replace function app_centres() returns int[] language sql stable as $$ select coalesce(string_to_array(nullif(current_setting('app.centres', true), ''), ',')::int[], '{}') $$;
