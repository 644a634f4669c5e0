-- When whoever sits there read it all on the second screen and said that something is wrong: the desk says so until something was answered anew.
alter table assisted_session add column wrong_at timestamptz;
