-- What is said first at each door of a centre, from a day to a day: phones take it along.
create table field_greeting (
  -- of whatever it is said for, as a campaign
  id uuid not null constraint field_greeting_pkey primary key,
  centre_id int not null references centre (id),
  words text not null,
  from_day date not null,
  until_day date not null
);
create index field_greeting_centre on field_greeting (centre_id, until_day);
grant select, insert, update, delete on field_greeting to :app;
alter table field_greeting enable row level security;
create policy field_greeting_all on field_greeting for all to :app
  using (app_is_field() or app_kind() = 'staff' and app_at(centre_id)) with check (app_kind() = 'staff' and app_at(centre_id));
insert into field_greeting (id, centre_id, words, from_day, until_day)
select id, centre_id, greeting, from_day, to_day from campaign where ended_at is null;
