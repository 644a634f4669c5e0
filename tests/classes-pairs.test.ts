// What the rows themselves refuse of places asked for in somebody's name, and of those who come along.

import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { pairSeat } from '#capabilities/classes/pairs.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { scene, self, settleMore } from '#tests/support/scene.ts';

const id = (): string => crypto.randomUUID();

test(
	'below the code a stranger asks for nobody, and whoever stands for somebody writes no place as their own word',
	scene(async (s) => {
		const run = await openedClass(s);
		const session = id();
		await start(s.as(s.mai), { id: session, person: s.som, ticket: null });
		const guide = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		await letFollow(s.as(guide, 1), {
			...{ id: id(), agent: s.gia, until: 'year', evidence: 'said', readAloud: true }
		});
		const stranger = await settleMore(s, 'Bèo Thị Ao');
		const insert = (who: string, source: string) =>
			inScope(
				s.base.db,
				self(who),
				id(),
				(sql) =>
					sql`insert into class_seat (id, run_id, centre_id, person_id, number, source, state, asked_at)
					values (${id()}, ${run}, 1, ${s.som}, 9, ${source}, 'taken', now())`
			);
		await expect(insert(stranger, 'proxy')).rejects.toThrow(/row-level security/);
		await expect(insert(s.gia, 'self')).rejects.toThrow(/row-level security/);
		await insert(s.gia, 'proxy');
	})
);

test(
	'whoever comes along reads neither the pair nor the place, and nobody on their own page writes down who it is',
	scene(async (s) => {
		const run = await openedClass(s);
		const { id: seat } = await seatByPhone(s.as(s.lua), { id: id(), run, person: s.som });
		const insert = (companion: string | null) =>
			inScope(
				s.base.db,
				self(s.som),
				id(),
				(sql) =>
					sql`insert into class_pair (seat_id, run_id, centre_id, person_id, companion_id, relation, made_at)
					values (${seat}, ${run}, 1, ${s.som}, ${companion}, 'friend', now())`
			);
		await expect(insert(s.gia)).rejects.toThrow(/row-level security/);
		await pairSeat(s.as(s.lua, 1), { seat, companion: s.gia, relation: 'friend' });
		for (const [who, many] of [
			[s.som, 1],
			[s.gia, 0]
		] as const)
			await inScope(s.base.db, self(who), id(), async (sql) => {
				expect(await sql`select 1 from class_pair`).toHaveLength(many);
				expect(await sql`select 1 from class_seat`).toHaveLength(many);
			});
	})
);
