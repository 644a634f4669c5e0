import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Db } from '#platform/db.server.ts';
import { carriedRights } from '#capabilities/field/carries.server.ts';
import { phoneActor } from '#capabilities/field/door.server.ts';
import { atTheDoor } from './support/field.ts';
import { scene, type Scene } from './support/scene.ts';

// What a phone of the field may write of tickets below the code, and that it reads none.

const id = (): string => crypto.randomUUID();
const as = (s: Scene, actor: Actor, work: (db: Db) => Promise<unknown>) =>
	inScope(s.base.db, actor, id(), work).then(
		() => 'done',
		(reason: Error) => reason.message
	);

type Row = {
	id?: string;
	person?: string;
	staff?: string;
	by?: string;
	source?: string;
	owner?: string;
	centre?: number;
};

test(
	'a phone writes a ticket of the field as whoever holds it, of a door of its areas or of themselves, its first words once, and reads nothing of it',
	scene(async (s) => {
		const { area, phone } = await atTheDoor(s);
		const lua = phoneActor(carriedRights, { id: phone.id, staffId: s.lua.id, centreId: 1 }, [area]);
		const elsewhere = phoneActor(carriedRights, { id: phone.id, staffId: s.lua.id, centreId: 1 }, []);
		const at = s.as(s.lua).now;
		const ticket = (t: Row) => (db: Db) =>
			db`insert into support_ticket (id, centre_id, number, system, source, urgency, person_id, staff_id, owner_id, next_step, next_on, made_by, made_at, arrived_at)
				values (${t.id ?? id()}, ${t.centre ?? 1}, coalesce(next_support_number(1), 1), 'portal', ${t.source ?? 'field'}, 'now', ${t.person ?? null}, ${t.staff ?? null}, ${t.owner ?? null},
					'answer', '2026-07-14', ${t.by ?? s.lua.id}, ${at}, ${(t.source ?? 'field') === 'field' ? at : null})`;
		const words =
			(which: string, kind = 'said', by = s.lua.id) =>
			(db: Db) =>
				db`insert into support_event (id, ticket_id, centre_id, kind, by_staff, at) values (${id()}, ${which}, 1, ${kind}, ${by}, ${at})`;
		const loss = (which: string) => (db: Db) =>
			db`insert into support_loss (ticket_id, centre_id, day_call_at, week_call_at, begun_by, begun_at) values (${which}, 1, ${at}, ${at}, ${s.lua.id}, ${at})`;
		const refused = /row-level security/;
		const one = id();
		expect(await as(s, lua, ticket({ source: 'counter' }))).toMatch(refused);
		expect(await as(s, lua, ticket({ by: s.mai.id }))).toMatch(refused);
		expect(await as(s, lua, ticket({ staff: s.mai.id }))).toMatch(refused);
		expect(await as(s, lua, ticket({ owner: s.lua.id }))).toMatch(refused);
		expect(await as(s, lua, ticket({ centre: 2 }))).toMatch(refused);
		expect(await as(s, elsewhere, ticket({ person: s.som }))).toMatch(refused);
		expect(await as(s, lua, ticket({ id: one, person: s.som }))).toBe('done');
		expect(await as(s, lua, ticket({ staff: s.lua.id }))).toBe('done');
		expect(await as(s, lua, loss(one))).toMatch(refused);
		expect(await as(s, lua, words(one, 'answered'))).toMatch(refused);
		expect(await as(s, lua, words(one, 'said', s.mai.id))).toMatch(refused);
		expect(await as(s, lua, words(one))).toBe('done');
		expect(await as(s, lua, words(one))).toMatch(refused);
		expect(await as(s, lua, loss(one))).toBe('done');
		expect(
			await as(s, lua, (db) =>
				db`update support_ticket set state = 'over' where id = ${one}`.then((done) => expect(done.count).toBe(0))
			)
		).toBe('done');
		for (const table of ['support_ticket', 'support_event', 'support_loss'])
			expect(await as(s, lua, (db) => db`select 1 from ${db(table)}`.then((rows) => expect(rows).toEqual([])))).toBe(
				'done'
			);
		expect(
			await as(s, lua, (db) =>
				db`select * from support_lent(${s.lua.id}, 1, ${new Date(0)})`.then((rows) => expect(rows).toEqual([]))
			)
		).toBe('done');
	})
);
