-- pg_restore gives no search path: what works out a column of a row while it is read in must find our own functions by itself. Until
-- now no dump could be read in again: "function plain_words(text) does not exist" at the table of people.
alter function search_keys(int, text, text, int, text) set search_path from current;
alter function fold_name(text) set search_path from current;
