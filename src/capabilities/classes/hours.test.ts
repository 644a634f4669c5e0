import { expect, test } from 'vitest';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { readIn } from '#platform/scope.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { missedOf } from './fits.server.ts';
import { classesForNeed } from './for-need.server.ts';
import { makeUp } from './make-up.server.ts';
import { myClasses } from './own.server.ts';
import { seatByPaper } from './paper.server.ts';
import { classesStoodFor, seatFor } from './proxy.server.ts';
import { endLesson, seatsOf } from './roll.server.ts';
import { dropClass, getRun } from './runs.server.ts';
import { acceptSeat, leaveSeat, seatByPhone, takeSeat } from './seats.server.ts';
import { listHours } from './sql-hours.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** When the first lesson of the first class begins. */
const FIRST = 8 * DAY + 6 * 60;
const seat = (s: Scene, run: string, person: string, minutes = 1) =>
	seatByPhone(s.as(s.lua, minutes), { id: id(), run, person });
/** Two classes of which lessons are held at once: from two, and from half past two, on the same days. */
const atOnce = async (s: Scene) => [
	await openedClass(s),
	await openedClass(s, { venue: 'Trường', trainer: s.mai.id, starts: '14:30' })
];

test(
	'nobody has places in two classes of which lessons are held at once, by whichever way they ask',
	scene(async (s) => {
		const [one, other] = (await atOnce(s)) as [string, string];
		const next = await openedClass(s, { venue: 'Đình', trainer: s.thach.id, starts: '15:30' });
		const first = await seat(s, one, s.som);
		const open = async (minutes: number) =>
			(await myClasses(s.as(self(s.som), minutes), {})).open.map((run) => run.id).toSorted();
		expect(await open(2)).toEqual([next]);
		expect(await refusalOf(seat(s, other, s.som, 2))).toBe('class-same-hour');
		expect(await refusalOf(takeSeat(s.as(self(s.som), 2), { id: id(), run: other }))).toBe('class-same-hour');
		expect(await refusalOf(seatByPaper(s.as(s.lua, 2), { run: other, people: [s.gia, s.som] }))).toBe(
			'paper-same-hour'
		);
		expect((await seatsOf(s.as(s.lua, 3), { run: other })).seats).toEqual([]);
		const need = (
			await recordNeed(s.as(s.lua, 3), {
				...{ id: id(), person: s.som, kind: 'learn', urgency: 'this-month', source: 'phone', note: null }
			})
		).id;
		const fits = await classesForNeed(s.as(s.lua, 4), { need });
		expect(fits.fits.map(({ run }) => run.id)).toEqual([next]);
		// Begins when the first ends.
		expect(await seat(s, next, s.som, 5)).toMatchObject({ state: 'taken' });
		const session = id();
		await start(s.as(s.mai, 6), { id: session, person: s.som, ticket: null });
		const guide = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		await letFollow(s.as(guide, 7), { id: id(), agent: s.gia, until: 'year', evidence: 'said', readAloud: true });
		expect((await classesStoodFor(s.as(self(s.gia), 8), {}))[0]!.open).toEqual([]);
		const inHerName = (minutes: number) => seatFor(s.as(self(s.gia), minutes), { id: id(), run: other, person: s.som });
		expect(await refusalOf(inHerName(8))).toBe('class-same-hour');
		await leaveSeat(s.as(self(s.som), 9), { seat: first.id });
		expect(await refusalOf(inHerName(10))).toBe('class-same-hour');
		await leaveSeat(s.as(self(s.som), 11), {
			seat: (await seatsOf(s.as(s.lua, 10), { run: next })).seats[0]!.id
		});
		expect(await inHerName(12)).toMatchObject({ state: 'taken' });
	})
);

test(
	'two rows of one person that are joined have one body: a place of either takes the hour',
	scene(async (s) => {
		const [one, other] = (await atOnce(s)) as [string, string];
		const twin = await settleMore(s, 'Sương Thị Sớm');
		await seat(s, one, twin);
		await mergePeople(s.as(s.mai, 2), { id: id(), kept: s.som, gone: twin });
		expect(await refusalOf(seat(s, other, s.som, 3))).toBe('class-same-hour');
		await dropClass(s.as(s.lua, 4), { run: one });
		expect(await seat(s, other, s.som, 5)).toMatchObject({ state: 'taken' });
	})
);

test(
	'a place that is offered is not taken where they have one elsewhere at that hour meanwhile, and is once they gave that back',
	scene(async (s) => {
		const [one, other] = (await atOnce(s)) as [string, string];
		const four = [];
		for (const name of ['Mây', 'Gió', 'Nắng', 'Mưa'])
			four.push(await seat(s, one, await settleMore(s, `Lau Thị ${name}`)));
		const waits = await seat(s, one, s.som, 2);
		expect(waits.state).toBe('waiting');
		const elsewhere = await seat(s, other, s.som, 3);
		await leaveSeat(s.as(s.lua, 4), { seat: four[0]!.id });
		expect(await refusalOf(acceptSeat(s.as(self(s.som), 5), { seat: waits.id }))).toBe('class-same-hour');
		await leaveSeat(s.as(self(s.som), 6), { seat: elsewhere.id });
		await acceptSeat(s.as(self(s.som), 7), { seat: waits.id });
		expect((await myClasses(s.as(self(s.som), 8), {})).seats).toMatchObject([{ run: { id: one }, state: 'taken' }]);
	})
);

test(
	'a lesson is made up for at no hour at which they sit in one of their own, or are a guest of another; a guest takes no class at that hour',
	scene(async (s) => {
		const topic = { template: 'self-protection' };
		const run = await openedClass(s, topic);
		const own = await openedClass(s, { venue: 'Đình', trainer: s.thach.id, from: '2026-08-12' });
		const other = await openedClass(s, {
			...topic,
			from: '2026-08-12',
			venue: 'Trường',
			trainer: s.mai.id,
			starts: '14:30'
		});
		for (const person of [s.som, s.gia]) await seat(s, run, person);
		const hers = await seat(s, own, s.som);
		await endLesson(s.as(s.lua, FIRST), { run, no: 1, marks: [] });
		const rows = (await missedOf(s.as(s.lua, FIRST + 1), { run })).rows;
		expect(rows.map(({ person, fits }) => [person, fits.map((fit) => fit.run)])).toEqual([
			[s.som, []],
			[s.gia, [other]]
		]);
		const missed = (person: string) => ({ id: id(), missedRun: run, missedNo: 1, person, run: other, no: 1 });
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 2), missed(s.som)))).toBe('class-same-hour');
		await leaveSeat(s.as(s.lua, FIRST + 3), { seat: hers.id });
		await makeUp(s.as(s.lua, FIRST + 4), missed(s.som));
		// A guest sits in one lesson of it; a lesson that is over takes no hour any more.
		const daysOf = async (which: string) => (await getRun(s.as(s.lua, FIRST + 5), which)).lessons.map(({ day }) => day);
		const taken = await readIn(s.as(s.lua, FIRST + 5), (sql) => listHours(sql, [s.som], s.as(s.lua, FIRST + 5).now));
		expect(taken.filter((hour) => hour.run === run).map(({ day }) => day)).toEqual((await daysOf(run)).slice(1));
		expect(taken.filter((hour) => hour.run === other).map(({ day }) => day)).toEqual((await daysOf(other)).slice(0, 1));
		expect(await refusalOf(seat(s, own, s.som, FIRST + 5))).toBe('class-same-hour');
		// Where they are a guest they may have a place: it is the same hall.
		expect(await seat(s, other, s.som, FIRST + 6)).toMatchObject({ state: 'taken' });
	})
);
