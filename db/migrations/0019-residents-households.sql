-- A dwelling is a place where people live, a household is who keeps house together, a person is a person: two households
-- can share a dwelling, and a person belongs to one household at a time and keeps the memory of those before.
create table dwelling (
  id uuid primary key,
  commune_id int not null references place,
  hamlet_id int references place,
  -- as people say it: "ngõ Giếng, nhà có cây khế"
  address text not null default '',
  made_at timestamptz not null
);
create index dwelling_hamlet on dwelling (hamlet_id);

create table household (
  id uuid primary key,
  commune_id int not null references place,
  dwelling_id uuid not null references dwelling,
  -- the number in the commune's own list, by which a later list finds it again
  book text,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint household_book_once unique (commune_id, book)
);
create index household_dwelling on household (dwelling_id);

create table household_member (
  id uuid primary key,
  household_id uuid not null references household,
  person_id uuid not null references person,
  relation text not null constraint household_member_relation check (relation in ('head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other')),
  since date not null,
  until date,
  constraint household_member_days check (until is null or until >= since)
);
create unique index household_member_once on household_member (person_id) where until is null;
create index household_member_of on household_member (household_id);
create index household_member_person on household_member (person_id);

-- Why somebody needs more help: the coded groups, and ethnicity. Sealed, because a list of them is what nobody may have by chance;
-- what a helper has to know stands in person.needs.
create table vulnerability (
  person_id uuid primary key references person,
  commune_id int not null references place,
  sealed bytea not null,
  changed_at timestamptz not null
);

-- Whoever may read why: the roles that decide on it. It reads past the policy of the table of roles.
create function app_may_know_why() returns boolean language plpgsql stable security definer set search_path from current as $$
begin
  return app_kind() = 'staff' and exists (
    select from staff_grant g where g.staff_id::text = app_id() and g.role in ('receiving-officer', 'leader') and g.taken_at is null and app_near(g.place_id)
  );
end
$$;
revoke execute on function app_may_know_why() from public;
grant execute on function app_may_know_why() to :app;

alter table dwelling enable row level security;
create policy dwelling_staff on dwelling for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
alter table household enable row level security;
create policy household_staff on household for all to :app
  using (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  with check (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
alter table household_member enable row level security;
create policy household_member_seen on household_member for all to :app
  using (exists (select from household h where h.id = household_id)) with check (exists (select from household h where h.id = household_id));
create policy household_member_own on household_member for select to :app using (app_kind() = 'resident' and person_id = app_person());
alter table vulnerability enable row level security;
create policy vulnerability_few on vulnerability for select to :app using (
  (app_may_know_why() and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  or (app_kind() = 'resident' and person_id = app_person())
  or (app_kind() = 'system' and (person_id = app_row() or app_id() = 'import') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
);
create policy vulnerability_write on vulnerability for insert to :app with check (
  (app_may_know_why() or app_kind() = 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
create policy vulnerability_change on vulnerability for update to :app
  using ((app_may_know_why() or app_kind() = 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));
create policy vulnerability_forget on vulnerability for delete to :app
  using ((app_may_know_why() or app_kind() = 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)));

grant select, insert, update on dwelling, household, household_member, vulnerability to :app;
grant delete on vulnerability to :app;
