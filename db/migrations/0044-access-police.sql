-- The commune police write their own days: a role that opens the calendar and nothing of the register.
alter table staff_grant drop constraint staff_grant_role;
alter table staff_grant add constraint staff_grant_role check (role in ('guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province'));
