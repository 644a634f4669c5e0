-- A price is found for a commune, at one of its centres: files that wait for it at another one are told as well. The job that has heard of it
-- sees one file at a time; which ones they are this function says, to that job and of that price alone.
create function files_without_fee(fee uuid) returns setof uuid language plpgsql stable security definer rows 20 set search_path from current as $$
begin
  if app_kind() is distinct from 'system' or app_row() is distinct from fee then return; end if;
  return query
    select c.id from commune_fee f
      join place p on p.parent_id = f.commune_id and p.kind = 'centre'
      join case_file c on c.receiving_centre_id = p.id and c.procedure_code = f.procedure_code and coalesce(c.way, 'DIRECT') = f.way
    where f.id = fee and f.ended_at is null and c.stage in ('confirmed', 'received', 'filed')
      and not exists (select from fee_line l where l.case_id = c.id and l.void_at is null)
      and not exists (select from payment m where m.case_id = c.id)
    order by c.id;
end
$$;
revoke execute on function files_without_fee(uuid) from public;
grant execute on function files_without_fee(uuid) to :app;
