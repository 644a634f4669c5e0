import { expect, test } from 'vitest';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { makeApiKey } from '#capabilities/access/api-keys.server.ts';
import { colleagues, hands } from '#capabilities/access/sessions.server.ts';
import { giveTicket } from '#capabilities/support/give.server.ts';
import { takeTicket } from '#capabilities/support/go-on.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { tickets } from '#capabilities/support/show.server.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { acting, khoi, roleless } from './support/accounts.ts';
import { refusalOf, scene, type Scene } from './support/scene.ts';

// What an engineer of a telecom company finds below the code: the tickets that were given to them, and nobody else.

const id = (): string => crypto.randomUUID();
const chop = (s: Scene) => acting(s, 'chop', 'engineer', []);
const open = async (s: Scene) =>
	(
		await openTicket(s.as(s.lua), {
			...{ id: id(), system: 'network', source: 'phone', stuck: 'one', due: 'later', person: s.som },
			...{ caller: null, phone: null, fault: null, words: 'Mạng đứt.' }
		})
	).id;
const give = (s: Scene, ticket: string) =>
	giveTicket(s.as(s.lua, 1), { id: id(), ticket, version: 1, to: chop(s).id, words: null });
const below = <T>(s: Scene, work: (db: Db) => Promise<T>, actor = chop(s)) => inScope(s.base.db, actor, id(), work);
const said = (s: Scene, ticket: string, kind = 'note', by = chop(s).id) =>
	below(
		s,
		(db) =>
			db`insert into support_event (id, ticket_id, centre_id, kind, by_staff, at) values (${id()}, ${ticket}, 1, ${kind}, ${by}, ${s.as(s.lua, 2).now})`
	).then(
		() => 'done',
		(reason: Error) => reason.message
	);

test(
	'no person, need, encounter, file, colleague, number to call or ticket is a row of theirs; by function alone they read what was given to them, also with a key of their own',
	scene(async (s) => {
		const [ticket, other] = [await open(s), await open(s)];
		await give(s, ticket);
		const made = { staff: chop(s).id, role: 'engineer' as const, place: 1, name: 'máy của nhà mạng', groups: null };
		const { key } = (await makeApiKey(s.as(khoi(s), 1), made)) as unknown as { key: string };
		const { actor: byKey } = (await keyAtDoor(s.base.db as never, rightsOfKey, key, s.as(s.lua, 2).now))!;
		expect(byKey).toMatchObject({ id: chop(s).id, centres: [] });
		for (const actor of [chop(s), byKey])
			await below(
				s,
				async (db) => {
					const tables = ['person', 'need', 'encounter', 'consent', 'household', 'case_file', 'support_ticket'];
					for (const table of [...tables, 'support_event', 'support_loss', 'support_ring', 'incident', 'class_seat'])
						expect(await db`select 1 from ${db(table)} limit 1`, table).toHaveLength(0);
					const mending = await db<{ id: string }[]>`select id from support_mending()`;
					expect(mending.map((one) => one.id)).toEqual([ticket]);
					expect(await db`select id from support_mend_events(${ticket})`).toHaveLength(1);
					for (const asked of [
						`support_mend_events('${other}')`,
						'support_hands(1)',
						'colleagues_at(1)',
						'hands_at(1)'
					])
						expect(await db.unsafe(`select * from ${asked}`), asked).toHaveLength(0);
					expect((await db`select * from support_counts(1, ${chop(s).id}, 10)`).length).toBe(0);
					const moved = await db<{ moved: number }[]>`select support_mended(${other}, 1, 'over', null, true) as moved`;
					expect(moved[0]!.moved).toBe(0);
					expect((await db`update support_ticket set owner_id = null`).count).toBe(0);
				},
				actor
			);
		expect(await said(s, other)).toMatch(/row-level security/);
		expect(await said(s, ticket, 'confirmed')).toMatch(/row-level security/);
		expect(await said(s, ticket, 'note', s.lua.id)).toMatch(/row-level security/);
		expect(await said(s, ticket)).toBe('done');
		expect(await refusalOf(tickets(s.as(chop(s)), { view: 'all' }))).toBe('not-allowed');
		expect(rightsOf.engineer.filter((door) => /^(residents|assistance|cases|privacy|classes)\./.test(door))).toEqual(
			[]
		);
	})
);

test(
	'what was taken back, and what was theirs before they lost the role, is nothing of theirs: not to read, not to write',
	scene(async (s) => {
		const [taken, kept] = [await open(s), await open(s)];
		for (const ticket of [taken, kept]) await give(s, ticket);
		const seen = () => below(s, (db) => db<{ id: string }[]>`select id from support_mending()`);
		expect(await seen()).toHaveLength(2);
		await takeTicket(s.as(s.mai, 3), { ticket: taken, version: 2 });
		expect((await seen()).map((one) => one.id)).toEqual([kept]);
		expect(await said(s, taken)).toMatch(/row-level security/);
		await roleless(s, chop(s).id, true);
		expect(await seen()).toEqual([]);
		expect(await said(s, kept)).toMatch(/row-level security/);
	})
);

test(
	'whoever has no ticket of somebody’s reads nothing by the functions of an engineer; no colleague hands other work to one',
	scene(async (s) => {
		await give(s, await open(s));
		for (const actor of [s.lua, s.rang, s.sam])
			expect(await below(s, (db) => db`select id from support_mending()`, actor)).toHaveLength(0);
		for (const list of [await colleagues(s.as(s.lua), {}), await hands(s.as(s.lua), {})])
			expect(list.some((one) => one.id === chop(s).id)).toBe(false);
		expect(await below(s, (db) => db`select support_pass(${chop(s).id}, null) as n`, s.thach)).toEqual([{ n: 0 }]);
	})
);
