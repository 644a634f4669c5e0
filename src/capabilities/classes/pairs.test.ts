import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addHand } from './hosts.server.ts';
import { addVenue } from './terms.server.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { myCopyOf } from '#tests/support/copy.ts';
import { ofYouth, openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { offerAgain } from './offer.server.ts';
import { myClasses } from './own.server.ts';
import { pairSeat, unpairSeat } from './pairs.server.ts';
import { roll, seatsOf } from './roll.server.ts';
import { hasChair, sitTogether } from './rules-pairs.ts';
import { leaveSeat, seatByPhone } from './seats.server.ts';
import { forgetClasses } from './sql.server.ts';

const id = (): string => crypto.randomUUID();
const seat = (s: Scene, run: string, person: string) => seatByPhone(s.as(s.lua, 1), { id: id(), run, person });

test(
	'whoever comes along sits next on the roll, takes a chair and no place, and is named to staff of the centre alone',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openedClass(s);
		await addHand(s.as(s.lua), { run, staff: doan.id, part: 'helper', organisation: 'youth' });
		await addVenue(s.as(s.lua), { id: id(), name: 'Nhà văn hoá CẦU MƯA', capacity: 5, stepFree: true, power: true });
		const som = await seat(s, run, s.som);
		const others = [];
		for (const name of ['Mây', 'Gió']) others.push(await seat(s, run, await settleMore(s, `Lau Thị ${name}`)));
		const gia = await seat(s, run, s.gia);
		// A learner of the class has a chair already.
		await pairSeat(s.as(s.lua, 2), { seat: som.id, companion: s.gia, relation: 'family' });
		const again = pairSeat(s.as(s.lua, 3), { seat: som.id, companion: null, relation: 'youth' });
		expect(await refusalOf(again)).toBe('pair-already');
		const rows = async (who = s.lua) => (await roll(s.as(who, 4), { run, no: 1 })).rows;
		expect((await rows()).map(({ number }) => number)).toEqual([1, 4, 2, 3]);
		expect((await rows())[0]!.pair).toEqual({ relation: 'family', companion: s.gia, name: 'Thông Văn Già', number: 4 });
		const own = { seat: others[0]!.id, companion: s.gia, relation: 'friend' as const };
		expect(await refusalOf(pairSeat(s.as(s.lua, 5), { ...own, seat: gia.id }))).toBe('pair-self');
		const bo = await settleMore(s, 'Sậy Thị Bờ');
		await pairSeat(s.as(s.lua, 5), { ...own, companion: bo });
		const full = pairSeat(s.as(s.lua, 6), { seat: others[1]!.id, companion: null, relation: 'youth' });
		expect(await refusalOf(full)).toBe('pair-no-chair');
		expect((await seatsOf(s.as(s.lua, 7), { run })).run.taken).toBe(4);
		const toHelper = (await rows(doan)).map(({ pair }) => pair);
		expect(toHelper).toContainEqual({ relation: 'friend', companion: null, name: null, number: null });
		expect(JSON.stringify(toHelper)).not.toContain('Bờ');
		// Whoever comes along reads nothing of the class, and leaves nothing of themselves in it.
		expect((await myClasses(s.as(self(bo), 8), {})).seats).toEqual([]);
		expect(JSON.stringify(await myCopyOf(s, bo, 9))).toContain('companion');
		expect(JSON.stringify(await myCopyOf(s, bo, 10))).not.toContain(others[0]!.id);
		await inScope(s.base.db, s.thach, id(), (sql) => forgetClasses(sql, bo));
		await pairSeat(s.as(s.lua, 11), { seat: others[1]!.id, companion: null, relation: 'youth' });
	})
);

test(
	'on their own page somebody says that a second person comes, never who, and that they come alone after all; leaving, they come with nobody',
	scene(async (s) => {
		const run = await openedClass(s);
		const { id: mine } = await seat(s, run, s.som);
		const own = s.as(self(s.som), 2);
		expect(await refusalOf(pairSeat(own, { seat: mine, companion: s.gia, relation: 'friend' }))).toBe('pair-named');
		await pairSeat(s.as(self(s.som), 3), { seat: mine, companion: null, relation: 'friend' });
		const pairOf = async (minutes: number) => (await myClasses(s.as(self(s.som), minutes), {})).seats[0]?.pair;
		expect(await pairOf(4)).toBe('friend');
		await unpairSeat(s.as(self(s.som), 5), { seat: mine });
		expect(await pairOf(6)).toBeNull();
		expect(await refusalOf(unpairSeat(s.as(self(s.som), 7), { seat: mine }))).toBe('pair-unknown');
		await pairSeat(s.as(self(s.som), 8), { seat: mine, companion: null, relation: 'family' });
		await leaveSeat(s.as(self(s.som), 9), { seat: mine });
		await seat(s, run, s.som);
		expect(await pairOf(10)).toBeNull();
		const theirs = { seat: mine, companion: null, relation: 'family' as const };
		expect(await refusalOf(pairSeat(s.as(self(s.gia), 11), theirs))).toBe('seat-unknown');
	})
);

test(
	'a learner who gives their place back and comes along sits on the chair that was theirs: it is given to nobody until they come no more',
	scene(async (s) => {
		const run = await openedClass(s);
		await addVenue(s.as(s.lua), { id: id(), name: 'Nhà văn hoá CẦU MƯA', capacity: 4, stepFree: true, power: true });
		const som = await seat(s, run, s.som);
		const gia = await seat(s, run, s.gia);
		for (const name of ['Mây', 'Gió']) await seat(s, run, await settleMore(s, `Lau Thị ${name}`));
		const bo = await settleMore(s, 'Sậy Thị Bờ');
		const waits = await seat(s, run, bo);
		expect(waits.state).toBe('waiting');
		// Whoever waits has no chair of the class.
		const withBo = { seat: som.id, companion: bo, relation: 'friend' as const };
		expect(await refusalOf(pairSeat(s.as(s.lua, 2), withBo))).toBe('pair-no-chair');
		await pairSeat(s.as(s.lua, 2), { seat: som.id, companion: s.gia, relation: 'family' });
		expect(await leaveSeat(s.as(s.lua, 3), { seat: gia.id })).toEqual({ offered: 0 });
		const inRoom = async (minutes: number) => {
			const { run: shown, seats } = await seatsOf(s.as(s.lua, minutes), { run });
			const pairs = seats.filter(({ pair }) => pair !== null).length;
			return { taken: shown.taken, left: shown.left, pairs };
		};
		expect(await inRoom(4)).toEqual({ taken: 3, left: 0, pairs: 1 });
		const house = system('classes.offer', only(offerAgain), run, [1]);
		expect(await offerAgain(s.as(house, 5), { run })).toMatchObject({ offered: 0 });
		await unpairSeat(s.as(s.lua, 6), { seat: som.id });
		expect(await offerAgain(s.as(house, 7), { run })).toMatchObject({ offered: 1 });
		expect(await inRoom(8)).toEqual({ taken: 4, left: 0, pairs: 0 });
	})
);

test('a chair for whoever comes along never takes one of a learner', () =>
	fc.assert(
		fc.property(
			fc.integer({ min: 4, max: 60 }),
			fc.nat(60),
			fc.integer({ min: 4, max: 200 }),
			(capacity, beside, chairs) => {
				expect(hasChair({ capacity, beside, chairs })).toBe(capacity + beside + 1 <= chairs);
				expect(hasChair({ capacity, beside, chairs: null })).toBe(true);
			}
		)
	));

test('those who come together stand one after the other, and nobody is lost or stands twice', () =>
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
			fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'x'), { nil: null }), { minLength: 6, maxLength: 6 }),
			(people, with_) => {
				const rows = people.map((person, n) => ({ person, beside: with_[n] === person ? null : with_[n]! }));
				const placed = sitTogether(rows);
				expect(placed.map(({ person }) => person).toSorted()).toEqual([...people].toSorted());
				const alone = rows.filter(
					({ person, beside }) => !people.includes(beside as never) && !rows.some((r) => r.beside === person)
				);
				expect(placed.filter((row) => alone.includes(row))).toEqual(alone);
				for (const [n, { person, beside }] of placed.entries()) {
					const others = rows.filter(
						(r) => r.beside === person || (r.person !== person && r.beside === beside && beside !== null)
					);
					const at = placed.findIndex((row) => row.person === beside);
					if (
						at >= 0 &&
						others.length === 0 &&
						!rows.some((r) => r.person === beside && r.beside !== null && r.beside !== person)
					)
						expect(Math.abs(at - n)).toBe(1);
				}
			}
		)
	));
