import { expect, test } from 'vitest';
import { openSlots } from '#capabilities/readiness/book.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, type Scene } from './support/scene.ts';
import { sitDown } from './support/story.ts';

// What the rows of needs and of the police's days refuse by themselves, whatever statement a command may hold by mistake.

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});
const refused = /row-level security|permission denied/;
const id = (): string => crypto.randomUUID();
const resident = (subject: string): Actor => ({
	...anyone(new Set()),
	kind: 'resident',
	id: subject,
	subject,
	authority: 'self'
});
const need =
	(person: string, centre: number, source = 'person', owner: string | null = null) =>
	(sql: Db) =>
		sql`insert into need (id, centre_id, person_id, kind, urgency, source, owner_id, made_at) values (${id()}, ${centre}, ${person}, 'sim', 'today', ${source}, ${owner}, now())`;

test(
	'a resident asks for herself, at the centre of her commune, and gives it to nobody',
	scene(async (s) => {
		await expect(as(s, resident(s.som), need(s.gia, 1))).rejects.toThrow(refused);
		await expect(as(s, resident(s.som), need(s.som, 2))).rejects.toThrow(refused);
		await expect(as(s, resident(s.som), need(s.som, 1, 'counter'))).rejects.toThrow(refused);
		await expect(as(s, resident(s.som), need(s.som, 1, 'person', s.lua.id))).rejects.toThrow(refused);
		expect((await as(s, resident(s.som), need(s.som, 1))).count).toBe(1);
		const close = (sql: Db) => sql`update need set outcome = 'met', outcome_on = '2026-07-14'`;
		expect((await as(s, resident(s.som), close)).count).toBe(0);
		expect((await as(s, s.rang, close)).count).toBe(0);
		await expect(as(s, s.rang, need(s.gia, 2, 'counter'))).rejects.toThrow(refused);
		expect(await as(s, resident(s.gia), (sql) => sql`select id from need`)).toHaveLength(0);
		expect(await as(s, system('test', new Set(), null, [2]), (sql) => sql`select id from need`)).toHaveLength(0);
	})
);

test(
	'the register opens to the nightly rule of a centre for its own commune, and to no other job',
	scene(async (s) => {
		const seen = (name: string, centre: number) =>
			as(s, system(name, new Set(), null, [centre]), (sql) => sql`select id from person`);
		expect((await seen('assistance.find-needs', 1)).length).toBeGreaterThan(1);
		expect(await seen('assistance.find-needs', 2)).toHaveLength(0);
		expect(await seen('assistance.other', 1)).toHaveLength(0);
	})
);

test(
	'a slot is held by whoever books and changed by nobody',
	scene(async (s) => {
		const times = { day: '2026-07-20', from: '08:00', until: '09:00', each: 30, capacity: 2 } as const;
		await openSlots(s.as(s.thach), { ...times, place: 'station', hamlet: null });
		await expect(as(s, s.mai, (sql) => sql`update police_slot set capacity = 20`)).rejects.toThrow(refused);
		await expect(as(s, s.mai, (sql) => sql`update police_slot set day = '2026-07-21'`)).rejects.toThrow(refused);
		expect(await as(s, s.mai, (sql) => sql`select id from police_slot for no key update`)).toHaveLength(2);
		expect(await as(s, s.rang, (sql) => sql`select id from police_slot`)).toHaveLength(0);
		expect(await as(s, resident(s.som), (sql) => sql`select id from police_slot`)).toHaveLength(0);
	})
);

test(
	'who said yes to a call is called; of everybody else the list says to ask when they meet',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		const one = id();
		await recordNeed(s.as(guide, 1), {
			id: one,
			person: null,
			kind: 'phone',
			urgency: 'today',
			source: 'counter',
			note: null
		});
		const consent = { person: s.som, purpose: 'follow-up-call', version: 1, answer: 'given', readAloud: true } as const;
		await closeNeed(s.as(s.mai, 2), { need: one, outcome: 'met' });
		const due = async () =>
			(await needBoard(s.as(s.mai, 31 * 24 * 60), { by: 'hamlet', kind: null, urgency: null, late: false })).due;
		expect(await due()).toMatchObject([{ need: one, mayCall: false }]);
		await askConsent(s.as(guide, 3), { id: id(), ...consent });
		expect(await due()).toMatchObject([{ need: one, mayCall: true }]);
	})
);
