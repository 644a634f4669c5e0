-- By a need that was written down somebody comes to a class as well.
alter table class_seat drop constraint class_seat_source;
alter table class_seat add constraint class_seat_source check (source in ('self', 'phone', 'beside', 'ticket', 'paper', 'proxy', 'need'));
