-- The two others of the three people of a file are asked for like its owner.
create index case_file_submitter on case_file (submitter_id);
create index case_file_helped on case_file (helped_id);
