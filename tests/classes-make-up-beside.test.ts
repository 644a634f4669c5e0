import { expect, test } from 'vitest';
import { inScope } from '#platform/scope.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { ofYouth, openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { missedOf } from '#capabilities/classes/fits.server.ts';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { cancelMakeUp, makeUp } from '#capabilities/classes/make-up.server.ts';
import { endLesson, roll } from '#capabilities/classes/roll.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { findRun } from '#capabilities/classes/sql.server.ts';

// What others read and may write of whoever makes up for a lesson, and somebody of whom the register has two rows.

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** Of 2026-07-22 at two, when the first lesson of the first class begins, and of 08-12, when that of the other does. */
const [FIRST, OTHER] = [8 * DAY + 6 * 60, 29 * DAY + 6 * 60];
const topic = { template: 'self-protection' };
const seat = (s: Scene, run: string, person: string) => seatByPhone(s.as(s.lua, 1), { id: id(), run, person });

/** Two classes of the same, and somebody who was away from the first lesson of one. */
async function away(s: Scene) {
	const run = await openedClass(s, topic);
	const other = await openedClass(s, { ...topic, from: '2026-08-12', venue: 'Trường', trainer: s.mai.id });
	await seat(s, run, s.som);
	await endLesson(s.as(s.lua, FIRST), { run, no: 1, marks: [] });
	return { run, other, missed: { missedRun: run, missedNo: 1, person: s.som, run: other, no: 1 } };
}

const helps = async (s: Scene, run: string) => {
	const doan = await ofYouth(s);
	await addHand(s.as(s.lua, 2), { run, staff: doan.id, part: 'helper', organisation: 'youth' });
	return doan;
};

test(
	'whoever only helps in a class reads that somebody made up for a lesson elsewhere, as its centre does',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const doan = await helps(s, run);
		await makeUp(s.as(s.lua, FIRST + 2), { ...missed, id: id() });
		await endLesson(s.as(s.mai, OTHER + 1), { run: other, no: 1, marks: [{ person: s.som, how: 'here' }] });
		await endLesson(s.as(s.lua, OTHER + 5), { run, no: 2, marks: [] });
		for (const who of [s.lua, doan])
			expect((await roll(s.as(who, OTHER + 6), { run, no: 3 })).rows).toMatchObject([{ person: s.som, missed: 1 }]);
	})
);

test(
	'whoever only helps in a class reads no name of a guest who gave the place back, unless they came after all',
	scene(async (s) => {
		const { other, missed } = await away(s);
		const doan = await helps(s, other);
		const { guest } = await makeUp(s.as(s.lua, FIRST + 2), { ...missed, id: id() });
		const named = () =>
			inScope(s.base.db, doan, id(), (sql) => sql<{ name: string }[]>`select name from class_roll(${other})`);
		expect(await named()).toHaveLength(1);
		await cancelMakeUp(s.as(self(s.som), FIRST + 3), { guest });
		expect(await named()).toEqual([]);
		await endLesson(s.as(s.mai, OTHER + 1), { run: other, no: 1, marks: [{ person: s.som, how: 'late' }] });
		expect(await named()).toHaveLength(1);
	})
);

test(
	'below the code whoever gives such a place back changes nothing else of it',
	scene(async (s) => {
		const { run, missed } = await away(s);
		const { guest } = await makeUp(s.as(s.lua, FIRST + 2), { ...missed, id: id() });
		const set = (change: 'lesson' | 'nothing') =>
			inScope(s.base.db, self(s.som), id(), (sql) =>
				change === 'lesson'
					? sql`update class_guest set state = 'left', missed_run = ${run}, missed_no = 2 where id = ${guest}`
					: sql`update class_guest set state = 'left' where id = ${guest}`
			);
		await expect(set('lesson')).rejects.toThrow('says what it said');
		expect((await set('nothing')).count).toBe(1);
	})
);

test(
	'two rows of one person are one chair and one line, and what one of them made up for the other has not missed',
	scene(async (s) => {
		const { run, other, missed } = await away(s);
		const twin = await settleMore(s, 'Sương Thị Sớm', 1950);
		await seat(s, other, twin);
		await makeUp(s.as(s.lua, FIRST + 2), { ...missed, id: id() });
		const guests = async () => (await findRun(s.base.db, other, s.as(s.lua, FIRST + 3).now))!.guests;
		const on = async () => (await roll(s.as(s.lua, OTHER), { run: other, no: 1 })).rows;
		expect([await on(), await guests()]).toMatchObject([[{ guest: false }, { guest: true }], 1]);
		await s.base.db`update person set verified = false where id = ${s.som}`;
		await mergePeople(s.as(s.mai, FIRST + 4), { id: id(), kept: twin, gone: s.som });
		expect([await on(), await guests()]).toMatchObject([[{ person: twin, guest: false }], 0]);
		// Where they have a place they are no guest, under whichever id.
		await endLesson(s.as(s.lua, FIRST + 2 * DAY), { run, no: 2, marks: [] });
		const { rows } = await missedOf(s.as(s.lua, FIRST + 3 * DAY), { run });
		expect(rows.map(({ no, coming, fits }) => [no, coming?.run ?? null, fits.length])).toEqual([
			[1, other, 0],
			[2, null, 0]
		]);
		expect(await refusalOf(makeUp(s.as(s.lua, FIRST + 3 * DAY), { ...missed, missedNo: 2, no: 2, id: id() }))).toBe(
			'make-up-seated'
		);
	})
);
