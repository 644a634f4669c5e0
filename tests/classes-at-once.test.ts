import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { connect } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from '#tests/support/committed.ts';
import { self } from '#tests/support/scene.ts';
import { endLesson, markRoll, seatsOf } from '#capabilities/classes/roll.server.ts';
import { makeUp } from '#capabilities/classes/make-up.server.ts';
import { openRun, planRun } from '#capabilities/classes/runs.server.ts';
import { leaveSeat, seatByPhone } from '#capabilities/classes/seats.server.ts';
import { putMarks } from '#capabilities/classes/sql.server.ts';

const id = (): string => crypto.randomUUID();
let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const later = (who: House['guide']) => ({ ...house.as(who), now: new Date(Date.now() + 90 * 86_400_000) });
const wanted = (more: object = {}) => ({
	...{ template: 'beginners', hamlet: null, venue: `Nhà ${id().slice(0, 6)}`, trainer: house.guide.id },
	...{ from: dayOf(new Date()), weekdays: [0, 1, 2, 3, 4, 5, 6], perWeek: 3, starts: '00:00', minutes: 45, ...more }
});
const room = { capacity: 4, helpers: 1, stepFree: true, power: true };
async function opened(more: object = {}): Promise<string> {
	const asks = wanted(more);
	const { days } = await planRun(house.as(house.guide), asks);
	const run = id();
	await openRun(house.as(house.guide), { id: run, ...asks, ...room, seen: days });
	return run;
}
async function people(many: number): Promise<string[]> {
	const all = [];
	for (let n = 0; n < many; n++) {
		const person = id();
		await recordPerson(house.as(system('door', new Set(['residents.record-person']), null, [house.centre])), {
			...{ id: person, commune: house.centre - 1, name: 'Sương Thị Sớm', birthYear: 1950, birthDate: null },
			...{
				gender: 'female',
				hamlet: 'thôn Bến Gió',
				number: null,
				phone: null,
				needs: [],
				verified: false,
				madeUp: true
			}
		});
		all.push(person);
	}
	return all;
}

test('R1 whoever waits and leaves while somebody with a place leaves: both are let go, nobody meets a fault', async () => {
	let faults: string[] = [];
	for (let n = 0; n < 6 && faults.length === 0; n++) {
		const run = await opened({ from: addDays(dayOf(new Date()), 14), starts: `1${n}:00` });
		const all = await people(5);
		const seats: string[] = [];
		for (const person of all) {
			const seat = id();
			await seatByPhone(house.as(house.guide), { id: seat, run, person });
			seats.push(seat);
		}
		const done = await Promise.allSettled([
			leaveSeat(house.as(self(all[4]!)), { seat: seats[4]! }),
			leaveSeat(house.as(self(all[0]!)), { seat: seats[0]! })
		]);
		faults = done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
	}
	expect(faults).toEqual([]);
}, 60_000);

test('R2 two who open a class at once: a trainer does not stand in two places at a time', async () => {
	const asks = [wanted({ starts: '08:00' }), wanted({ starts: '08:00' })].map((one) => ({
		...one,
		trainer: house.officer.id,
		from: addDays(dayOf(new Date()), 3)
	}));
	const { days } = await planRun(house.as(house.guide), asks[0]!);
	const done = await Promise.allSettled(
		[house.guide, house.officer].map((who, n) => openRun(house.as(who), { id: id(), ...asks[n]!, ...room, seen: days }))
	);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('R8 two centres that open a class at once do not take one trainer twice; the other hears that the days have changed', async () => {
	const other = await commitHouse();
	const owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, {
		max: 1,
		province: process.env['PROVINCE']
	} as never);
	await owner`insert into staff_grant (staff_id, place_id, role, given_at) values (${house.guide.id}, ${other.centre}, 'co-host', now())`;
	await owner.end();
	try {
		for (let n = 0; n < 5; n++) {
			const asks = [house, other].map(() => wanted({ starts: `1${n}:00`, from: addDays(dayOf(new Date()), 150) }));
			const { days } = await planRun(house.as(house.officer), asks[0]!);
			const done = await Promise.allSettled(
				[house, other].map((at, k) => openRun(at.as(at.officer), { id: id(), ...asks[k]!, ...room, seen: days }))
			);
			expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
			const lost = done.find((one) => one.status === 'rejected')!;
			expect(lost.reason).toMatchObject({ code: 'class-plan-other' });
		}
	} finally {
		await other.db.end();
	}
});

test('R3 a mark that is said while another tab ends the lesson is not written over as away', async () => {
	const run = await opened();
	const [person] = await people(1);
	await seatByPhone(house.as(house.guide), { id: id(), run, person: person! });
	// The mark of the other tab is written, and its request is not at its end yet.
	let ended: Promise<unknown> = Promise.resolve();
	await house.db.begin(async (sql) => {
		await setScope(sql, house.officer, id());
		await putMarks(sql, { run, no: 1, centre: house.centre, by: house.officer.id, at: new Date() }, [
			{ person: person!, how: 'here' }
		]);
		ended = endLesson(later(house.guide), { run, no: 1, marks: [] });
		await new Promise((go) => setTimeout(go, 400));
	});
	await ended;
	const db = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, province: process.env['PROVINCE'] } as never);
	const rows = await db<{ how: string }[]>`select how from class_mark where run_id = ${run}`;
	await db.end();
	expect(rows).toMatchObject([{ how: 'here' }]);
});

test('R4 two tabs that say a roll in other orders do not stop each other', async () => {
	const run = await opened({ venue: 'Khác', starts: '02:00' });
	const all = await people(4);
	for (const person of all) await seatByPhone(house.as(house.guide), { id: id(), run, person });
	const faults: string[] = [];
	for (let n = 0; n < 15; n++) {
		const how = n % 2 === 0 ? ('here' as const) : ('late' as const);
		const other = n % 2 === 0 ? ('away' as const) : ('early' as const);
		const done = await Promise.allSettled([
			markRoll(later(house.guide), { run, no: 1, marks: all.map((person) => ({ person, how })) }),
			markRoll(later(house.officer), {
				...{ run, no: 1 },
				marks: all.toReversed().map((person) => ({ person, how: other }))
			})
		]);
		faults.push(...done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])));
	}
	expect(faults).toEqual([]);
});

test('R5 of two who ask for the last place one gets it', async () => {
	const run = await opened({ from: addDays(dayOf(new Date()), 30) });
	const all = await people(6);
	for (const person of all.slice(0, 3)) await seatByPhone(house.as(house.guide), { id: id(), run, person });
	const done = await Promise.all(
		all.slice(3).map((person) => seatByPhone(house.as(house.guide), { id: id(), run, person }))
	);
	expect(done.map(({ state }) => state).toSorted()).toEqual(['taken', 'waiting', 'waiting']);
	expect((await seatsOf(house.as(house.guide), { run })).run.taken).toBe(4);
});

test('R7 of two guests who are given the last place of one lesson at once, and one who asks for a place in its class, one gets it', async () => {
	const missed = await opened({ template: 'self-protection', from: addDays(dayOf(new Date()), 3), starts: '05:00' });
	const from = addDays(dayOf(new Date()), 90);
	const run = await opened({ template: 'self-protection', from, starts: '09:00' });
	const all = await people(6);
	for (const person of all.slice(0, 3)) {
		await seatByPhone(house.as(house.guide), { id: id(), run: missed, person });
		await seatByPhone(house.as(house.guide), { id: id(), run, person: all[all.indexOf(person) + 3]! });
	}
	const then = new Date(Date.now() + 20 * 86_400_000);
	await endLesson({ ...house.as(house.guide), now: then }, { run: missed, no: 1, marks: [] });
	const guest = (person: string) =>
		makeUp({ ...house.as(house.guide), now: then }, { id: id(), missedRun: missed, missedNo: 1, person, run, no: 1 });
	const [more] = await people(1);
	const asks = seatByPhone({ ...house.as(house.officer), now: then }, { id: id(), run, person: more! });
	const done = await Promise.allSettled([guest(all[0]!), guest(all[1]!), asks]);
	const shown = await seatsOf({ ...house.as(house.guide), now: then }, { run });
	expect(shown.run.taken + shown.guests.length).toBe(4);
	expect(done.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
	// One person in two lessons at once for the same missed one: the other hears that it is made up for.
	const [two, three] = [
		await opened({ template: 'self-protection', from, starts: '11:00', trainer: house.officer.id }),
		await opened({ template: 'self-protection', from, starts: '13:00', trainer: house.officer.id })
	];
	const twice = await Promise.allSettled(
		[two, three].map((to) =>
			makeUp(
				{ ...house.as(house.guide), now: then },
				{ id: id(), missedRun: missed, missedNo: 1, person: all[2]!, run: to, no: 1 }
			)
		)
	);
	expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('R6 of two tabs that end a lesson with other marks one is refused, and nothing of it stays', async () => {
	const run = await opened({ venue: 'Nữa', starts: '04:00' });
	const [person] = await people(1);
	await seatByPhone(house.as(house.guide), { id: id(), run, person: person! });
	const done = await Promise.allSettled(
		(['here', 'away'] as const).map((how, n) =>
			endLesson(later(n === 0 ? house.guide : house.officer), { run, no: 1, marks: [{ person: person!, how }] })
		)
	);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	const won = done[0]!.status === 'fulfilled' ? 'here' : 'away';
	const db = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, province: process.env['PROVINCE'] } as never);
	const rows = await db<{ how: string }[]>`select how from class_mark where run_id = ${run}`;
	await db.end();
	expect(rows).toMatchObject([{ how: won }]);
});

test('R7 of two places in two classes at one hour that are asked for at once, whoever asks has one', async () => {
	for (let n = 0; n < 4; n++) {
		const day = addDays(dayOf(new Date()), 40);
		const hour = { from: day, starts: `1${n}:15` };
		const runs = [await opened(hour), await opened({ ...hour, trainer: house.officer.id })];
		const [person] = await people(1);
		const done = await Promise.allSettled(
			runs.map((run) => seatByPhone(house.as(house.guide), { id: id(), run, person: person! }))
		);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(done.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(['class-same-hour']);
	}
});
