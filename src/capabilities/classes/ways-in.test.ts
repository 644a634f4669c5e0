import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { letFollow, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { setScope } from '#platform/scope.server.ts';
import { device, refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { myClasses } from './own.server.ts';
import { readPaper, seatByPaper } from './paper.server.ts';
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
		// Whoever heard the words of before said yes to no class.
		await setScope(s.base.db, s.lua, id());
		const words = async (read: number) =>
			s.base.db`update mandate set words_read = ${read} where id = ${mandate} returning id`;
		expect(await words(1)).toHaveLength(1);
		expect(await refusalOf(asks(4))).toBe('seat-no-mandate');
		expect(await classesStoodFor(s.as(self(s.gia), 4), {})).toEqual([]);
		await setScope(s.base.db, s.lua, id());
		expect(await words(2)).toHaveLength(1);
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

test(
	'a sheet is read against the register, doubtful lines are somebody’s to decide, and those chosen have places by paper in its order',
	scene(async (s) => {
		const run = await openedClass(s);
		const [one, other] = [await settleMore(s, 'Lau Thị Mây', 1950), await settleMore(s, 'Lau Thị Mây', 1961)];
		const sheet = '1. Lau Thị Mây\n2. Sương Thị Sớm\n3. Quýt Văn Không\n\n4. Lau Thị Mây 1961';
		const rows = await readPaper(s.as(s.lua, 1), { run, sheet });
		expect(rows.map(({ said, reading }) => [said, reading])).toEqual([
			['Lau Thị Mây', 'several'],
			['Sương Thị Sớm', 'one'],
			['Quýt Văn Không', 'nobody'],
			['Lau Thị Mây 1961', 'one']
		]);
		expect(rows[0]!.people.map((person) => person.id).toSorted()).toEqual([one, other].toSorted());
		expect([rows[1]!.people[0]!.id, rows[3]!.people[0]!.id]).toEqual([s.som, other]);
		const looks = (await myLooks(s.as(self(one), 2), {})).rows.map(({ purpose }) => purpose);
		expect(looks).toContain('find-by-list');
		const chosen = { run, people: [one, s.som, other, one] };
		expect(await seatByPaper(s.as(s.lua, 3), chosen)).toEqual({ taken: 3, waiting: 0, already: 0 });
		expect(await sourcesOf(s, run, 4)).toEqual([one, s.som, other].map((person) => [person, 'paper', 'taken']));
		const more = [s.som, s.gia, await settleMore(s, 'Sậy Thị Bờ')];
		expect(await seatByPaper(s.as(s.lua, 5), { run, people: more })).toEqual({ taken: 1, waiting: 1, already: 1 });
		expect((await readPaper(s.as(s.lua, 6), { run, sheet: 'Sương Thị Sớm' }))[0]).toMatchObject({ seated: true });
		expect(await refusalOf(readPaper(s.as(s.lua, 7), { run, sheet: 'Lau Thị Mây\n'.repeat(41) }))).toBe('paper-long');
		expect(await refusalOf(readPaper(s.as(s.rang, 7), { run, sheet }))).toBe('class-unknown');
		expect(await refusalOf(seatByPaper(s.as(s.rang, 7), chosen))).toBe('class-unknown');
	})
);

test(
	'of many who bear one name a line means whoever has its year, and two of one hamlet are never one',
	scene(async (s) => {
		const run = await openedClass(s);
		const all: string[] = [];
		for (let n = 0; n < 12; n++)
			all.push(
				await settleMore(s, 'Lau Thị Trùng', 1930 + n, {
					hamlet: n === 0 || n === 11 ? 'thôn Cầu Mưa' : 'thôn Bến Gió'
				})
			);
		const sheet = 'Lau Thị Trùng, 1941\nLau Thị Trùng, Cầu Mưa\nLau Thị Trùng, 1930, Cầu Mưa\nLau Thị Trùng, 1950';
		const rows = await readPaper(s.as(s.lua, 1), { run, sheet });
		expect(rows.map(({ reading }) => reading)).toEqual(['one', 'several', 'one', 'like']);
		expect(rows.slice(0, 3).map(({ people }) => people.map((one) => one.id))).toEqual([
			[all[11]],
			[all[0], all[11]],
			[all[0]]
		]);
	})
);
