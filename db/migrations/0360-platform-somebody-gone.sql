-- Somebody whom an import is taken back for is nobody at a door.
create trigger tell_doors_gone after delete on person for each statement execute function tell_doors();
