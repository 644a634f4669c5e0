-- A ring that comes far after its time is none: the try of a night says so.
alter table alarm_drill_rung add column late boolean not null default false;
alter table alarm_drill_rung alter column late drop default;

-- What team and leader were rung for before there was a province waits for nothing any more: it is looked at again.
update support_ticket set rings_at = '-infinity' where state <> 'over' and merged_into is null;
