import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { missedOf } from './fits.server.ts';
import { cancelMakeUp, makeUp, makeUpOwn } from './make-up.server.ts';
import { myClasses, classesBeside } from './own.server.ts';
import { endLesson, roll, seatsOf } from './roll.server.ts';
import { seatByPhone } from './seats.server.ts';
import { putGuest } from './sql-make-up.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** When the first lesson of the first class begins, and of the other. */
const [FIRST, OTHER] = [8 * DAY + 6 * 60, 29 * DAY + 6 * 60];
const topic = { template: 'self-protection' };

/** Sớm and Già were away from the first lesson of one class; the other is to have it. */
async function away(s: Scene) {
	const run = await openedClass(s, topic);
	const other = await openedClass(s, { ...topic, from: '2026-08-12', venue: 'Trường', trainer: s.mai.id });
	for (const person of [s.som, s.gia]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
	await endLesson(s.as(s.lua, FIRST), { run, no: 1, marks: [] });
	const missed = { missedRun: run, missedNo: 1, run: other, no: 1 };
	return { run, other, choose: (more: object = {}) => ({ id: id(), ...missed, ...more }) };
}
const mine = (s: Scene, person: string, minutes: number) => myClasses(s.as(self(person), minutes), {});

test(
	'whoever was away chooses on their own page where to make up for it, gives it back there, and chooses again',
	scene(async (s) => {
		const { run, other, choose } = await away(s);
		const shown = await mine(s, s.som, FIRST + 1);
		expect(shown.missed).toMatchObject([{ run, no: 1, fits: [{ run: other, no: 1, places: 4 }] }]);
		const asked = choose();
		const context = s.as(self(s.som), FIRST + 2);
		const { guest, number } = await makeUpOwn(context, asked);
		expect(await makeUpOwn(context, asked)).toEqual({ guest, number });
		expect(await refusalOf(makeUpOwn(s.as(self(s.som), FIRST + 3), choose()))).toBe('make-up-already');
		const after = await mine(s, s.som, FIRST + 3);
		expect([after.missed, after.makeUps.map((one) => one.guest)]).toEqual([[], [guest]]);
		expect((await seatsOf(s.as(s.lua, FIRST + 3), { run: other })).guests).toMatchObject([{ personId: s.som }]);
		await cancelMakeUp(s.as(self(s.som), FIRST + 4), { guest });
		expect((await mine(s, s.som, FIRST + 5)).missed).toHaveLength(1);
		// The same place again, with the number that was theirs.
		expect(await makeUpOwn(s.as(self(s.som), FIRST + 6), choose())).toEqual({ guest, number });
		await endLesson(s.as(s.mai, OTHER + 1), { run: other, no: 1, marks: [{ person: s.som, how: 'here' }] });
		expect((await roll(s.as(s.lua, OTHER + 2), { run: other, no: 1 })).rows).toMatchObject([
			{ person: s.som, guest: true }
		]);
		expect((await missedOf(s.as(s.lua, OTHER + 2), { run })).rows.map(({ person }) => person)).toEqual([s.gia]);
		expect((await mine(s, s.som, OTHER + 2)).missed).toEqual([]);
	})
);

test(
	'nobody chooses for somebody else, for a lesson in which they were, for another lesson, or a place for which somebody waits',
	scene(async (s) => {
		const { run, other, choose } = await away(s);
		const stranger = await settleMore(s, 'Bèo Thị Ao');
		const by = (person: string, minutes: number, more: object = {}) =>
			refusalOf(makeUpOwn(s.as(self(person), minutes), choose(more)));
		expect(await by(stranger, FIRST + 1)).toBe('make-up-not-away');
		expect(await by(s.som, FIRST + 1, { missedNo: 2 })).toBe('make-up-not-away');
		expect(await by(s.som, FIRST + 1, { no: 2 })).toBe('make-up-other');
		expect(await refusalOf(makeUpOwn(s.as(s.mai, FIRST + 1), choose()))).toBe('no-session');
		for (const name of ['Mây', 'Gió', 'Nắng']) {
			const person = await settleMore(s, `Lau Thị ${name}`);
			await seatByPhone(s.as(s.lua, FIRST + 2), { id: id(), run: other, person });
		}
		await makeUp(s.as(s.lua, FIRST + 3), { ...choose(), person: s.gia });
		expect((await mine(s, s.som, FIRST + 4)).missed).toMatchObject([{ fits: [{ places: 0 }] }]);
		expect(await by(s.som, FIRST + 4)).toBe('make-up-full');
		expect((await mine(s, s.gia, FIRST + 4)).missed).toEqual([]);
		// What others missed is on nobody's page but theirs, also beside a guide.
		const session = id();
		await start(s.as(s.mai, FIRST + 5), { id: session, person: s.som, ticket: null });
		const guide = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		expect((await classesBeside(s.as(guide, FIRST + 6), {})).missed).toMatchObject([{ run, no: 1 }]);
		expect((await mine(s, stranger, FIRST + 6)).missed).toEqual([]);
	})
);

test(
	'below the code a resident writes no guest’s place but their own, for a lesson that they missed, and in nobody’s name',
	scene(async (s) => {
		const { run, other } = await away(s);
		const put = (more: object) =>
			inScope(s.base.db, self(s.som), id(), (sql) =>
				putGuest(sql, {
					...{ id: id(), runId: other, no: 1, personId: s.som, missedRun: run, missedNo: 1, number: 1, centre: 1 },
					...{ by: null, at: s.as(s.lua, FIRST + 1).now, ...more }
				})
			);
		for (const not of [{ personId: s.gia }, { missedNo: 2 }, { by: s.lua.id }, { centre: 2 }])
			await expect(put(not)).rejects.toThrow('row-level security');
		expect(await put({})).toHaveLength(1);
	})
);
