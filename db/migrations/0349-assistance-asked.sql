-- A need after which both questions were asked is not looked at again to find what is still to be asked: of five years nearly all are.
alter table need add column asked boolean not null default false;
update need n set asked = true where (select count(*) from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on) = 2;

create function need_was_asked() returns trigger language plpgsql set search_path from current as $$
begin
  update need n set asked = true where n.id = new.need_id and n.outcome_on = new.met_on and not n.asked
    and (select count(*) from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on) = 2;
  return null;
end $$;
create trigger need_was_asked after insert on need_follow_up for each row execute function need_was_asked();

-- Met on another day it is asked of anew.
create function need_met_again() returns trigger language plpgsql set search_path from current as $$
begin
  new.asked := (select count(*) = 2 from need_follow_up u where u.need_id = new.id and u.met_on = new.outcome_on);
  return new;
end $$;
create trigger need_met_again before update on need for each row
  when (new.outcome_on is distinct from old.outcome_on) execute function need_met_again();

create index need_to_ask on need (centre_id, outcome_on) where outcome = 'met' and not asked;
