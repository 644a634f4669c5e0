-- What somebody said back and did again after a card was shown: evidence beside how it went.
alter table encounter
  add column card text constraint encounter_card check (card ~ '^[a-z0-9-]{1,40}$'),
  add column card_version int constraint encounter_card_version check (card_version > 0),
  add column said_back text constraint encounter_said_back check (said_back in ('full', 'hint', 'no')),
  add column done_again text constraint encounter_done_again check (done_again in ('none', 'hint', 'pointing', 'doing')),
  add constraint encounter_carded check (num_nulls(card, card_version, said_back, done_again) in (0, 4));
