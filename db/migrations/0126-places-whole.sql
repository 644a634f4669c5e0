-- The commune of a hamlet or lane; any other place is its own.
create function whole_place(which int) returns int language plpgsql stable as $$
begin
  return (
    select case p.kind when 'hamlet' then p.parent_id when 'lane' then up.parent_id else p.id end
    from place p left join place up on up.id = p.parent_id where p.id = which);
end
$$;
revoke execute on function whole_place(int) from public;
grant execute on function whole_place(int) to :app;
