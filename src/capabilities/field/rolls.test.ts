import { expect, test } from 'vitest';
import { addHand, endHand } from '#capabilities/classes/hosts.server.ts';
import type { LentLesson } from '#capabilities/classes/lent-rolls.ts';
import { rollHere, touch, touchAll } from '#capabilities/classes/rules-roll-here.ts';
import { endLesson, markRoll, roll } from '#capabilities/classes/roll.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import type { Mark } from '#capabilities/classes/rules-seats.ts';
import { areaOf, clockOf, homeOf, phoneOf, syncNow } from '#tests/support/field.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { said, sayAll } from './outbox.browser.ts';
import { keepTouched, lessonsHere, readTouched, rollKey, rollWords, saidOf, sweepTouched } from './rolls.browser.ts';
import { readState } from './state.browser.ts';

const id = (): string => crypto.randomUUID();
const HOUR = 60;
const MINUTE = 60_000;
/** The first lesson begins on the Wednesday at two, in minutes from the beginning of a scene. */
const LESSON = 8 * 24 * 60 + 4 * HOUR + 17;

/** Lúa stands in a class, Mận helps in it and goes from door to door; two sit in it. */
async function lesson(s: Scene) {
	const run = await openedClass(s);
	for (const person of [s.som, s.gia]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
	await addHand(s.as(s.lua, 1), { run, staff: s.mai.id, part: 'helper', organisation: 'centre' });
	const area = await areaOf(s, 'Gò Nắng', s.mai);
	await homeOf(s, area, [await settleMore(s, 'Cỏ Thị May')]);
	return run;
}

const marksIn = async (s: Scene, run: string, minutes: number) =>
	(await roll(s.as(s.lua, minutes), { run, no: 1 })).rows.map(({ number, how }) => [number, how]);

test(
	'a helper takes the roll along, calls it without a line, and it arrives once; what the desk said later stands',
	scene(async (s) => {
		const run = await lesson(s);
		const clock = clockOf();
		const held = await phoneOf(s, s.mai, clock.at);
		expect(await lessonsHere(held.phone, held.unlocked)).toEqual([]);
		clock.ms += (LESSON - 20) * MINUTE;
		await syncNow(held);
		const [first] = await lessonsHere(held.phone, held.unlocked);
		expect(first).toMatchObject({ run, no: 1, day: '2026-07-22', starts: '14:00', closed: false });
		expect(first!.roll.map(({ number, name, how }) => [number, name, how])).toEqual([
			[1, 'Sương Thị Sớm', null],
			[2, 'Thông Văn Già', null]
		]);
		clock.ms += 30 * MINUTE;
		const marks = [
			{ person: s.som, how: 'here' as const },
			{ person: s.gia, how: 'late' as const }
		];
		await sayAll(held.phone, rollWords(first!, marks, true));
		const here = async () => {
			const [{ lines }, state] = [await said(held.phone), await readState(held.phone)];
			const [now] = await lessonsHere(held.phone, held.unlocked);
			return rollHere(now!, saidOf(lines, state, first!), {});
		};
		expect(await here()).toMatchObject({ closed: true, open: 0, counts: { here: 1, late: 1 }, unsaid: [] });
		// The desk heard by telephone that the second went to hospital, after the roll was called and before it arrived.
		await markRoll(s.as(s.lua, LESSON + 40), { run, no: 1, marks: [{ person: s.gia, how: 'excused' }] });
		clock.ms += 60 * MINUTE;
		await syncNow(held);
		expect(await marksIn(s, run, LESSON + 80)).toEqual([
			[1, 'here'],
			[2, 'excused']
		]);
		expect(await here()).toMatchObject({ closed: true, counts: { here: 1, late: 0, excused: 1 } });
		expect(await refusalOf(endLesson(s.as(s.lua, LESSON + 90), { run, no: 1, marks: [] }))).toBe('class-closed');
		// Ended at the desk meanwhile: nothing of it is for anybody's box.
		await sayAll(held.phone, rollWords(first!, [{ person: s.gia, how: 'late' }], true));
		await syncNow(held);
		const { lines } = await said(held.phone);
		expect(lines.map(({ status, result }) => [status, result]).slice(-2)).toEqual([
			['done', 'applied'],
			['done', 'merged']
		]);
		expect(await marksIn(s, run, LESSON + 120)).toEqual([
			[1, 'here'],
			[2, 'late']
		]);
	})
);

test(
	'whoever is named in a class no more has its roll no more, and says nothing of it',
	scene(async (s) => {
		const run = await lesson(s);
		const clock = clockOf();
		clock.ms += (LESSON + 5) * MINUTE;
		const held = await phoneOf(s, s.mai, clock.at);
		const [first] = await lessonsHere(held.phone, held.unlocked);
		await keepTouched(held.phone, held.unlocked, first!, { [s.som]: 'here' });
		await endHand(s.as(s.lua, LESSON + 6), { run, staff: s.mai.id });
		await sayAll(held.phone, rollWords(first!, [{ person: s.som, how: 'here' }], false));
		clock.ms += 5 * MINUTE;
		await syncNow(held);
		expect(await lessonsHere(held.phone, held.unlocked)).toEqual([]);
		expect((await said(held.phone)).lines.at(-1)).toMatchObject({ status: 'waiting', code: 'class-unknown' });
		expect(await marksIn(s, run, LESSON + 20)).toEqual([
			[1, null],
			[2, null]
		]);
	})
);

test(
	'what was touched outlives the tab, sealed, and goes with whoever stands on the roll no more',
	scene(async (s) => {
		await lesson(s);
		const clock = clockOf();
		clock.ms += (LESSON + 5) * MINUTE;
		const held = await phoneOf(s, s.mai, clock.at);
		const [first, second] = await lessonsHere(held.phone, held.unlocked);
		await keepTouched(held.phone, held.unlocked, first!, { [s.som]: 'here', [s.gia]: 'away' });
		const row = await held.phone.state.get(rollKey(first!));
		expect(new TextDecoder().decode(row!.value as Uint8Array)).not.toContain(s.som);
		expect(await readTouched(held.phone, held.unlocked, first!)).toEqual({ [s.som]: 'here', [s.gia]: 'away' });
		const without = { ...first!, roll: first!.roll.filter(({ person }) => person !== s.gia) };
		await sweepTouched(held.phone, held.unlocked, [without, second!]);
		expect(await readTouched(held.phone, held.unlocked, first!)).toEqual({ [s.som]: 'here' });
		await sweepTouched(held.phone, held.unlocked, []);
		expect(await readTouched(held.phone, held.unlocked, first!)).toEqual({ [s.som]: 'here' });
		await sweepTouched(held.phone, held.unlocked, [second!]);
		expect(await held.phone.state.get(rollKey(first!))).toBeUndefined();
	})
);

const ofThree = (...how: (Mark | null)[]): LentLesson => ({
	...{ run: 'r', no: 1, venue: 'Cầu Mưa', day: '2026-07-22', starts: '14:00', minutes: 90, closed: false },
	...{ name: { vi: 'a', en: 'a', hi: 'a' }, title: { vi: 'a', en: 'a', hi: 'a' } },
	roll: how.map((one, n) => ({
		person: `p${n}`,
		number: n + 1,
		name: 'Sương',
		needs: [],
		...{ guest: false, relation: null, beside: null },
		how: one
	}))
});

test('what was touched comes before what was said, and that before what the house knows; only what differs is unsaid', () => {
	const known = ofThree('here', null, null);
	const before = [{ marks: [{ person: 'p1', how: 'late' as const }], ends: false }];
	const shown = rollHere(known, before, { p0: 'away', p1: 'late', p2: 'here' });
	expect(shown.rows.map(({ how }) => how)).toEqual(['away', 'late', 'here']);
	expect(shown.unsaid).toEqual([
		{ person: 'p0', how: 'away' },
		{ person: 'p2', how: 'here' }
	]);
	expect(shown).toMatchObject({ open: 0, closed: false, counts: { here: 1, late: 1, away: 1 } });
	expect(rollHere(known, [{ marks: [], ends: true }], {}).closed).toBe(true);
});

test('the same touch twice is none, another mark takes its place, and all others are there', () => {
	expect(touch(touch({}, 'p0', 'here'), 'p0', 'here')).toEqual({});
	expect(touch(touch({}, 'p0', 'here'), 'p0', 'late')).toEqual({ p0: 'late' });
	const { rows } = rollHere(ofThree('away', null, null), [], { p1: 'late' });
	expect(touchAll({ p1: 'late' }, rows)).toEqual({ p1: 'late', p2: 'here' });
});

test(
	'whoever was marked before the lesson was ended elsewhere was there, whichever arrives first; who came later was away from nothing',
	scene(async (s) => {
		const run = await lesson(s);
		const clock = clockOf();
		clock.ms += (LESSON + 10) * MINUTE;
		const held = await phoneOf(s, s.mai, clock.at);
		const [first] = await lessonsHere(held.phone, held.unlocked);
		await sayAll(held.phone, rollWords(first!, [{ person: s.som, how: 'here' }], false));
		await endLesson(s.as(s.lua, LESSON + 90), { run, no: 1, marks: [] });
		await seatByPhone(s.as(s.lua, LESSON + 200), { id: id(), run, person: await settleMore(s, 'Nghệ Thị Vàng') });
		clock.ms += 300 * MINUTE;
		await syncNow(held);
		expect(await marksIn(s, run, LESSON + 320)).toEqual([
			[1, 'here'],
			[2, 'away'],
			[3, null]
		]);
		// The same said again at the desk is the last word.
		await markRoll(s.as(s.lua, LESSON + 330), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		const late = { ...s.as(s.lua, LESSON + 340), said: s.as(s.lua, LESSON + 325).now };
		await markRoll(late, { run, no: 1, marks: [{ person: s.som, how: 'late' }] });
		expect((await marksIn(s, run, LESSON + 341))[0]).toEqual([1, 'here']);
	})
);
