-- A command by key claims no request any more: the row of the journal, which is there once, ends one that was done before.
drop function require_mine(boolean);
