-- As 0390: whom a transaction serves is a setting of it.
alter policy import_mapping_all on import_mapping
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
alter policy import_place_all on import_place
	using (app_kind() in ('staff', 'system') and serves(commune_id))
	with check (app_kind() in ('staff', 'system') and serves(commune_id));
