import { expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Db } from '#platform/db.server.ts';
import { endRepresentation, represent } from '#capabilities/mandates/represent.server.ts';
import { endBusiness, recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { openForBusiness } from '#capabilities/support/business.server.ts';
import { listener, scene, self, type Scene } from './support/scene.ts';

// Businesses, who stands for them and their tickets, below the code: nobody of another commune, and nobody who does not stand for them.

const id = (): string => crypto.randomUUID();
const as = <T>(s: Scene, actor: Scene['lua'], work: (db: Db) => Promise<T>) =>
	inScope(s.base.db, actor, id(), work).then(
		(rows) => (Array.isArray(rows) ? rows.length : rows),
		(reason: Error) => reason.message
	);

const said = (ticket: string) => (db: Db) =>
	db`insert into support_event (id, ticket_id, centre_id, kind, by_staff, at) values (${id()}, ${ticket}, 1, 'said', null, now())`;
const asked = (business: string, by: string) => (db: Db) =>
	db`insert into support_ticket (id, centre_id, number, system, source, urgency, business_id, asked_by, next_step, next_on, made_at)
		values (${id()}, 1, next_support_number(1), 'portal', 'web', 'low', ${business}, ${by}, 'answer', '2026-07-14', now())`;

async function shop(s: Scene, scope: 'ask' | 'follow' = 'follow') {
	const at = s.as(s.lua, 1);
	const { id: business } = await recordBusiness(at, {
		...{ id: id(), kind: 'company', name: 'Công ty Nắng Sớm', number: '38-00077', phone: null },
		...{ hamlet: null, elsewhere: false, sure: false }
	});
	const { id: standing } = await represent(s.as(s.lua, 2), {
		...{
			id: id(),
			business: business!,
			agent: s.som,
			paper: 'authority',
			scope,
			from: dayOf(at.now),
			to: null
		},
		...{ open: true, paperSeen: true }
	});
	const { id: ticket } = await openForBusiness(s.as(s.lua, 3), {
		...{ id: id(), business: business!, asked: null, caller: 'Bèo Văn Ao', phone: null, system: 'printer' },
		...{ source: 'phone', stuck: 'one', due: 'today', fault: null, words: 'Máy in không chạy.' }
	});
	return { business: business!, standing, ticket };
}

test(
	'a business and who stands for it are read by its commune, and by whoever stands for it, their own row alone',
	scene(async (s) => {
		const { business, standing } = await shop(s);
		const reads = (who: Scene['lua']) => as(s, who, (db) => db`select id from business where id = ${business}`);
		const stands = (who: Scene['lua']) => as(s, who, (db) => db`select id from representation where id = ${standing}`);
		for (const [who, many] of [
			[s.mai, 1],
			[s.rang, 0],
			[self(s.som), 1],
			[self(s.gia), 0],
			[listener([], null, [2]), 0]
		] as const)
			expect([await reads(who), await stands(who)]).toEqual([many, many]);
		const communeId = await inScope(s.base.db, s.lua, id(), async (db) => {
			const [row] = await db<{ communeId: number }[]>`select commune_id from business where id = ${business}`;
			return row!.communeId;
		});
		const put = (who: Scene['lua'], more: { by?: string; centre?: number } = {}) =>
			as(
				s,
				who,
				(db) => db`insert into business (id, commune_id, centre_id, kind, name, name_plain, made_by, made_at)
					values (${id()}, ${communeId}, ${more.centre ?? 1}, 'other', 'Nắng', 'nang', ${more.by ?? who.id}, now())`
			);
		expect(await put(s.lua)).toBe(0);
		for (const [who, more] of [
			[s.rang, {}],
			[s.lua, { by: s.mai.id }],
			[s.lua, { centre: 2 }],
			[self(s.som), { by: s.lua.id }]
		] as const)
			expect(await put(who, more)).toMatch(/row-level security/);
		const change = (who: Scene['lua']) =>
			as(s, who, (db) => db`update business set name = 'y' where id = ${business} returning id`);
		expect([await change(s.rang), await change(self(s.som)), await change(s.mai)]).toEqual([0, 0, 1]);
	})
);

test(
	'nobody makes somebody stand for a business from elsewhere or for themselves, and an end is said as what it is',
	scene(async (s) => {
		const { business, standing } = await shop(s);
		const put = (who: Scene['lua'], centre: number, by: string | null) =>
			as(
				s,
				who,
				(
					db
				) => db`insert into representation (id, business_id, agent_id, paper, scope, valid_from, made_by, centre_id, made_at)
					values (${id()}, ${business}, ${s.gia}, 'registration', 'everything', '2026-07-14', ${by}, ${centre}, now())`
			);
		expect(await put(self(s.gia), 1, null)).toMatch(/row-level security/);
		expect(await put(s.rang, 2, s.rang.id)).toMatch(/row-level security/);
		expect(await put(s.lua, 1, s.mai.id)).toMatch(/row-level security/);
		expect(await put(s.lua, 1, s.lua.id)).toBe(0);
		const end = (who: Scene['lua'], by: string) =>
			as(
				s,
				who,
				(db) => db`update representation set ended_at = now(), ended_by = ${by} where id = ${standing} returning id`
			);
		expect([await end(self(s.gia), 'agent'), await end(s.rang, 'staff')]).toEqual([0, 0]);
		expect(await end(self(s.som), 'staff')).toMatch(/row-level security/);
		expect(await end(self(s.som), 'agent')).toBe(1);
		expect(await as(s, self(s.som), (db) => db`select id from business where id = ${business}`)).toBe(0);
	})
);

test(
	'whoever stands for a business reads its tickets without notes, writes on none that they may only follow, and reads none once it is over',
	scene(async (s) => {
		const { business, standing, ticket } = await shop(s);
		const sees = async (who: Scene['lua']) => [
			await as(s, who, (db) => db`select id from support_ticket where id = ${ticket}`),
			await as(s, who, (db) => db`select id from support_event where ticket_id = ${ticket}`)
		];
		await as(
			s,
			s.lua,
			(db) =>
				db`insert into support_event (id, ticket_id, centre_id, kind, by_staff, at) values (${id()}, ${ticket}, 1, 'note', ${s.lua.id}, now())`
		);
		expect(await sees(s.lua)).toEqual([1, 2]);
		expect(await sees(self(s.som))).toEqual([1, 1]);
		expect(await sees(self(s.gia))).toEqual([0, 0]);
		const says = (who: Scene['lua']) => as(s, who, said(ticket));
		const asks = (who: Scene['lua'], by: string) => as(s, who, asked(business, by));
		expect(await says(self(s.som))).toMatch(/row-level security/);
		expect(await asks(self(s.som), s.som)).toMatch(/row-level security/);
		await endRepresentation(s.as(s.lua, 4), { representation: standing });
		expect(await sees(self(s.som))).toEqual([0, 0]);
	})
);

test(
	'whoever asks for a business writes on its tickets and in nobody else’s name, until the business has ended',
	scene(async (s) => {
		const { business, ticket } = await shop(s, 'ask');
		const says = (who: Scene['lua']) => as(s, who, said(ticket));
		const asks = (who: Scene['lua'], by: string) => as(s, who, asked(business, by));
		expect(await says(self(s.som))).toBe(0);
		expect(await says(self(s.gia))).toMatch(/row-level security/);
		expect(await asks(self(s.som), s.gia)).toMatch(/row-level security/);
		expect(await asks(self(s.gia), s.gia)).toMatch(/row-level security/);
		expect(await asks(self(s.som), s.som)).toBe(0);
		await endBusiness(s.as(s.lua, 4), { business, version: 1, from: '2026-07-14' });
		expect(await says(self(s.som))).toMatch(/row-level security/);
		expect(await as(s, self(s.som), (db) => db`select id from support_ticket`)).toBe(0);
	})
);
