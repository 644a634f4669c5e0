-- Until when a card or a health insurance of somebody is valid, as a list or the paper itself says. The latest day counts; none is
-- overwritten, so that a list can be taken back.
create table person_paper (
  person_id uuid not null references person on delete cascade,
  paper text not null constraint person_paper_kind check (paper in ('id-card', 'health-insurance')),
  until date not null,
  commune_id int not null references place,
  noted_at timestamptz not null,
  import_id uuid,
  primary key (person_id, paper, until)
);
create index person_paper_import on person_paper (import_id) where import_id is not null;
comment on table person_paper is 'until when a paper of somebody is valid';

alter table person_paper enable row level security;
create policy person_paper_read on person_paper for select to :app using (
  (app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id)))
  or (app_kind() = 'resident' and person_id = any(app_same()))
);
create policy person_paper_write on person_paper for insert to :app with check (
  app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
  and exists (select from person p where p.id = person_id)
);
create policy person_paper_forget on person_paper for delete to :app using (
  app_kind() in ('staff', 'system') and exists (select from place p where p.kind = 'centre' and p.parent_id = commune_id and app_at(p.id))
);
grant select, insert, delete on person_paper to :app;

-- It is in the copy of everything, and in what an erasure counts.
create or replace function everything_about(who uuid, answering uuid) returns jsonb language sql stable security definer set search_path from current as $$
  select case when app_kind() <> 'staff' or exists (
    select from data_request r
    where r.id = answering and r.person_id = any(same_as(who)) and app_at(r.centre_id) and r.kind in ('access', 'deletion') and r.state in ('received', 'acknowledged')
  ) then everything_rows(who) || jsonb_build_object('person_paper', (select jsonb_agg(to_jsonb(t)) from person_paper t where t.person_id = any(same_as(who)))) end
$$;
