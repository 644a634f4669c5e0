-- A list of tickets goes on after the line that was read last, however many stand before it, and says how many follow: counted up to a bound, for
-- nobody reads a million. It counts past the policy of each row, for whoever reads the rows anyway.
drop function support_over(int);
create function support_after(centre int, me uuid, which text, at_pressing boolean, at_next date, at_made timestamptz, at_id uuid, at_number int, most int)
  returns int language plpgsql stable security definer set search_path from current as $$
begin
  if app_kind() is distinct from 'staff' or not app_at(centre) then return 0; end if;
  if which = 'over' then
    return (select count(*) from (
      select from support_ticket t where t.centre_id = centre and t.state = 'over' and t.merged_into is null and t.number > 0 and t.number < at_number
      order by t.number desc limit most) l);
  end if;
  return (select count(*) from (
    select from support_ticket t
    where t.centre_id = centre and t.state <> 'over' and t.merged_into is null and t.number > 0
      and ((t.urgency = 'now' and t.state <> 'solved') = at_pressing and (t.next_on, t.made_at, t.id) > (at_next, at_made, at_id)
        or at_pressing and not (t.urgency = 'now' and t.state <> 'solved'))
      and case which when 'mine' then t.owner_id = me when 'free' then t.owner_id is null when 'waits' then t.state = 'waits' when 'solved' then t.state = 'solved' else true end
    limit most) l);
end $$;
revoke execute on function support_after(int, uuid, text, boolean, date, timestamptz, uuid, int, int) from public;
grant execute on function support_after(int, uuid, text, boolean, date, timestamptz, uuid, int, int) to :app;
