import { expect, test } from 'vitest';
import { learnService, listDaysBefore } from '#capabilities/counter/sql-desks.server.ts';
import { openLinesDaily } from '#capabilities/counter/open-lines.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { readHall } from '#capabilities/counter/wait.server.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { inScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, type Scene } from './support/scene.ts';

// What a matter takes is learned when the line of a day opens, of the thirty days before it, and of nothing after.

const today = dayOf(NOW);
const mai = <T>(s: Scene, work: Parameters<typeof inScope<T>>[3]) =>
	inScope(s.base.db, s.mai, crypto.randomUUID(), work);

/** So many were served for so many minutes on a day that was so long ago. */
const served = (s: Scene, daysAgo: number, many: number, minutes: number) =>
	mai(s, async (db) => {
		const day = addDays(today, -daysAgo);
		const ids = Array.from({ length: many }, () => crypto.randomUUID());
		await db`
			insert into ticket (id, centre_id, day, number, matter, source, arrived_at, state)
			select t.id, 1, ${day}::date, 9000 + t.n, 'question', 'kiosk', ${day}::date + time '08:00', 'done'
			from unnest(${db.array(ids)}::uuid[]) with ordinality t (id, n)`;
		await db`
			insert into ticket_period (ticket_id, centre_id, day, state, from_at, to_at)
			select t.id, 1, ${day}::date, 'serving', ${day}::date + time '08:00', ${day}::date + time '08:00' + ${minutes}::int * interval '1 minute'
			from unnest(${db.array(ids)}::uuid[]) t (id)`;
	});
const learned = (s: Scene) => mai(s, (db) => learnService(db, 1, today));
const take = (s: Scene, minutes: number) =>
	takeTicket(s.as(s.lua, minutes), {
		...{ id: crypto.randomUUID(), centre: 1, matter: 'question', procedure: null, priority: 'none' }
	});

test(
	'it is learned of the thirty days before, stands still while the line is open, and a day that nobody opened learns for itself',
	scene(async (s) => {
		await served(s, 31, 5, 100);
		await served(s, 30, 10, 40);
		await served(s, 1, 10, 20);
		// Of today nothing is learned, nor of more than a month ago.
		await served(s, 0, 10, 99);
		expect(await learned(s)).toEqual([{ matter: 'question', count: 20, mean: 30 }]);
		await take(s, 0);
		await served(s, 2, 40, 90);
		expect(await learned(s)).toEqual([{ matter: 'question', count: 20, mean: 30 }]);
		expect(await mai(s, (db) => learnService(db, 1, addDays(today, 1)))).toMatchObject([
			{ matter: 'question', count: 60 }
		]);
	})
);

const lines = (s: Scene) =>
	mai(s, (db) => db`select day, last_number, last_arrived_at from line where centre_id = 1 order by day`);
const noted = async (s: Scene) =>
	(await s.base.db`select from journal where command = 'counter.open-line' and centre_id = 1`).length;

test(
	'the lines of a day are opened as it begins, once; the first number is 1 and learns anew what they were opened with',
	scene(async (s) => {
		const chore = openLinesDaily();
		const opened = (at: string, by = chore) => by.run({ ...s.base, clock: () => new Date(at) } as never);
		await served(s, 1, 10, 20);
		const yesterday = addDays(today, -1);
		await opened(`${yesterday}T23:59:59+07:00`);
		expect((await lines(s)).map(({ day }) => day)).toEqual([yesterday]);
		await opened(`${today}T00:00:00+07:00`);
		expect(await lines(s)).toMatchObject([{ day: yesterday }, { day: today, lastNumber: 0, lastArrivedAt: null }]);
		expect(await noted(s)).toBe(2);
		// What is written of the days before from here on is learned with the first number; until then it stands.
		await served(s, 2, 40, 90);
		await opened(`${today}T00:01:00+07:00`);
		await opened(`${today}T05:02:00+07:00`, openLinesDaily());
		expect(await noted(s)).toBe(2);
		expect(await learned(s)).toEqual([{ matter: 'question', count: 10, mean: 20 }]);
		expect(await take(s, 0)).toMatchObject({ number: 1 });
		expect(await learned(s)).toEqual([{ matter: 'question', count: 50, mean: 76 }]);
		await served(s, 3, 5, 100);
		expect(await take(s, 1)).toMatchObject({ number: 2 });
		expect(await learned(s)).toEqual([{ matter: 'question', count: 50, mean: 76 }]);
		// A worker that opens them only now changes nothing.
		await opened(`${today}T09:50:00+07:00`, openLinesDaily());
		expect(await lines(s)).toMatchObject([{ lastNumber: 0 }, { lastNumber: 2, lastArrivedAt: s.as(s.lua, 1).now }]);
		// The same worker opens the next day too; a day on which nobody came is no day on which anybody did.
		await opened(`${addDays(today, 1)}T00:00:00+07:00`);
		await opened(`${addDays(today, 2)}T05:00:00+07:00`);
		expect((await lines(s)).map(({ day }) => day)).toEqual([yesterday, today, addDays(today, 1), addDays(today, 2)]);
		expect(await mai(s, (db) => listDaysBefore(db, 1, addDays(today, 2), 9))).toEqual([{ day: today }]);
	})
);

test(
	'whoever belongs to no place is told what stands on the line too, and changes nothing of it',
	scene(async (s) => {
		await served(s, 1, 10, 20);
		await take(s, 0);
		await served(s, 2, 40, 90);
		const anybody = { ...s.mai, kind: 'public', id: 'anyone', centres: [] } as never;
		const asAnybody = <T>(work: Parameters<typeof inScope<T>>[3]) =>
			inScope(s.base.db, anybody, crypto.randomUUID(), work);
		expect(await asAnybody((db) => learnService(db, 1, today))).toEqual([{ matter: 'question', count: 10, mean: 20 }]);
		expect((await asAnybody((db) => db`update line set learned = null where centre_id = 1`)).count).toBe(0);
	})
);

test(
	'the wait rests on it: a month that was slower makes each of that matter take longer',
	scene(async (s) => {
		const mean = async () => (await mai(s, (db) => readHall({ db, now: NOW }, 1))).means.question;
		await take(s, 0);
		const before = await mean();
		await mai(
			s,
			(db) => db`
				update line set learned = '[{"matter": "question", "count": 380, "mean": 60}]' where centre_id = 1 and day = ${today}::date`
		);
		// Twenty of the prior stand beside what was learned.
		expect(await mean()).toBeCloseTo((20 * before + 380 * 60) / 400);
	})
);
