// What an insider with a valid key, or a careless guide, does to a class (thief's findings); titles keep their numbers.

import * as v from 'valibot';
import { expect, test } from 'vitest';
import { everything, takeOut } from '#capabilities/data-rights/everything.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { granted } from '#tests/support/accounts.ts';
import { AvoidForm } from '#capabilities/classes/forms.ts';
import { keeps } from '#capabilities/classes/keeps.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { inScope, setScope } from '#platform/scope.server.ts';
import { transaction } from '#platform/db.server.ts';
import { forFour, openedClass, wantedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { hearIn } from '#tests/support/hear.ts';
import { register } from '#platform/listen.server.ts';
import { classesListens } from '#capabilities/classes/listens.server.ts';
import { settle } from '../seed/house.ts';
import { offerOften } from '#capabilities/classes/offer.server.ts';
import { makeUp } from '#capabilities/classes/make-up.server.ts';
import { myClasses } from '#capabilities/classes/own.server.ts';
import { endLesson, markRoll, roll, seatsOf } from '#capabilities/classes/roll.server.ts';
import { dropClass, openRun, planRun, runs } from '#capabilities/classes/runs.server.ts';
import { forgetClasses } from '#capabilities/classes/sql.server.ts';
import { acceptSeat, leaveSeat, seatByPhone, takeSeat } from '#capabilities/classes/seats.server.ts';

register(classesListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
async function beside(s: Scene, person: string, who: Actor = s.mai): Promise<Actor> {
	const session = id();
	await start(s.as(who), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}
const phone = (s: Scene, run: string, person: string, minutes = 1) =>
	seatByPhone(s.as(s.lua, minutes), { id: id(), run, person });
/** A class of four that is full, with two who wait: seats by name. */
async function full(s: Scene) {
	const run = await openedClass(s);
	const seats = [];
	for (const [n, name] of ['Mây', 'Gió', 'Nắng', 'Mưa', 'Sấm', 'Chớp'].entries()) {
		const person = await settleMore(s, `Lau Thị ${name}`);
		seats.push({ person, ...(await phone(s, run, person, 1 + n)) });
	}
	return { run, seats };
}
const stateOf = async (s: Scene, run: string, person: string, minutes: number) =>
	(await myClasses(s.as(self(person), minutes), {})).seats.find((one) => one.run.id === run)?.state;
/** What this room does when somebody is erased, as whoever erases. */
const eraseNow = (s: Scene, person: string, minutes: number) =>
	inScope(s.base.db, s.as(s.thach, minutes).actor, id(), async (sql) =>
		expect(await forgetClasses(sql, person)).toBe(1)
	);
const THEN = 8 * DAY + 6 * 60;
const LONG = 200 * DAY;

test(
	'A1 nobody of another commune takes a place in a class, where its own guides do not see them',
	scene(async (s) => {
		const run = await openedClass(s);
		for (const name of ['Một', 'Hai', 'Ba', 'Bốn']) {
			const far = await settle(
				s.base,
				s.as(s.lua).now,
				{
					name: `Xa Thị ${name}`,
					birth: 1950,
					gender: 'female',
					number: null,
					phone: null,
					hamlet: 'thôn Xa',
					needs: []
				},
				16348
			);
			await takeSeat(s.as(self(far), 1), { id: id(), run }).catch(() => null);
		}
		const shown = await seatsOf(s.as(s.lua, 2), { run });
		expect(shown.run.taken).toBe(shown.seats.length);
		expect((await phone(s, run, s.som)).state).toBe('taken');
	})
);

test(
	'A2a a guide who seats their own person in a class of another commune is refused, by phone',
	scene(async (s) => {
		const run = await openedClass(s, { trainer: s.rang.id }, s.rang);
		expect(await refusalOf(phone(s, run, s.som))).toMatch(/unknown/);
	})
);
test(
	'A2b the same beside',
	scene(async (s) => {
		const run = await openedClass(s, { trainer: s.rang.id }, s.rang);
		const guide = await beside(s, s.som);
		expect(await refusalOf(takeSeat(s.as(guide, 2), { id: id(), run }))).toMatch(/unknown/);
	})
);

test(
	'A3 whoever is put right to have been there after the lesson ended was helped in a class',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		await endLesson(s.as(s.lua, THEN), { run, no: 1, marks: [] });
		await markRoll(s.as(s.lua, THEN + 1), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		await hearIn(s, 'classes', () => s.as(s.lua, THEN + 2).now);
		expect((await myLearned(s.as(self(s.som), THEN + 2), {})).rows).toHaveLength(1);
	})
);
test(
	'A4 whoever is put right to have been away is no longer counted as helped in a class',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		await endLesson(s.as(s.lua, THEN), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		await markRoll(s.as(s.lua, THEN + 1), { run, no: 1, marks: [{ person: s.som, how: 'away' }] });
		await hearIn(s, 'classes', () => s.as(s.lua, THEN + 2).now);
		expect((await myLearned(s.as(self(s.som), THEN + 2), {})).rows).toEqual([]);
	})
);

test(
	'A5 the place of somebody who was erased is offered to whoever waits',
	scene(async (s) => {
		const { run, seats } = await full(s);
		await eraseNow(s, seats[0]!.person, 20);
		await offerOften.run({ ...s.base, clock: () => s.as(s.lua, 10 * DAY).now });
		expect((await runs(s.as(s.lua, 30), {}))[0]).toMatchObject({ taken: 4, waiting: 1 });
		expect(await stateOf(s, run, seats[4]!.person, 40)).toBe('offered');
	})
);
test(
	'A7a nobody is offered a place in a class whose lessons are all over',
	scene(async (s) => {
		const { run, seats } = await full(s);
		const { lessons } = (await seatsOf(s.as(s.lua), { run })).run;
		for (const { no } of lessons) await endLesson(s.as(s.lua, LONG), { run, no, marks: [] });
		expect(await leaveSeat(s.as(self(seats[0]!.person), LONG + 1), { seat: seats[0]!.id })).toEqual({ offered: 0 });
		expect(await stateOf(s, run, seats[4]!.person, LONG + 2)).not.toBe('offered');
	})
);
test(
	'A7b the house does not offer places for ever in a class that is over',
	scene(async (s) => {
		const { run, seats } = await full(s);
		await leaveSeat(s.as(self(seats[0]!.person), 10), { seat: seats[0]!.id });
		await offerOften.run({ ...s.base, clock: () => s.as(s.lua, LONG).now });
		expect((await seatsOf(s.as(s.lua, LONG), { run })).seats.filter(({ state }) => state === 'offered')).toEqual([]);
	})
);

test(
	'A8 an offered place of a dropped class is taken by nobody',
	scene(async (s) => {
		const { run, seats } = await full(s);
		await leaveSeat(s.as(self(seats[0]!.person), 10), { seat: seats[0]!.id });
		await dropClass(s.as(s.lua, 11), { run });
		const [, , , , first] = seats;
		expect(await refusalOf(acceptSeat(s.as(self(first!.person), 12), { seat: first!.id }))).toBe('class-over');
	})
);

test(
	'A9a a class whose last lesson is months ago, closed by nobody, is open to nobody',
	scene(async (s) => {
		const run = await openedClass(s);
		expect((await myClasses(s.as(self(s.som), LONG), {})).open.map((one) => one.id)).toEqual([]);
		expect(run).toBeTruthy();
	})
);
test(
	'A9b nobody takes a place in it',
	scene(async (s) => {
		const run = await openedClass(s);
		expect(await refusalOf(takeSeat(s.as(self(s.som), LONG), { id: id(), run }))).toBe('class-over');
	})
);

test(
	'A10 a lesson of two in the afternoon is not ended at eight in the morning',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		// 2026-07-22, 08:00 in Viet Nam.
		const early = 8 * DAY - 103;
		const { now } = s.as(s.lua, early);
		expect(now.toISOString()).toBe('2026-07-22T01:00:00.000Z');
		expect(
			await refusalOf(endLesson(s.as(s.lua, early), { run, no: 1, marks: [{ person: s.som, how: 'here' }] }))
		).toBe('class-not-yet');
	})
);

test(
	'A11 whoever was there and left the class later stays on the roll of that lesson, and is put right',
	scene(async (s) => {
		const run = await openedClass(s);
		const { id: seat } = await phone(s, run, s.som);
		await endLesson(s.as(s.lua, THEN), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		await leaveSeat(s.as(self(s.som), THEN + 5), { seat });
		expect((await roll(s.as(s.lua, THEN + 6), { run, no: 1 })).rows.map(({ person }) => person)).toEqual([s.som]);
		expect(await markRoll(s.as(s.lua, THEN + 7), { run, no: 1, marks: [{ person: s.som, how: 'late' }] })).toEqual({
			marked: 1
		});
	})
);

test(
	'A12 one who gave up their place meanwhile does not cost the marks of the others',
	scene(async (s) => {
		const run = await openedClass(s);
		const { id: seat } = await phone(s, run, s.som);
		await phone(s, run, s.gia);
		await leaveSeat(s.as(self(s.som), THEN), { seat });
		const marks = [
			{ person: s.som, how: 'away' as const },
			{ person: s.gia, how: 'here' as const }
		];
		await markRoll(s.as(s.lua, THEN + 1), { run, no: 1, marks }).catch(() => null);
		const { rows } = await roll(s.as(s.lua, THEN + 2), { run, no: 1 });
		expect(rows.find(({ person }) => person === s.gia)).toMatchObject({ how: 'here' });
	})
);

test(
	'A13 whoever left, and was put back by a guide, does not stand as having asked themselves',
	scene(async (s) => {
		const run = await openedClass(s);
		const { id: seat } = await takeSeat(s.as(self(s.som), 1), { id: id(), run });
		await leaveSeat(s.as(self(s.som), 2), { seat });
		await phone(s, run, s.som, 3);
		expect((await seatsOf(s.as(s.lua, 4), { run })).seats[0]).toMatchObject({ source: 'phone' });
	})
);

test(
	'A14 who teaches is read on the own page',
	scene(async (s) => {
		await openedClass(s);
		expect((await myClasses(s.as(self(s.som), 2), {})).open[0]!.trainer).not.toBe('');
	})
);

test(
	'A15 no lesson is planned today for an hour that is over',
	scene(async (s) => {
		// It is 09:43 on Tuesday, 2026-07-14.
		const asks = wantedClass(s, { from: '2026-07-14', weekdays: [2, 4], starts: '08:00' });
		expect((await planRun(s.as(s.lua), asks)).days).not.toContain('2026-07-14');
	})
);

test(
	'A17 a first day at the end of all calendars is refused, and is no fault',
	scene(async (s) => {
		expect(await refusalOf(planRun(s.as(s.lua), wantedClass(s, { from: '9999-12-20' })))).toBeTruthy();
	})
);
test(
	'A17b a class is not planned for the year 2999, of which no Tết is known',
	scene(async (s) => {
		expect(await refusalOf(planRun(s.as(s.lua), wantedClass(s, { from: '2999-01-05' })))).toBeTruthy();
	})
);

test(
	'A18 who teaches at two centres does not teach at both at a time',
	scene(async (s) => {
		// The guide of the other commune serves here too.
		await granted(s, s.lua.id, 2, 'guide');
		const asks = wantedClass(s, { trainer: s.lua.id });
		const first = await planRun(s.as(s.lua), asks);
		await openRun(s.as(s.lua), { id: id(), ...asks, ...forFour, seen: first.days });
		const second = await planRun(s.as(s.rang), wantedClass(s, { trainer: s.lua.id, venue: 'Xa' }));
		expect(second.days.some((day) => first.days.includes(day))).toBe(false);
	})
);
test(
	'A18b a hall is one hall however its name is typed',
	scene(async (s) => {
		await openedClass(s);
		const taken = (await runs(s.as(s.lua, 1), {}))[0]!.lessons.map(({ day }) => day);
		const other = await planRun(s.as(s.lua, 1), wantedClass(s, { trainer: s.mai.id, venue: 'nhà văn hóa  Cầu Mưa' }));
		expect(other.days.some((day) => taken.includes(day))).toBe(false);
	})
);

test(
	'A20 a class that was held to its end is not made one that was not held, and its roll is put right still',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		const { lessons } = (await seatsOf(s.as(s.lua), { run })).run;
		for (const { no } of lessons) await endLesson(s.as(s.lua, LONG), { run, no, marks: [] });
		await dropClass(s.as(s.mai, LONG + 1), { run }).catch(() => null);
		expect(await markRoll(s.as(s.lua, LONG + 2), { run, no: 1, marks: [{ person: s.som, how: 'here' }] })).toEqual({
			marked: 1
		});
	})
);
test('A21 a copy says in which class somebody had a place', () => {
	const cells = (keeps['class_seat'] as { copy: readonly (readonly unknown[])[] }).copy.map(([name]) => String(name));
	expect(cells.some((one) => /class|run|template|venue/.test(one))).toBe(true);
});
test(
	'A22 an erasure as the house carries it out leaves no seat and no mark',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		await endLesson(s.as(s.lua, THEN), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		const request = id();
		await makeRequest(s.as(self(s.som), THEN + 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, THEN + 60), { request });
		const left = await transaction(s.base.db, async (sql) => {
			await setScope(sql, s.lua, id());
			return [
				(await sql`select 1 from class_seat where person_id = ${s.som}`).length,
				(await sql`select 1 from class_mark where person_id = ${s.som}`).length
			];
		});
		expect(left).toEqual([0, 0]);
	})
);
test(
	'A28 an erasure leaves no lesson in which somebody was a guest, and their place is free; their copy says which it was',
	scene(async (s) => {
		const about = { template: 'self-protection' };
		const run = await openedClass(s, about);
		const to = { ...about, from: '2026-08-12', venue: 'Trường', trainer: s.mai.id };
		const other = await openedClass(s, to);
		await phone(s, run, s.som);
		await endLesson(s.as(s.lua, THEN), { run, no: 1, marks: [] });
		const lesson = { missedRun: run, missedNo: 1, person: s.som, run: other, no: 1 };
		await makeUp(s.as(s.lua, THEN + 1), { id: id(), ...lesson });
		const kept = () =>
			transaction(s.base.db, async (sql) => {
				await setScope(sql, s.lua, id());
				return (await sql`select 1 from class_guest where person_id = ${s.som}`).length;
			});
		expect(await kept()).toBe(1);
		const copied = s.as(self(s.som), THEN + 2);
		await takeOut(copied, { person: s.som, answering: null });
		const { parts } = await everything(s.as(self(s.som), THEN + 2), { takeOut: copied.request });
		expect(JSON.stringify(parts)).toContain('Trường');
		await eraseNow(s, s.som, THEN + 20);
		expect(await kept()).toBe(0);
		expect((await runs(s.as(s.lua, THEN + 21), {})).find((one) => one.id === other)!.lessons[0]).toMatchObject({
			guests: 0
		});
	})
);
test('A23 a row of days of the moon that is not read whole is not taken in part', () => {
	for (const lunarDays of ['1, rằm', '16 tháng 3', '1-5', '1.5', 'ngày 0912345678'])
		expect([lunarDays, v.safeParse(AvoidForm, { lunarDays }).success]).toEqual([lunarDays, false]);
});
test(
	'A25 whoever came onto a list since it was last looked at reads that they were looked at',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		await seatsOf(s.as(s.lua, 2), { run });
		await phone(s, run, s.gia, 3);
		await seatsOf(s.as(s.lua, 4), { run });
		const { myLooks } = await import('#capabilities/privacy/my-looks.server.ts');
		const looks = (await myLooks(s.as(self(s.gia), 5), {})).rows;
		expect(looks.filter(({ purpose }) => purpose === 'class-roll')).toHaveLength(1);
	})
);
test('A26 a program with a key of a guide ends no lesson and writes nobody down as helped', async () => {
	const { doors } = await import('#program/rooms.ts');
	const open = ['classes.mark-roll', 'classes.end-lesson'].filter((door) => !doors.get(door)!.byPerson);
	expect(open).toEqual([]);
});
test(
	'A27 whoever is put right on a roll reads in the journal of what was done about them that it was',
	scene(async (s) => {
		const run = await openedClass(s);
		await phone(s, run, s.som);
		await markRoll(s.as(s.lua, THEN), { run, no: 1, marks: [{ person: s.som, how: 'away' }] });
		await markRoll(s.as(s.mai, THEN + 1), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		const rows = await transaction(s.base.db, async (sql) => {
			await setScope(sql, s.lua, id());
			expect(await sql`select 1 from journal where command = 'classes.mark-roll'`).toHaveLength(2);
			return sql`select 1 from journal where command = 'classes.mark-roll' and (person_id = ${s.som} or detail::text like ${`%${s.som}%`})`;
		});
		expect(rows.length).toBeGreaterThan(0);
	})
);
