-- A sheet fills tables within one step, and the planner would join by what it knew of them before: all with all, for ten seconds and
-- more. The step itself counts them anew.
create function analyze_import_rows() returns void language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'system' then raise insufficient_privilege; end if;
  analyze import_row;
end
$$;
revoke execute on function analyze_import_rows() from public;
grant execute on function analyze_import_rows() to :app;

create function analyze_register() returns void language plpgsql security definer set search_path from current as $$
begin
  if coalesce(app_kind(), '') <> 'system' then raise insufficient_privilege; end if;
  analyze person;
  analyze household;
  analyze household_member;
end
$$;
revoke execute on function analyze_register() from public;
grant execute on function analyze_register() to :app;

-- A long statement whose program is gone ends within a second, and its locks with it; where the machine cannot tell, it runs on.
create function end_with_program() returns void language plpgsql as $$
begin
  perform set_config('client_connection_check_interval', '1000', true);
exception when others then
  null;
end
$$;
revoke execute on function end_with_program() from public;
grant execute on function end_with_program() to :app;
