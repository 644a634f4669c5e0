-- Which communes a transaction serves is said with its scope (0356). These policies still looked it up in the places, and every statement that
-- reads a person made ready to: a quarter of a millisecond before it began.
alter policy dwelling_staff on dwelling
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy household_staff on household
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy person_change_import on person
	using (app_kind() = 'system' and app_id() = 'import' and serves(commune_id));
alter policy person_for_needs on person
	using (app_kind() = 'system' and app_id() = 'assistance.find-needs' and merged_into is null and serves(commune_id));
alter policy person_forget_kin on person
	using (app_kind() = 'system' and app_id() = 'retention' and serves(commune_id));
alter policy person_forget_kin_seen on person
	using (app_kind() = 'system' and app_id() = 'retention' and serves(commune_id));
alter policy person_read_import on person
	using (app_kind() = 'system' and app_id() = 'import' and serves(commune_id));
alter policy person_read_twins on person
	using (app_kind() = 'system' and app_id() = 'twins' and serves(commune_id));
alter policy person_unimport on person
	using (app_kind() = 'system' and app_id() = 'import' and import_id is not null and changed_at is null and serves(commune_id));
alter policy person_change_empty on person_change
	using (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy person_change_read on person_change
	using (app_kind() = 'staff' and serves(commune_id) or app_kind() = 'resident' and (person_id = any (app_same())));
alter policy person_change_read_system on person_change
	using (app_kind() = 'system' and app_id() = 'retention' and serves(commune_id));
alter policy person_change_write on person_change
	with check (app_kind() = 'staff' and serves(commune_id));
alter policy person_merge_all on person_merge
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy person_paper_forget on person_paper
	using (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy person_paper_read on person_paper
	using (app_kind() in ('staff', 'system') and serves(commune_id) or app_kind() = 'resident' and (person_id = any (app_same())));
alter policy person_paper_write on person_paper
	with check (app_kind() in ('staff', 'system') and serves(commune_id) and (exists (select from person p where p.id = person_paper.person_id)));
alter policy twin_pair_all on twin_pair
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy vulnerability_change on vulnerability
	using ((app_may_know_why() or app_kind() = 'system') and serves(commune_id));
alter policy vulnerability_few on vulnerability
	using (app_may_know_why() and serves(commune_id) or app_kind() = 'resident' and (person_id = any (app_same())) or app_kind() = 'system' and (person_id = app_row() or app_id() = 'import') and serves(commune_id));
alter policy vulnerability_forget on vulnerability
	using ((app_may_know_why() or app_kind() = 'system') and serves(commune_id));
alter policy vulnerability_write on vulnerability
	with check ((app_may_know_why() or app_kind() = 'system') and serves(commune_id));
