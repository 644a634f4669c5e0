import { expect, test } from 'vitest';
import { addHand, endHand } from '#capabilities/classes/hosts.server.ts';
import { markRoll } from '#capabilities/classes/roll.server.ts';
import { getRun } from '#capabilities/classes/runs.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { ofYouth } from './support/a-class.ts';
import { lookOn, openClass, sitBeside } from './support/certificates.ts';
import { scene, type Scene } from './support/scene.ts';

// What the rows themselves refuse of looks in a class, whatever statement a command may hold by mistake.

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});
const refused = /row-level security|permission denied/;
type Row = { person: string; by: string; at: string; kind?: string; centre?: number };
const write = (s: Scene, who: Actor, { person, by, at, kind = 'task', centre = 1 }: Row) =>
	as(
		s,
		who,
		(sql) => sql`
			insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, level, by_staff, at)
			values (gen_random_uuid(), ${centre}, ${person}, 'T3.1', 1, ${kind}, ${kind === 'task' ? 'A' : 'good'}, 2, ${by}, ${at})`
	);
const seen = async (s: Scene, who: Actor) =>
	(await as(s, who, (sql) => sql<{ n: number }[]>`select count(*)::int as n from skill_evidence`))[0]!.n;

test(
	'an assessor writes of who was in their class, on its days, a task and by their own name; nobody else, and nothing else',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openClass(s, 'self-protection', s.lua.id);
		for (const person of [s.som, s.gia]) await seatByPhone(s.as(s.lua, 1), { id: crypto.randomUUID(), run, person });
		const { lessons } = await getRun(s.as(s.lua, 1), run);
		const [first, last] = [lessons[0]!.day, lessons.at(-1)!.day];
		const later = (days: number): string => new Date(Date.parse(`${last}T12:00:00Z`) + days * 86_400_000).toISOString();
		const minutes = (Date.parse(`${first}T09:00:00Z`) - s.as(s.lua).now.getTime()) / 60_000;
		await markRoll(s.as(s.lua, minutes), { run, no: 1, marks: [{ person: s.som, how: 'late' }] });
		const well = { person: s.som, by: doan.id, at: `${first}T09:30:00Z` };
		const hand = { run, staff: doan.id, organisation: 'youth' as const };
		await expect(write(s, doan, well)).rejects.toThrow(refused);
		await addHand(s.as(s.lua, 2), { ...hand, part: 'helper' });
		await expect(write(s, doan, well)).rejects.toThrow(refused);
		await endHand(s.as(s.lua, 3), hand);
		await addHand(s.as(s.lua, 3), { ...hand, part: 'assessor' });
		await write(s, doan, well);
		await write(s, doan, { ...well, at: later(14) });
		const wrong: Row[] = [
			{ ...well, at: later(15) },
			{ ...well, at: '2026-07-14T03:00:00Z' },
			{ ...well, person: s.gia },
			{ ...well, by: s.mai.id },
			{ ...well, kind: 'felt' },
			{ ...well, centre: 2 }
		];
		for (const row of wrong) await expect(write(s, doan, row), JSON.stringify(row)).rejects.toThrow(refused);
		for (const who of [s.lua, s.mai, s.rang, { ...doan, kind: 'resident' as const }])
			await expect(write(s, who, { ...well, by: who.id })).rejects.toThrow(refused);

		// They read what they wrote and nothing else of her; which form she did last they are told in their class alone.
		await lookOn(s, await sitBeside(s, s.som, s.mai, minutes + 5), 'T3.2', minutes + 6);
		expect([await seen(s, doan), await seen(s, s.mai), await seen(s, s.rang)]).toEqual([2, 3, 0]);
		const form = (who: Actor, person: string, day = first) =>
			as(
				s,
				who,
				async (sql) => (await sql`select last_form_in_class(${run}, ${person}, 'T3.2', ${day}) as form`)[0]!['form']
			);
		expect([await form(doan, s.som), await form(doan, s.gia), await form(s.rang, s.som)]).toEqual(['A', null, null]);
		expect(await form(doan, s.som, later(15).slice(0, 10))).toBeNull();
		await expect(as(s, doan, (sql) => sql`update skill_evidence set level = 3`)).rejects.toThrow(refused);
		await endHand(s.as(s.lua, minutes + 7), hand);
		expect(await seen(s, doan)).toBe(0);
		await expect(write(s, doan, { ...well, at: later(1) })).rejects.toThrow(refused);
		await expect(as(s, doan, (sql) => sql`update skill_evidence set taken_back_at = now()`)).rejects.toThrow(refused);
	})
);
