-- Certificates of a centre are read in the order in which they were given, as far as the page.
create index certificate_given on certificate (centre_id, given_at desc, id desc);
