import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { rooms } from '#program/rooms.ts';
import type { Db } from '#platform/db.server.ts';
import { allClearings, registerClearings } from '#platform/retention.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { enter } from './support/enter.ts';
import { refusalOf, scene, type Scene } from './support/scene.ts';
import { sayYes, fill, copyAnswers, sitDown } from './support/story.ts';
import { findWord } from '#words/word.ts';
import {
	keepingNames,
	keepingTimes,
	titleOfKeeping,
	clearOut,
	retention,
	retentionAtNight,
	setHousePeriod
} from '#capabilities/data-rights/retention.server.ts';

registerClearings(rooms);

const DAY = 24 * 60;
const night = (s: Scene, minutes: number) =>
	retentionAtNight.run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
const door = system('door', new Set());
const as = async (s: Scene, actor: Actor, work: (sql: Db) => Promise<unknown>): Promise<unknown> => {
	await setScope(s.base.db as never, actor, '');
	return work(s.base.db as never);
};
const count = async (s: Scene, table: string, actor = door): Promise<number> =>
	((await as(s, actor, (sql) => sql`select count(*)::int as n from ${sql(table)}`)) as { n: number }[])[0]!.n;

test('every keeping time but that of files has one room that goes by it, with words for it', () => {
	const rules = allClearings().map(({ rule }) => rule);
	expect(rules.length).toBeGreaterThan(6);
	expect(new Set(rules).size).toBe(rules.length);
	expect(keepingNames()).toEqual([...rules, 'keep-files']);
	// Looks alone are kept for ever, unless the house says for how long.
	expect(keepingTimes([]).map(({ name }) => name)).toEqual(keepingNames().filter((name) => name !== 'keep-looks'));
	for (const name of keepingNames())
		for (const locale of ['vi', 'en', 'hi'] as const)
			expect([name, locale, findWord(titleOfKeeping(name), {}, { locale })]).not.toContain(null);
});

/** One of everything that ends: a sign-in, a failed one, a trip, a pairing, an import, a link. */
async function ended(s: Scene): Promise<void> {
	const at = s.as(s.lua).now;
	const soon = new Date(at.getTime() + 60_000);
	await enter(s);
	await as(s, door, (sql) => sql`insert into attempt (key, fails, last_at) values ('\\x01', 1, ${at})`);
	await as(
		s,
		door,
		(sql) =>
			sql`insert into eid_trip (state_hash, nonce, verifier, back_to, made_at) values ('\\x02', 'n', 'v', '/', ${at})`
	);
	await as(
		s,
		door,
		(sql) =>
			sql`insert into pairing (key_hash, code, kind, made_at, expires_at) values ('\\x03', '1', 'kiosk', ${at}, ${soon})`
	);
	await as(
		s,
		door,
		(sql) => sql`
			insert into resident_session (token_hash, id, person_id, eid_level, made_at, expires_at) values ('\\x04', ${crypto.randomUUID()}, ${s.som}, 2, ${at}, ${soon})`
	);
	const sheet = crypto.randomUUID();
	await as(
		s,
		s.thach,
		(sql) => sql`
			insert into sheet_import (id, centre_id, commune_id, file_name, file_sha256, state, made_by, made_at, applied_at) values (${sheet}, 1, 16543, 'x', 'x', 'applied', ${s.thach.id}, ${at}, ${at})`
	);
	await as(
		s,
		s.thach,
		(sql) =>
			sql`insert into import_row (import_id, n, person_id, before) values (${sheet}, 1, ${s.som}, '{"name":"Sương"}')`
	);
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting);
	await as(
		s,
		s.mai,
		(sql) =>
			sql`insert into confirm_link (token_hash, case_id, content_hash, expires_at) values ('\\x05', ${sitting.case}, '\\x05', ${soon})`
	);
}

test(
	'what is over goes when its time has passed and not before, each rule leaves how much it was, and a night runs once',
	scene(async (s) => {
		await ended(s);
		const lines = async () =>
			Object.fromEntries(
				(await retention(s.as(s.thach), {}))
					.filter(({ days }) => days !== null)
					.map(({ rule, last }) => [rule, last?.cleared ?? null])
			);
		expect(new Set(Object.values(await lines()))).toEqual(new Set([null]));
		await night(s, 60);
		expect(new Set(Object.values(await lines()))).toEqual(new Set([0]));
		await night(s, 3 * DAY);
		expect(await lines()).toMatchObject({
			'keep-e-id-trips': 1,
			'keep-pairings': 1,
			'keep-attempts': 0,
			'keep-links': 0
		});
		await night(s, 3 * DAY + 30);
		expect(await lines()).toMatchObject({ 'keep-e-id-trips': 1 });
		await night(s, 40 * DAY);
		expect(await lines()).toMatchObject({ 'keep-links': 1, 'keep-import-before': 1, 'keep-staff-sessions': 0 });
		expect(await count(s, 'resident_session')).toBe(1);
		await night(s, 100 * DAY);
		expect(await lines()).toMatchObject({ 'keep-attempts': 1, 'keep-resident-sessions': 1 });
		for (const table of ['eid_trip', 'pairing', 'resident_session'])
			expect([table, await count(s, table)]).toEqual([table, 0]);
		expect(await count(s, 'attempt')).toBe(0);
		// Looks are kept for ever, unless the house says for how long.
		expect((await retention(s.as(s.thach), {})).find(({ rule }) => rule === 'keep-looks')).toMatchObject({
			...{ days: null, last: null }
		});
	})
);

test(
	'how long is a setting of the house; a rule without a room is refused, and nobody but the job clears anything',
	scene(async (s) => {
		await ended(s);
		const house = (may: string, minutes: number) => s.as(system('retention', new Set([may])), minutes);
		await setHousePeriod(house('data-rights.set-house-period', 1), { name: 'keep-attempts', days: 2 });
		expect((await retention(s.as(s.thach), {})).find(({ rule }) => rule === 'keep-attempts')?.days).toBe(2);
		expect(await clearOut(house('data-rights.clear-out', 4 * DAY), { rule: 'keep-attempts' })).toEqual({ cleared: 1 });
		expect(await refusalOf(clearOut(house('data-rights.clear-out', 1), { rule: 'keep-files' }))).toBe('rule-unknown');
		const before = await count(s, 'eid_trip');
		await as(s, s.thach, (sql) => sql`delete from eid_trip`);
		await as(s, s.thach, (sql) => sql`delete from staff_session`);
		expect([await count(s, 'eid_trip'), before]).toEqual([1, 1]);
		expect(await count(s, 'staff_session')).toBeGreaterThan(0);
	})
);
