-- Asked at the beginning of every transaction: a connection that row-level security does not bind (a superuser, BYPASSRLS, the owner
-- of the tables), or that stands in another schema, is told nothing and writes nothing.
create function require_row_security() returns void language plpgsql stable as $$
begin
  if not row_security_active('journal') then
    raise insufficient_privilege using message = 'row-level security does not bind this role';
  end if;
end
$$;
