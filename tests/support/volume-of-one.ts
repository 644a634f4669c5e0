import { subjectKeys } from '#platform/subject-keys.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { NOW, type Scene } from './scene.ts';

// A thousand rows about one person or one place, written as the officer may write them; each a minute after the one before.

const made = NOW.toISOString();
const asOfficer = (s: Scene) => setScope(s.base.db, s.mai, crypto.randomUUID());

/** Files of one person; drafts are begun, and confirmed ones wait for the officer. */
export async function filesOf(s: Scene, person: string, count: number, stage: 'draft' | 'confirmed'): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, made_at, made_by)
		select gen_random_uuid(), 1, 1, '2.000635', 'volume', ${person}, ${person}, ${person}, 'DIRECT', ${stage}, ${made}::timestamptz - n * interval '1 minute', ${person}
		from generate_series(1, ${count}) n`;
}

/** Looks of the officer, each on a day of its own. */
export async function looksAt(s: Scene, person: string, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into look (at, actor_kind, actor_id, people, what, purpose)
		select ${made}::timestamptz - n * interval '1 day', 'staff', ${s.mai.id}, array[${person}::uuid], 'record', 'call-back' from generate_series(${count}::int, 1, -1) n`;
}

export async function helpsOf(s: Scene, person: string, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into encounter (id, centre_id, person_id, helper_id, channel, topic, how, minutes, at, day)
		select gen_random_uuid(), 1, ${person}, ${s.mai.id}, 'counter', 'e-id', 'guided', 5, ${made}::timestamptz - n * interval '1 minute', ${made}::timestamptz
		from generate_series(1, ${count}) n`;
}

export async function changesOf(s: Scene, person: string, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into person_change (id, person_id, commune_id, at, by_id, source, fields, before_sealed)
		select gen_random_uuid(), ${person}, p.parent_id, ${made}::timestamptz - n * interval '1 minute', ${s.mai.id}, 'said', '{phone}', ''
		from generate_series(1, ${count}) n, place p where p.id = 1`;
}

/** What happened to a need: as many lines of the journal as if it had been planned anew each time. */
export async function movesOf(s: Scene, person: string, need: string, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into journal (at, request, command, actor_kind, actor_id, centre_id, person_id, about, input_hash, detail, answer)
		select ${made}::timestamptz, gen_random_uuid(), 'assistance.plan-need', 'staff', ${s.mai.id}, 1, ${person}, ${need}, '', '{}', '{}' from generate_series(1, ${count})`;
}

/** Erasures of as many people, at one centre. */
export async function erasuresOf(s: Scene, people: readonly string[]): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into erasure (id, person_id, centre_id, by_id, at, before, after, kept, key_destroyed, hash)
		select gen_random_uuid(), p, 1, ${s.mai.id}, ${made}, '{}', '{}', '[]', true, '' from unnest(${s.base.db.array([...people])}::uuid[]) p`;
}

export async function sheetsOf(s: Scene, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into sheet_import (id, centre_id, commune_id, file_name, file_sha256, state, made_by, made_at)
		select gen_random_uuid(), 1, p.parent_id, 'dan-cu-' || n, '', 'dropped', ${s.mai.id}, ${made} from generate_series(1, ${count}) n, place p where p.id = 1`;
}

/** As many people who were found to be one with somebody. */
export async function mergedInto(s: Scene, kept: string, people: readonly string[]): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into person_merge (id, commune_id, kept_id, gone_id, by_id, at, before_kept, before_gone)
		select gen_random_uuid(), pl.parent_id, ${kept}, p, ${s.mai.id}, ${made}, '{"name": "x"}', '{"name": "x"}'
		from unnest(${s.base.db.array([...people])}::uuid[]) p, place pl where pl.id = 1`;
}

/** Free times of the police, one a day from tomorrow. */
export async function freeTimes(s: Scene, count: number): Promise<void> {
	await asOfficer(s);
	await s.base.db`
		insert into police_slot (id, centre_id, day, starts, ends, place, capacity, made_at)
		select gen_random_uuid(), 1, ${made}::date + n, '06:00', '06:20', 'station', 1, ${made} from generate_series(1, ${count}) n`;
}

/** These people have a telephone and said yes to being called for a campaign. */
export async function callable(s: Scene, people: readonly string[]): Promise<void> {
	await asOfficer(s);
	const { db } = s.base;
	const keys = await subjectKeys(s.as(s.mai), people);
	const sealed = people.map((person, n) => keys.get(person)!.seal(`09${String(10_000_000 + n)}`, 'phone'));
	await db`
		update person p set phone_sealed = f.phone from unnest(${db.array([...people])}::uuid[], ${db.array(sealed, 17)}::bytea[]) as f (id, phone) where p.id = f.id`;
	await db`
		insert into consent (id, person_id, centre_id, purpose, text_version, answer, read_aloud, at, counts_at)
		select gen_random_uuid(), p, 1, 'campaign-call', (select max(version) from consent_text where purpose = 'campaign-call'), 'given', true, ${made}, ${made}
		from unnest(${db.array([...people])}::uuid[]) p`;
}
