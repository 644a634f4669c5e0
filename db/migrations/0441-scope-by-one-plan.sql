-- Who asks, said to row-level security until the end of the transaction, by a function: the same ten settings as one statement cost a plan of their own each
-- time. Without a centre it is 0: no place has this id, and whoever has none is at it: where they are was not left unsaid, and a guard that asks whether
-- somebody is *not* at a place stops them, as it would not if nobody knew. A role that policies do not bind is refused in the same breath.
create function set_scope(kind text, who text, own_row text, person uuid, session text, centres int[], areas text, request text) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  said text;
begin
  perform require_row_security();
  said := set_config('app.kind', kind, true);
  said := set_config('app.id', who, true);
  said := set_config('app.row', coalesce(own_row, ''), true);
  said := set_config('app.person', coalesce(person::text, ''), true);
  said := set_config('app.same', case when person is null then '' else array_to_string(same_as(person), ',') end, true);
  said := set_config('app.session', coalesce(session, ''), true);
  said := set_config('app.centres', case when cardinality(centres) = 0 then '0' else array_to_string(centres, ',') end, true);
  said := set_config('app.communes', case when cardinality(centres) = 0 then '0' else coalesce((
    select string_agg(distinct p.parent_id::text, ',') from place p where p.kind = 'centre' and p.id = any(centres)), '0') end, true);
  said := set_config('app.areas', areas, true);
  said := set_config('app.request', request, true);
end $$;
