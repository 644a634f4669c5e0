import { byHouse } from './accounts.ts';
import type { Scene } from './scene.ts';

/** A second centre in the commune of the first, and the scene as its guide and its officer are there. */
export async function secondCentre(s: Scene): Promise<Scene> {
	await byHouse(
		s,
		(sql) => sql`
			with place as (
				insert into place (id, parent_id, kind, name, valid_from)
				select 3, parent_id, kind, 'Điểm tiếp nhận Gò Nắng', valid_from from place where id = 1 returning id)
			insert into centre (id, short_name, agency_code, bank_bin, bank_name, bank_account, bank_account_name, always_open, head_start_min, wait_cap_min, portal_way)
			select place.id, 'Gò Nắng', agency_code, bank_bin, bank_name, bank_account, bank_account_name, always_open, head_start_min, wait_cap_min, portal_way
			from place, centre c where c.id = 1`
	);
	const there = { centres: [3], desk: null };
	return { ...s, lua: { ...s.lua, ...there }, mai: { ...s.mai, ...there } };
}
