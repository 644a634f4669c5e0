import { expect, test } from 'vitest';
import { inScope } from '#platform/scope.server.ts';
import { acting } from '#tests/support/accounts.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { opensTicket } from './open-now.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const open = async (s: Scene) =>
	(
		await openTicket(s.as(s.lua), {
			...{ id: id(), system: 'portal', source: 'phone', stuck: 'one', due: 'later', person: s.som },
			...{ caller: null, phone: null, fault: null, words: 'Cổng quay mãi.' }
		})
	).id;

test(
	'who else has a ticket open is read on it and on the list for two minutes, not by themself, and is forgotten after it',
	scene(async (s) => {
		const [ticket, other] = [await open(s), await open(s)];
		const on = async (who: Scene['lua'], seconds: number) =>
			(await showTicket(s.as(who, seconds / 60), { ticket })).openBy;
		await opensTicket(s.as(s.mai, 1), ticket);
		expect([await on(s.lua, 90), await on(s.mai, 90)]).toEqual([['Nắng Thị Mai'], []]);
		const { rows } = await tickets(s.as(s.lua, 2), { view: 'all' });
		expect(new Map(rows.map((row) => [row.id, row.openBy]))).toEqual(
			new Map([
				[ticket, ['Nắng Thị Mai']],
				[other, []]
			])
		);
		expect([await on(s.lua, 180), await on(s.lua, 181)]).toEqual([['Nắng Thị Mai'], []]);
		// Again is one row; opened by another, what is over is forgotten.
		await opensTicket(s.as(s.mai, 4), ticket);
		await opensTicket(s.as(s.mai, 5), ticket);
		await opensTicket(s.as(s.thach, 6), ticket);
		expect(await on(s.lua, 6 * 60)).toEqual(['Núi Văn Thạch', 'Nắng Thị Mai']);
		await opensTicket(s.as(s.lua, 30), other);
		const [left] = await s.base.db<{ n: number }[]>`select count(*)::int as n from support_open`;
		expect(left).toEqual({ n: 1 });
		const [written] = await s.base.db<{ n: number }[]>`
			select count(*)::int as n from journal where about = ${ticket} and xid = pg_current_xact_id()`;
		expect(written).toEqual({ n: 1 });
	})
);

test(
	'below the code nobody says that another has a ticket open, nor of another commune, and an engineer reads none of it',
	scene(async (s) => {
		const ticket = await open(s);
		await opensTicket(s.as(s.rang, 1), ticket);
		await opensTicket(s.as(s.mai, 1), ticket);
		const as = (actor: Scene['lua']) => inScope(s.base.db, actor, id(), (db) => db`select staff_id from support_open`);
		expect(await as(s.lua)).toEqual([{ staffId: s.mai.id }]);
		expect([await as(s.rang), await as(acting(s, 'chop', 'engineer', []))]).toEqual([[], []]);
		await expect(
			inScope(
				s.base.db,
				s.lua,
				id(),
				(db) =>
					db`insert into support_open (ticket_id, staff_id, centre_id, at) values (${ticket}, ${s.thach.id}, 1, now())`
			)
		).rejects.toThrow(/row-level security/);
	})
);
