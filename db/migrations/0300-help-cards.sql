-- Cards that tell how something is done, step by step. Each change is a version of its own and stays; what was decided of a version, and who says that
-- a screen looks otherwise, are rows that stay too. Nothing of whoever was helped stands here. A card of the house lies in the code and is named by a word.
create table help_card (
  id uuid constraint help_card_pkey primary key,
  centre_id int not null constraint help_card_centre_id_fkey references centre (id),
  made_by uuid not null constraint help_card_made_by_fkey references staff (id),
  made_at timestamptz not null
);
create index help_card_centre on help_card (centre_id);
create index help_card_made_by on help_card (made_by);

create table help_card_version (
  card_id uuid not null constraint help_card_version_card_id_fkey references help_card (id),
  centre_id int not null constraint help_card_version_centre_id_fkey references centre (id),
  version int not null constraint help_card_version_version check (version > 0),
  -- In Vietnamese, and in English and Hindi where somebody wrote it: {vi, en, hi}.
  title jsonb not null,
  picture text not null,
  system text not null constraint help_card_version_system check (system in ('portal', 'e-id', 'signature', 'payment', 'health', 'message', 'phone', 'computer', 'printer', 'network', 'this-house', 'other')),
  device text not null constraint help_card_version_device check (device in ('touch-phone', 'apple-phone', 'key-phone', 'computer', 'any')),
  -- In their order: [{says: {vi, en, hi}, picture, voice}].
  steps jsonb not null constraint help_card_version_steps check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) <= 8),
  made_by uuid not null constraint help_card_version_made_by_fkey references staff (id),
  at timestamptz not null,
  constraint help_card_version_pkey primary key (card_id, version)
);
create index help_card_version_centre on help_card_version (centre_id);
create index help_card_version_made_by on help_card_version (made_by);

create table help_card_event (
  id uuid constraint help_card_event_pkey primary key,
  no bigint generated always as identity,
  card text not null constraint help_card_event_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'),
  version int not null constraint help_card_event_version check (version > 0),
  centre_id int not null constraint help_card_event_centre_id_fkey references centre (id),
  kind text not null constraint help_card_event_kind check (kind in ('published', 'withdrawn', 'verified')),
  -- How many had said of this version that a screen looks otherwise, as whoever tried it saw it.
  seen int not null constraint help_card_event_seen check (seen >= 0),
  by_staff uuid not null constraint help_card_event_by_staff_fkey references staff (id),
  at timestamptz not null
);
create index help_card_event_latest on help_card_event (card, centre_id, no desc);
create index help_card_event_centre on help_card_event (centre_id);
create index help_card_event_by on help_card_event (by_staff);

-- Somebody says that a screen looks otherwise: a card, a version and a step, and nobody.
create table help_card_other (
  id uuid constraint help_card_other_pkey primary key,
  no bigint generated always as identity,
  card text not null constraint help_card_other_card check (card ~ '^[a-z0-9][a-z0-9-]{1,35}$'),
  version int not null constraint help_card_other_version check (version > 0),
  step int not null constraint help_card_other_step check (step between 1 and 8),
  -- At which centre; none where a card of the house was read and no centre was meant.
  centre_id int constraint help_card_other_centre_id_fkey references centre (id),
  at timestamptz not null
);
create index help_card_other_card on help_card_other (card, version, no);
create index help_card_other_centre on help_card_other (centre_id);

alter table help_card enable row level security;
alter table help_card_version enable row level security;
alter table help_card_event enable row level security;
alter table help_card_other enable row level security;
create policy help_card_read on help_card for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id) or exists (select from help_card_event e where e.card = help_card.id::text and e.kind = 'published'));
create policy help_card_write on help_card for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id());
-- What was once given to everybody is read by everybody; a draft by its own centre.
create policy help_card_version_read on help_card_version for select to :app
  using (app_kind() in ('staff', 'system') and app_at(centre_id)
    or exists (select from help_card_event e where e.card = help_card_version.card_id::text and e.version = help_card_version.version and e.kind = 'published'));
create policy help_card_version_write on help_card_version for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and made_by::text = app_id()
    and exists (select from help_card c where c.id = help_card_version.card_id and c.centre_id = help_card_version.centre_id));
create policy help_card_event_read on help_card_event for select to :app using (true);
-- Nobody gives to everybody what they wrote themselves since the last time; nobody decides of a card of elsewhere.
create policy help_card_event_write on help_card_event for insert to :app
  with check (app_kind() = 'staff' and app_at(centre_id) and by_staff::text = app_id()
    and (card !~ '^[0-9a-f]{8}-[0-9a-f]{4}-' or exists (select from help_card c where c.id::text = card and c.centre_id = help_card_event.centre_id))
    and (kind <> 'published' or not exists (
      select from help_card_version w where w.card_id::text = help_card_event.card and w.made_by::text = app_id() and w.version <= help_card_event.version
        and w.version > coalesce((select max(p.version) from help_card_event p where p.card = help_card_event.card and p.kind = 'published'), 0))));
create policy help_card_other_read on help_card_other for select to :app
  using (app_kind() in ('staff', 'system') and (centre_id is null or app_at(centre_id)));
create policy help_card_other_write on help_card_other for insert to :app with check (app_kind() = 'public');
grant select, insert on help_card, help_card_version, help_card_event, help_card_other to :app;
