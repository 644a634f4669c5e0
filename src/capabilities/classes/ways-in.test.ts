import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { letFollow, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { device, refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { myClasses } from './own.server.ts';
import { classesStoodFor, seatFor } from './proxy.server.ts';
import { seatsOf } from './roll.server.ts';
import { acceptSeat, leaveSeat, takeSeat } from './seats.server.ts';

const id = (): string => crypto.randomUUID();

async function beside(s: Scene, person: string, ticket: string | null, minutes = 0, who = s.mai): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket });
	return { ...who, session, subject: person, authority: 'present' };
}
const sourcesOf = async (s: Scene, run: string, minutes: number) =>
	(await seatsOf(s.as(s.lua, minutes), { run })).seats.map(({ personId, source, state }) => [personId, source, state]);

test(
	'whoever stands for somebody asks for a place in their name: they are told, and they alone give it back; without a mandate it is refused',
	scene(async (s) => {
		const run = await openedClass(s);
		const asks = (minutes: number) => seatFor(s.as(self(s.gia), minutes), { id: id(), run, person: s.som });
		expect(await refusalOf(asks(1))).toBe('seat-no-mandate');
		expect(await classesStoodFor(s.as(self(s.gia), 1), {})).toEqual([]);
		const guide = await beside(s, s.som, null, 2);
		const { id: mandate } = await letFollow(s.as(guide, 3), {
			...{ id: id(), agent: s.gia, until: 'year', evidence: 'said', readAloud: true }
		});
		const before = await classesStoodFor(s.as(self(s.gia), 4), {});
		expect(before).toMatchObject([{ person: s.som, seats: [] }]);
		expect(before[0]!.open.map((one) => one.id)).toEqual([run]);
		const seat = await asks(5);
		expect(seat).toMatchObject({ state: 'taken', number: 1 });
		expect(await refusalOf(asks(6))).toBe('seat-already');
		expect(await sourcesOf(s, run, 6)).toEqual([[s.som, 'proxy', 'taken']]);
		await hearFacts(s, 7);
		const told = (await myTold(s.as(self(s.som), 8), {})).rows.map(({ fact }) => fact);
		expect(told).toContainEqual(expect.stringContaining('classes.by-proxy'));
		expect((await myClasses(s.as(self(s.gia), 8), {})).seats).toEqual([]);
		expect((await classesStoodFor(s.as(self(s.gia), 8), {}))[0]!.seats).toMatchObject([{ state: 'taken' }]);
		expect(await refusalOf(leaveSeat(s.as(self(s.gia), 9), { seat: seat.id }))).toBe('seat-unknown');
		expect(await refusalOf(acceptSeat(s.as(self(s.gia), 9), { seat: seat.id }))).toBe('seat-unknown');
		await leaveSeat(s.as(self(s.som), 10), { seat: seat.id });
		// Asked again in her name she has it again, with the number that was hers.
		expect(await asks(11)).toMatchObject({ id: seat.id, number: 1 });
		await revokeMandate(s.as(self(s.som), 12), { mandate });
		expect(await refusalOf(asks(13))).toBe('seat-no-mandate');
		expect(await classesStoodFor(s.as(self(s.gia), 13), {})).toEqual([]);
	})
);

test(
	'below the code a stranger asks for nobody, and whoever stands for somebody writes no place as their own word',
	scene(async (s) => {
		const run = await openedClass(s);
		const guide = await beside(s, s.som, null);
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
	'who came with a number of the hall is in the class by it; who sat down without one is not',
	scene(async (s) => {
		const run = await openedClass(s);
		const ticket = id();
		await takeTicket(s.as(device('kiosk')), {
			...{ id: ticket, centre: 1, matter: 'phone', procedure: null, priority: 'none' }
		});
		await takeSeat(s.as(await beside(s, s.som, ticket), 1), { id: id(), run });
		await takeSeat(s.as(await beside(s, s.gia, null, 30, s.lua), 31), { id: id(), run });
		expect(await sourcesOf(s, run, 32)).toEqual([
			[s.som, 'ticket', 'taken'],
			[s.gia, 'beside', 'taken']
		]);
	})
);
