import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { forFour, openedClass, wantedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { addAvoid, avoids, endAvoid } from './avoids.server.ts';
import { classesListens } from './listens.server.ts';
import { offerAgain, offerOften } from './offer.server.ts';
import { classesBeside, myClasses } from './own.server.ts';
import { endLesson, markRoll, roll, seatsOf } from './roll.server.ts';
import { dropClass, openRun, planRun, runs } from './runs.server.ts';
import { lessonSheet } from './sheet.server.ts';
import { acceptSeat, leaveSeat, seatByPhone, takeSeat } from './seats.server.ts';

register(classesListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;

async function beside(s: Scene, person: string, who: Actor = s.mai): Promise<Actor> {
	const session = id();
	await start(s.as(who), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}

test(
	'a class stands around market and harvest as they were seen; planned otherwise meanwhile it is refused',
	scene(async (s) => {
		const market = { id: id(), kind: 'market' as const, hamlet: null, fromDay: null, untilDay: null };
		expect(await refusalOf(addAvoid(s.as(s.lua), { ...market, lunarDays: [], weekdays: [] }))).toBe('avoid-empty');
		const backwards = { fromDay: '2026-09-02', untilDay: '2026-09-01', lunarDays: [], weekdays: [] };
		const harvest = { ...market, kind: 'harvest' as const, ...backwards };
		expect(await refusalOf(addAvoid(s.as(s.lua), harvest))).toBe('avoid-backwards');
		expect(await refusalOf(addAvoid(s.as(s.lua), { ...market, hamlet: 999, lunarDays: [1], weekdays: [] }))).toBe(
			'hamlet-unknown'
		);
		await addAvoid(s.as(s.lua), { ...market, lunarDays: [11, 16], weekdays: [] });
		expect(await avoids(s.as(s.rang), {})).toEqual([]);
		const plan = await planRun(s.as(s.lua), wantedClass(s));
		expect(plan.given.map(({ day }) => day)).toEqual(['2026-07-24', '2026-07-29']);
		await endAvoid(s.as(s.thach, 1), { avoid: market.id });
		const opens = { id: id(), ...wantedClass(s), ...forFour, seen: plan.days };
		expect(await refusalOf(openRun(s.as(s.lua, 2), opens))).toBe('class-plan-other');
		expect(await runs(s.as(s.lua, 3), {})).toEqual([]);
		expect(await refusalOf(openRun(s.as(s.lua, 3), { ...opens, capacity: 6 }))).toBe('class-helpers-few');
		expect(await refusalOf(planRun(s.as(s.lua, 3), wantedClass(s, { trainer: s.rang.id })))).toBe('trainer-unknown');
		expect(await refusalOf(planRun(s.as(s.lua, 3), wantedClass(s, { from: '2026-07-13' })))).toBe('day-over');
	})
);

test(
	'neither trainer nor venue is there twice at a time',
	scene(async (s) => {
		await openedClass(s);
		const [first] = await runs(s.as(s.lua, 1), {});
		const taken = first!.lessons.map(({ day }) => day);
		const days = async (more: object) => (await planRun(s.as(s.lua, 2), wantedClass(s, more))).days;
		expect((await days({ venue: 'Trường' })).some((one) => taken.includes(one))).toBe(false);
		expect((await days({ trainer: s.mai.id })).some((one) => taken.includes(one))).toBe(false);
		expect(await days({ trainer: s.mai.id, venue: 'Trường' })).toEqual(taken);
		expect(await days({ starts: '15:30' })).toEqual(taken);
		await dropClass(s.as(s.lua, 3), { run: first!.id });
		expect(await days({})).toEqual(taken);
	})
);

test(
	'the last place goes to one; who waits is offered it in the order of asking, and again when nobody answers',
	scene(async (s) => {
		const run = await openedClass(s);
		const people = [];
		for (const name of ['Mây', 'Gió', 'Nắng']) people.push(await settleMore(s, `Lau Thị ${name}`));
		for (const person of people)
			expect((await seatByPhone(s.as(s.lua, 1), { id: id(), run, person })).state).toBe('taken');
		const guide = await beside(s, s.som);
		const last = await takeSeat(s.as(guide, 2), { id: id(), run });
		expect(last).toMatchObject({ state: 'taken', number: 4 });
		expect(await refusalOf(takeSeat(s.as(guide, 3), { id: id(), run }))).toBe('seat-already');
		const second = await settleMore(s, 'Sậy Thị Bờ');
		const waits = await takeSeat(s.as(self(s.gia), 4), { id: id(), run });
		const after = await takeSeat(s.as(self(second), 5), { id: id(), run });
		expect([waits.state, after.state]).toEqual(['waiting', 'waiting']);
		expect(await refusalOf(acceptSeat(s.as(self(s.gia), 6), { seat: waits.id }))).toBe('seat-lapsed');
		expect(await refusalOf(leaveSeat(s.as(self(s.gia), 6), { seat: last.id }))).toBe('seat-unknown');
		expect(await leaveSeat(s.as(self(s.som), 7), { seat: last.id })).toEqual({ offered: 1 });
		const mine = async (person: string, minutes: number) =>
			(await myClasses(s.as(self(person), minutes), {})).seats.find((one) => one.run.id === run)?.state;
		expect([await mine(s.gia, 8), await mine(second, 8)]).toEqual(['offered', 'waiting']);
		// Whoever comes now waits behind both, though a place is kept for somebody who has not answered.
		expect((await takeSeat(s.as(guide, 9), { id: id(), run })).state).toBe('waiting');
		const house = system('classes.offer', only(offerAgain), run, [1]);
		expect(await offerAgain(s.as(house, 10), { run })).toEqual({ lapsed: 0, offered: 0 });
		await offerOften.run({ ...s.base, clock: () => s.as(s.lua, 3 * DAY).now });
		// Who asked anew after leaving stands behind whoever waited all the while.
		const now = [await mine(s.gia, 3 * DAY), await mine(second, 3 * DAY), await mine(s.som, 3 * DAY)];
		expect(now).toEqual(['waiting', 'offered', 'waiting']);
		await acceptSeat(s.as(self(second), 3 * DAY), { seat: after.id });
		expect(await mine(second, 3 * DAY)).toBe('taken');
		expect((await runs(s.as(s.lua, 3 * DAY), {}))[0]).toMatchObject({ taken: 4, waiting: 2 });
	})
);

test(
	'a roll is said, put right and closed once; whoever was there was helped in a class, the others were away',
	scene(async (s) => {
		const run = await openedClass(s);
		const guide = await beside(s, s.som);
		await takeSeat(s.as(guide, 1), { id: id(), run });
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.gia });
		const lesson = { run, no: 1 };
		expect(await refusalOf(endLesson(s.as(s.lua, 2), { ...lesson, marks: [] }))).toBe('class-not-yet');
		const then = 8 * DAY + 5 * 60;
		const said = (how: 'here' | 'late' | 'away') => ({ ...lesson, marks: [{ person: s.som, how }] });
		expect(await markRoll(s.as(s.lua, then), said('away'))).toEqual({ marked: 1 });
		expect(await markRoll(s.as(s.lua, then + 1), said('late'))).toEqual({ marked: 1 });
		expect(await markRoll(s.as(s.lua, then + 2), said('late'))).toEqual({ marked: 0 });
		const stranger = await settleMore(s, 'Bèo Thị Ao');
		const more = { ...lesson, marks: [{ person: stranger, how: 'here' as const }] };
		expect(await refusalOf(markRoll(s.as(s.lua, then + 2), more))).toBe('seat-unknown');
		expect(await endLesson(s.as(s.lua, then + 3), { ...lesson, marks: [] })).toEqual({ there: 1 });
		expect(await refusalOf(endLesson(s.as(s.mai, then + 4), { ...lesson, marks: [] }))).toBe('class-closed');
		const learned = async (person: string) => {
			await hearIn(s, 'classes', () => s.as(s.lua, then + 4).now);
			return (await myLearned(s.as(self(person), then + 5), {})).rows;
		};
		expect(await learned(s.som)).toEqual([{ topic: 'public-services', how: 'guided', day: '2026-07-22' }]);
		expect(await learned(s.gia)).toEqual([]);
		const paper = await lessonSheet(s.as(s.lua, then + 5), { run, no: 3 });
		expect(paper.parts.map(({ steps }) => steps.length > 0)).toEqual([true, true]);
		expect((await lessonSheet(s.as(s.lua, then + 5), lesson)).parts.map(({ steps }) => steps.length)).toEqual([
			0, 0, 0
		]);
		const next = await roll(s.as(s.lua, then + 6), { run, no: 2 });
		expect(next.rows.map(({ person, missed }) => [person, missed])).toEqual([
			[s.som, 0],
			[s.gia, 1]
		]);
		const looks = await myLooks(s.as(self(s.gia), then + 7), {});
		expect(looks.rows.filter(({ purpose }) => purpose === 'class-roll')).toHaveLength(1);
		// Said after the lesson it is put right all the same.
		const right = { ...lesson, marks: [{ person: s.gia, how: 'here' as const }] };
		expect(await markRoll(s.as(s.lua, then + 8), right)).toEqual({ marked: 1 });
		expect(await learned(s.gia)).toHaveLength(1);
		await markRoll(s.as(s.lua, then + 9), said('away'));
		expect(await learned(s.som)).toEqual([]);
		await markRoll(s.as(s.lua, then + 10), said('here'));
		expect(await learned(s.som)).toHaveLength(1);
	})
);

test(
	'another commune sees the days of a class and nobody in it, and seats nobody there',
	scene(async (s) => {
		const run = await openedClass(s);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		expect(await runs(s.as(s.rang, 2), {})).toEqual([]);
		expect(await refusalOf(seatsOf(s.as(s.rang, 2), { run }))).toBe('class-unknown');
		expect((await seatsOf(s.as(s.lua, 2), { run })).seats).toMatchObject([
			{ personId: s.som, state: 'taken', number: 1 }
		]);
		expect(await refusalOf(roll(s.as(s.rang, 2), { run, no: 1 }))).toBe('class-unknown');
		expect(await refusalOf(seatByPhone(s.as(s.rang, 2), { id: id(), run, person: s.gia }))).toBe('person-unknown');
		expect(await refusalOf(dropClass(s.as(s.rang, 2), { run }))).toBe('class-unknown');
		const guide = await beside(s, s.gia);
		expect((await classesBeside(s.as(guide, 3), {})).open.map((one) => one.id)).toEqual([run]);
		await dropClass(s.as(s.lua, 4), { run });
		expect(await refusalOf(takeSeat(s.as(guide, 5), { id: id(), run }))).toBe('class-over');
		expect((await classesBeside(s.as(guide, 6), {})).open).toEqual([]);
	})
);
