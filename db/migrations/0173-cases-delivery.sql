-- How they asked for the result when they said yes: at the desk, by post, or electronic. Slip and follow page say it; the address stays sealed among the answers.
alter table case_file add column delivery text constraint case_file_delivery check (delivery in ('desk', 'post', 'electronic'));
