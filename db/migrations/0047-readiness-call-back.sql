-- Whose appointment was called off reads so in the history of her need: the row names all of them at once.
create index journal_called_off on journal (id) where command = 'readiness.call-off';
