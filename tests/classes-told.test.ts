// What whoever has a place in a class, or waits for one, is told.

import { expect, test } from 'vitest';
import { myTold } from '#capabilities/notices/told.server.ts';
import { cancelMakeUp, makeUp } from '#capabilities/classes/make-up.server.ts';
import { remindOften } from '#capabilities/classes/remind.server.ts';
import { dropClass } from '#capabilities/classes/runs.server.ts';
import { acceptSeat, leaveSeat, seatByPhone } from '#capabilities/classes/seats.server.ts';
import { endLesson } from '#capabilities/classes/roll.server.ts';
import { classesTells } from '#capabilities/classes/tells.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';

const id = (): string => crypto.randomUUID();
const HOUR = 60;
const DAY = 24 * HOUR;

const seated = (s: Scene, run: string, person: string, minutes: number) =>
	seatByPhone(s.as(s.lua, minutes), { id: id(), run, person });
/** What somebody reads on their own page of what they are told, and how it stands. */
const toldOf = async (s: Scene, person: string, minutes: number) =>
	(await myTold(s.as(self(person), minutes), {})).rows.map(({ fact, state }) => `${fact} ${state}`);

test(
	'whoever is offered a place is told until when, and not after they have answered; whoever else waits is told nothing',
	scene(async (s) => {
		const run = await openedClass(s);
		const four = [];
		for (const name of ['Một', 'Hai', 'Ba', 'Bốn'])
			four.push(await seated(s, run, await settleMore(s, `Lau Thị ${name}`), 1));
		const hers = await seated(s, run, s.som, 2);
		await seated(s, run, s.gia, 3);
		await leaveSeat(s.as(s.lua, 10), { seat: four[0]!.id });
		await hearFacts(s, 11);
		const told = await toldOf(s, s.som, 12);
		expect(told).toEqual([expect.stringContaining('classes.offered')]);
		expect(await toldOf(s, s.gia, 12)).toEqual([]);
		await leaveSeat(s.as(s.lua, 13), { seat: four[1]!.id });
		await hearFacts(s, 14);
		expect(await toldOf(s, s.gia, 15)).toHaveLength(1);
		expect(await toldOf(s, s.som, 15)).toHaveLength(1);
		await acceptSeat(s.as(s.lua, 16), { seat: hers.id });
		await hearFacts(s, 17);
		expect(await toldOf(s, s.som, 18)).toEqual(['classes.offered over']);
	})
);

test(
	'a lesson is told of once, in the afternoon of the day before, to whoever has a place',
	scene(async (s) => {
		const run = await openedClass(s);
		await seated(s, run, s.som, 1);
		const remind = async (minutes: number) => {
			await remindOften.run({ ...s.base, clock: () => s.as(s.lua, minutes).now });
			await hearFacts(s, minutes + 1);
			return toldOf(s, s.som, minutes + 2);
		};
		// 9:43 in the morning of the scene: at ten to four of the day before nothing is said yet.
		expect(await remind(7 * DAY + 6 * HOUR)).toEqual([]);
		expect(await remind(6 * DAY + 7 * HOUR)).toEqual([]);
		const once = await remind(7 * DAY + 7 * HOUR);
		expect(once).toHaveLength(1);
		expect(once[0]).toContain('classes.tomorrow');
		expect(await remind(7 * DAY + 8 * HOUR)).toHaveLength(1);
		await endLesson(s.as(s.lua, 8 * DAY + 6 * HOUR), { run, no: 1, marks: [] });
		expect(await remind(9 * DAY + 7 * HOUR)).toHaveLength(2);
	})
);

test(
	'whoever had a place in a class that is stopped, or waited, is told; whoever had given it back is not',
	scene(async (s) => {
		const run = await openedClass(s);
		const mine = await seated(s, run, s.som, 1);
		await seated(s, run, s.gia, 1);
		await leaveSeat(s.as(s.lua, 2), { seat: mine.id });
		// Its first lesson was held by nobody: what is told is of the lesson that comes.
		await dropClass(s.as(s.lua, 9 * DAY), { run });
		await hearFacts(s, 9 * DAY + 1);
		expect(await toldOf(s, s.som, 9 * DAY + 2)).toEqual([]);
		const told = await toldOf(s, s.gia, 9 * DAY + 2);
		expect(told).toHaveLength(1);
		expect(told[0]).toContain('classes.stopped');
		expect(told[0]).not.toContain('over');
	})
);

test(
	'whoever sits in another class for a lesson that they missed is told the afternoon before, and when that class is stopped',
	scene(async (s) => {
		const run = await openedClass(s, { template: 'self-protection' });
		const other = await openedClass(s, {
			...{ template: 'self-protection', from: '2026-08-12', venue: 'Trường', trainer: s.mai.id }
		});
		for (const person of [s.som, s.gia]) await seated(s, run, person, 1);
		await endLesson(s.as(s.lua, 8 * DAY + 6 * HOUR), { run, no: 1, marks: [] });
		const ids = [];
		for (const person of [s.som, s.gia]) {
			const lesson = { missedRun: run, missedNo: 1, person, run: other, no: 1 };
			ids.push((await makeUp(s.as(s.lua, 9 * DAY), { id: id(), ...lesson })).guest);
		}
		await cancelMakeUp(s.as(s.lua, 9 * DAY + 1), { guest: ids[1]! });
		const before = [(await toldOf(s, s.som, 9 * DAY)).length, (await toldOf(s, s.gia, 9 * DAY)).length];
		await remindOften.run({ ...s.base, clock: () => s.as(s.lua, 28 * DAY + 7 * HOUR).now });
		await hearFacts(s, 28 * DAY + 8 * HOUR);
		const after = [
			(await toldOf(s, s.som, 28 * DAY + 9 * HOUR)).filter((one) => one.includes('classes.tomorrow')).length,
			(await toldOf(s, s.gia, 28 * DAY + 9 * HOUR)).length
		];
		expect([before, after]).toEqual([
			[0, 0],
			[1, 0]
		]);
		await dropClass(s.as(s.lua, 28 * DAY + 10 * HOUR), { run: other });
		await hearFacts(s, 28 * DAY + 11 * HOUR);
		expect(await toldOf(s, s.som, 28 * DAY + 12 * HOUR)).toContainEqual(expect.stringContaining('classes.stopped'));
	})
);

test('an answer ends what is told of an offer, and what must be heard is the offer and the end of a class', () => {
	expect(classesTells.filter(({ must }) => must).map(({ name }) => name)).toEqual([
		'classes.offered',
		'classes.by-proxy',
		'classes.stopped'
	]);
	expect(classesTells.find(({ name }) => name === 'classes.answered')!.hears).toEqual([
		acceptSeat.called,
		leaveSeat.called,
		cancelMakeUp.called
	]);
});
