import { setScope } from '#platform/scope.server.ts';
import { NOW, type Scene } from './scene.ts';

// A thousand made-up rows at once, for lists that must lose nobody. Names are of weather and plants.

const made = NOW.toISOString();

/** Row by row through the commands would take minutes: written as the officer may write, and the next door sets its own scope. */
const asOfficer = (s: Scene) => setScope(s.base.db, s.mai, crypto.randomUUID());

/** @returns ids of as many people of the commune, in the order of their names */
export async function manyPeople(s: Scene, count: number, hamlet = 'thôn Bãi Lau'): Promise<string[]> {
	await asOfficer(s);
	const rows = await s.base.db<{ id: string }[]>`
		insert into person (id, commune_id, name, birth_year, gender, hamlet, made_up, made_at)
		select gen_random_uuid(), (select parent_id from place where id = 1), 'Lau Thị Sậy ' || n, 1950, 'female', ${hamlet}, true, ${made}
		from generate_series(1, ${count}) n returning id`;
	return rows.map(({ id }) => id);
}

/** One open need each; `met` closes them so that the question after 30 days is due. */
export async function manyNeeds(s: Scene, people: readonly string[], met: string | null = null): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into need (id, centre_id, person_id, kind, urgency, source, made_at, outcome, outcome_on)
		select gen_random_uuid(), 1, p, 'e-id', 'this-week', 'rule', ${made}, ${met === null ? null : 'met'}, ${met}::date
		from unnest(${s.base.db.array([...people])}::uuid[]) p`;
}

/** One file each, agreed at the desk and waiting for an officer since yesterday, the first of them for the longest. */
export async function manyFiles(s: Scene, people: readonly string[], due: string): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, made_at, due_on)
		select gen_random_uuid(), 1, 1, '2.000635', 'volume', p, p, p, 'DIRECT', 'confirmed', ${made}::timestamptz + n * interval '1 second', ${due}::date
		from unnest(${s.base.db.array([...people])}::uuid[]) with ordinality as one (p, n)`;
}

/** Times of the police through one day, ten people in each. */
export async function manyVisits(s: Scene, people: readonly string[], day: string): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		with one as (
			select p, gen_random_uuid() as triage, (n - 1) / 10 as slot from unnest(${s.base.db.array([...people])}::uuid[]) with ordinality as one (p, n)
		), slots as (
			insert into police_slot (id, centre_id, day, starts, ends, place, capacity, made_at)
			select gen_random_uuid(), 1, ${day}::date + (n / 50), '07:00'::time + (n % 50) * interval '10 minutes', '07:09'::time + (n % 50) * interval '10 minutes', 'station', 10, ${made}::timestamptz
			from generate_series(0, ${Math.ceil(people.length / 10) - 1}) n returning id, day, starts
		), numbered as (select id, row_number() over (order by day, starts) - 1 as slot from slots),
		asked as (
			insert into readiness_triage (id, centre_id, person_id, want, answers, door, made_by, at)
			select triage, 1, p, 'level-2', '', 'police-level-2', ${s.lua.id}, ${made}::timestamptz from one returning id
		)
		insert into police_booking (id, slot_id, centre_id, person_id, triage_id, purpose, made_at)
		select gen_random_uuid(), numbered.id, 1, p, triage, 'level-2', ${made}::timestamptz
		from one join numbered using (slot) join asked on asked.id = one.triage`;
}

/** As many requests about data, due on one day. */
export async function manyRequests(s: Scene, people: readonly string[], due: string): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into data_request (id, centre_id, person_id, kind, by_staff, received_at, acknowledge_by, due_by)
		select gen_random_uuid(), 1, p, 'access', ${s.mai.id}, ${made}::timestamptz, ${due}::date, ${due}::date from unnest(${s.base.db.array([...people])}::uuid[]) p`;
}

/** As many pairs of people who may be one. */
export async function manyTwins(s: Scene, people: readonly string[]): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into twin_pair (id, commune_id, one_id, other_id, score, reasons, found_at)
		select gen_random_uuid(), (select parent_id from place where id = 1), least(p, ${s.som}::uuid), greatest(p, ${s.som}::uuid), 0.5, '{}', ${made}::timestamptz
		from unnest(${s.base.db.array([...people])}::uuid[]) p`;
}

/** What stands on all pages of a list together, and what each page says of the rest. */
export async function walked<T>(look: (page: number) => Promise<{ rows: readonly T[]; more: number }>) {
	const [rows, rest]: [T[], number[]] = [[], []];
	for (let page = 0; rest.at(-1) !== 0; page++) {
		const found = await look(page);
		rows.push(...found.rows);
		rest.push(found.more);
	}
	return { rows: new Set(rows).size, rest: rest.slice(0, 2) };
}
