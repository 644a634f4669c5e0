import fc from 'fast-check';
import { expect, test } from 'vitest';
import { register } from '#platform/listen.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { hearIn } from '#tests/support/hear.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { missedOf } from './fits.server.ts';
import { classesListens } from './listens.server.ts';
import { cancelMakeUp, makeUp } from './make-up.server.ts';
import { offerAgain } from './offer.server.ts';
import { classesOfTopic } from './of-topic.server.ts';
import { myClasses } from './own.server.ts';
import { endLesson, markRoll, roll, seatsOf } from './roll.server.ts';
import { acceptSeat, leaveSeat, seatByPhone } from './seats.server.ts';
import { dropClass } from './runs.server.ts';

register(classesListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** Of 2026-07-22 at two, when the first lesson of the first class begins, and of 08-12, when that of the other does. */
const [FIRST, OTHER] = [8 * DAY + 6 * 60, 29 * DAY + 6 * 60];
const topic = { template: 'self-protection' };

const seat = (s: Scene, run: string, person: string, minutes = 1) =>
	seatByPhone(s.as(s.lua, minutes), { id: id(), run, person });

/** Two classes of the same; Sớm and Già have places in the first, and were away from its first lesson. */
async function away(s: Scene) {
	const run = await openedClass(s, topic);
	const other = await openedClass(s, { ...topic, from: '2026-08-12', venue: 'Trường', trainer: s.mai.id });
	for (const person of [s.som, s.gia]) await seat(s, run, person);
	await endLesson(s.as(s.lua, FIRST), { run, no: 1, marks: [{ person: s.gia, how: 'excused' }] });
	const missed = (person: string, to = other, no = 1) => ({
		id: id(),
		missedRun: run,
		missedNo: 1,
		person,
		run: to,
		no
	});
	return { run, other, missed };
}

test(
	'whoever was away sits in the same lesson of another class, is marked there, and counts as having been in the lesson missed',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const shown = await missedOf(s.as(s.lua, FIRST + 1), { run });
		expect(shown.rows.map(({ person, no, how }) => [person, no, how])).toEqual([
			[s.som, 1, 'away'],
			[s.gia, 1, 'excused']
		]);
		expect(shown.rows[0]!.fits).toMatchObject([{ run: other, no: 1, day: '2026-08-12', places: 4 }]);
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 2), missed(s.som, other, 2)))).toBe('make-up-other');
		const { guest, number } = await makeUp(s.as(s.lua, FIRST + 2), missed(s.som));
		expect(number).toBe(1);
		expect(await refusalOf(makeUp(s.as(s.mai, FIRST + 3), missed(s.som)))).toBe('make-up-already');
		const next = (await missedOf(s.as(s.lua, FIRST + 3), { run })).rows[0]!;
		expect([next.coming?.guest, next.fits]).toEqual([guest, []]);
		expect((await myClasses(s.as(self(s.som), FIRST + 4), {})).makeUps).toMatchObject([{ guest, no: 1 }]);
		expect((await seatsOf(s.as(s.lua, FIRST + 4), { run: other })).guests).toMatchObject([{ id: guest, no: 1 }]);
		const first = await roll(s.as(s.lua, OTHER), { run: other, no: 1 });
		expect(first.rows).toMatchObject([{ person: s.som, guest: true, how: null, number: 1 }]);
		expect((await roll(s.as(s.lua, OTHER), { run: other, no: 2 })).rows).toEqual([]);
		const attended = async () =>
			(await classesOfTopic(s.as(s.lua, OTHER + 2), s.som, 'self-protection')).map((one) => [one.run, one.attended]);
		expect(await attended()).toEqual([[run, 0]]);
		await endLesson(s.as(s.mai, OTHER + 1), { run: other, no: 1, marks: [{ person: s.som, how: 'late' }] });
		// Who taught them there is named as well; the lesson counts where it was missed, and once.
		expect(await attended()).toEqual([
			[run, 1],
			[other, 0]
		]);
		await hearIn(s, 'classes', () => s.as(s.lua, OTHER + 3).now);
		expect((await myLearned(s.as(self(s.som), OTHER + 4), {})).rows).toHaveLength(1);
		expect((await missedOf(s.as(s.lua, OTHER + 4), { run })).rows.map(({ person }) => person)).toEqual([s.gia]);
		// Two lessons away in a row is one where the first was made up for.
		await endLesson(s.as(s.lua, OTHER + 5), { run, no: 2, marks: [] });
		const third = await roll(s.as(s.lua, OTHER + 6), { run, no: 3 });
		expect(third.rows.map(({ person, missed: many }) => [person, many])).toEqual([
			[s.som, 1],
			[s.gia, 1]
		]);
	})
);

test(
	'a guest takes a place of one lesson, and never of whoever waits for the class; the last one goes to one',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const three = [];
		for (const name of ['Mây', 'Gió', 'Nắng']) three.push(await seat(s, other, await settleMore(s, `Lau Thị ${name}`)));
		const guest = await makeUp(s.as(s.lua, FIRST + 2), missed(s.som));
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 3), missed(s.gia)))).toBe('make-up-full');
		expect((await missedOf(s.as(s.lua, FIRST + 3), { run })).rows[1]!.fits).toMatchObject([{ places: 0 }]);
		// In the first lesson there is no chair more: whoever wants a place in the class waits.
		const bo = await settleMore(s, 'Sậy Thị Bờ');
		const waits = await seat(s, other, bo, FIRST + 4);
		expect(waits.state).toBe('waiting');
		expect(await cancelMakeUp(s.as(self(s.som), FIRST + 5), { guest: guest.guest })).toEqual({ offered: 1 });
		expect(await refusalOf(cancelMakeUp(s.as(self(s.som), FIRST + 6), { guest: guest.guest }))).toBe('seat-unknown');
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 6), missed(s.som)))).toBe('make-up-full');
		// The place of another is free and somebody waits behind whom it is offered to: no guest comes before them.
		await acceptSeat(s.as(self(bo), FIRST + 7), { seat: waits.id });
		await leaveSeat(s.as(s.lua, FIRST + 8), { seat: three[0]!.id });
		expect((await makeUp(s.as(s.lua, FIRST + 9), missed(s.som))).guest).toBe(guest.guest);
	})
);

test(
	'whoever was there after all, sits in that class already or is of another centre is no guest of it; a class that is stopped frees them',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const stranger = await settleMore(s, 'Bèo Thị Ao');
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 1), missed(stranger)))).toBe('make-up-not-away');
		await markRoll(s.as(s.lua, FIRST + 2), { run, no: 1, marks: [{ person: s.gia, how: 'here' }] });
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 3), missed(s.gia)))).toBe('make-up-not-away');
		expect(await refusalOf(makeUp(s.as(s.rang, FIRST + 3), missed(s.som)))).toBe('class-unknown');
		expect(await refusalOf(missedOf(s.as(s.rang, FIRST + 3), { run }))).toBe('class-unknown');
		const hers = await seat(s, other, s.som, FIRST + 4);
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 5), missed(s.som)))).toBe('make-up-seated');
		expect((await missedOf(s.as(s.lua, FIRST + 5), { run })).rows[0]!.fits).toEqual([]);
		await leaveSeat(s.as(s.lua, FIRST + 6), { seat: hers.id });
		// The number that was theirs in the class is theirs as a guest.
		const { guest, number } = await makeUp(s.as(s.lua, FIRST + 7), missed(s.som));
		expect(number).toBe(hers.number);
		await dropClass(s.as(s.lua, FIRST + 8), { run: other });
		expect((await myClasses(s.as(self(s.som), FIRST + 9), {})).makeUps).toEqual([]);
		expect(await refusalOf(cancelMakeUp(s.as(s.lua, FIRST + 9), { guest }))).toBe('class-over');
		expect((await missedOf(s.as(s.lua, FIRST + 9), { run })).rows[0]).toMatchObject({ coming: null, fits: [] });
	})
);

test(
	'a roll is right whichever arrives first: the word of a phone, the end of the lesson, or that they cannot come',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const { guest } = await makeUp(s.as(s.lua, FIRST + 2), missed(s.som));
		await makeUp(s.as(s.lua, FIRST + 2), missed(s.gia));
		// Given back after a phone took the roll along; she came all the same.
		await cancelMakeUp(s.as(s.lua, FIRST + 3), { guest });
		await endLesson(s.as(s.mai, OTHER + 90), { run: other, no: 1, marks: [] });
		const late = (person: string) =>
			markRoll(
				{ ...s.as(s.mai, OTHER + 95), said: s.as(s.mai, OTHER + 5).now },
				{
					run: other,
					no: 1,
					marks: [{ person, how: 'here' }]
				}
			);
		await late(s.som);
		await late(s.gia);
		const { rows } = await roll(s.as(s.lua, OTHER + 100), { run: other, no: 1 });
		expect(rows.map(({ person, how, guest: is }) => [person, how, is])).toEqual([
			[s.som, 'here', true],
			[s.gia, 'here', true]
		]);
		for (const person of [s.som, s.gia])
			expect(
				(await classesOfTopic(s.as(s.lua, OTHER + 101), person, 'self-protection')).find((one) => one.run === run)
			).toMatchObject({ attended: 1 });
	})
);

test(
	'places of no lesson are exceeded, whatever the order of offers, leaves and guests',
	scene(async (s) => {
		const { other, missed } = await away(s);
		const people = [s.som, s.gia];
		for (const name of ['Một', 'Hai', 'Ba', 'Bốn', 'Năm']) people.push(await settleMore(s, `Lau Thị ${name}`));
		let minutes = FIRST + 10;
		const house = system('classes.offer', only(offerAgain), other, [1]);
		const quiet = (done: Promise<unknown>) =>
			done.catch((reason: unknown) => {
				if (!(reason instanceof Refusal)) throw reason;
			});
		const step = async ([what, n]: [string, number]): Promise<void> => {
			minutes += 7;
			const context = s.as(s.lua, minutes);
			const { seats, guests } = await seatsOf(context, { run: other });
			const own = seats.find(({ personId }) => personId === people[n]);
			const visit = guests.find(({ personId }) => personId === people[n]);
			if (what === 'seat' && !own) await quiet(seatByPhone(context, { id: id(), run: other, person: people[n]! }));
			if (what === 'leave' && own) await leaveSeat(context, { seat: own.id });
			if (what === 'take' && own) await quiet(acceptSeat(context, { seat: own.id }));
			if (what === 'offer') await offerAgain(s.as(house, minutes), { run: other });
			if (what === 'guest') await quiet(makeUp(context, missed(people[n % 2]!)));
			if (what === 'gone' && visit) await cancelMakeUp(context, { guest: visit.id });
		};
		const what = fc.constantFrom('seat', 'seat', 'leave', 'take', 'offer', 'guest', 'guest', 'gone');
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(what, fc.nat(6)), { minLength: 10, maxLength: 25 }), async (all) => {
				for (const one of all) {
					await step(one);
					const { run, seats, guests } = await seatsOf(s.as(s.lua, minutes + 1), { run: other });
					const inRoom = new Set(
						[...seats.filter(({ state }) => state === 'taken' || state === 'offered'), ...guests].map(
							({ personId }) => personId
						)
					);
					expect(inRoom.size).toBeLessThanOrEqual(run.capacity);
					const numbers = [...seats, ...guests.filter((g) => !seats.some((one) => one.personId === g.personId))].map(
						({ number }) => number
					);
					expect(new Set(numbers).size).toBe(numbers.length);
				}
			}),
			{ numRuns: 6, endOnFailure: true }
		);
	}),
	60_000
);
