import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { Refusal } from '#kernel/refusal.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { sit } from '#tests/support/enter.ts';
import { take } from '#tests/support/line.ts';
import { deskId } from '#seed/house.ts';
import { NOW } from '#tests/support/scene.ts';
import { board } from './board.server.ts';
import { callNext } from './call.server.ts';
import { greet } from './greet.server.ts';
import { ticketMark } from './rules-queue.ts';

const WAITING = ticketMark({ state: 'waiting', deskId: null, callCount: 0 });

test(
	'whoever is greeted stands on the board with who went to them; the order of the line stays',
	scene(async (s) => {
		await take(s, 0);
		const { ticket } = await take(s, 1);
		const before = await board(s.as(s.lua, 2), {});
		expect(before.line.map(({ greetedAt, greetedBy }) => [greetedAt, greetedBy])).toEqual([
			[null, null],
			[null, null]
		]);
		await greet(s.as(s.lua, 3), { ticket, seen: WAITING });
		const { line } = await board(s.as(s.mai, 4), {});
		expect(line.map(({ number, greetedBy }) => [number, greetedBy])).toEqual([
			[1, null],
			[2, 'Hoa Thị Lúa']
		]);
		// A desk calls who comes first, greeted or not.
		expect((await callNext(s.as(s.mai, 5), { desk: deskId('desk-2') })).number).toBe(1);
	})
);

test(
	'of two who press, the second is told who went and when; whoever was called meanwhile is told how it stands',
	scene(async (s) => {
		const { ticket } = await take(s, 0);
		await greet(s.as(s.lua, 3), { ticket, seen: WAITING });
		const said = await greet(s.as(s.mai, 4), { ticket, seen: WAITING }).catch((reason: unknown) => reason as Refusal);
		expect(said).toBeInstanceOf(Refusal);
		expect([(said as Refusal).code, (said as Refusal).detail]).toEqual([
			'ticket-greeted',
			{ number: 1, name: 'Hoa Thị Lúa', time: '09:46' }
		]);
		await callNext(s.as(s.mai, 5), { desk: deskId('desk-2') });
		expect(await refusalOf(greet(s.as(s.mai, 6), { ticket, seen: WAITING }))).toBe('ticket-state');
	})
);

/** On each of some earlier days somebody came every two and a half minutes of the hour from now. */
async function earlier({ base: { db } }: Scene, from: number, to: number): Promise<void> {
	for (let n = from; n <= to; n++) {
		const day = addDays(dayOf(NOW), -n);
		await db`insert into line (centre_id, day, last_number) values (1, ${day}::date, 24)`;
		for (let one = 0; one < 24; one++)
			await db`insert into ticket (id, centre_id, day, number, matter, source, arrived_at, state) values (${crypto.randomUUID()}, 1, ${day}::date, ${one + 1},
				'certification', 'kiosk', ${new Date(NOW.getTime() - n * 86_400_000 + (one * 60_000 * 5) / 2)}, 'done')`;
	}
}

test(
	'what is said of later today comes from who came on earlier days; of fewer than five nothing is said',
	scene(async (s) => {
		await sit(s, 'mai', 'desk-2');
		await earlier(s, 1, 4);
		expect((await board(s.as(s.lua), {})).ahead).toBeNull();
		await earlier(s, 5, 6);
		const { ahead } = await board(s.as(s.lua), {});
		expect(ahead?.days).toBe(6);
		expect(ahead?.yesterday).toBeNull();
		const at = ahead!.points.map((point) => point.at.toISOString().slice(11, 16));
		expect(at).toEqual(['03:00', '03:30', '04:00']);
		// More come than one desk can serve, so the wait grows.
		const minutes = ahead!.points.map((point) => point.minutes);
		expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
		expect(minutes[2]).toBeGreaterThan(30);
	})
);
