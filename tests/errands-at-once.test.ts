import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCopy } from '#capabilities/errands/copies.ts';
import { openErrand } from '#capabilities/errands/own.server.ts';
import { pressKey } from '#capabilities/errands/press.server.ts';
import { tellBack } from '#capabilities/errands/tell.server.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from '#tests/support/committed.ts';
import { self } from '#tests/support/scene.ts';

// A key that is pressed twice at the same moment, on many connections: one row, one step, and nobody meets a fault.

const id = (): string => crypto.randomUUID();
let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const { screens } = findCopy('vneid')!;
const well = (screen: number) => screens[screen - 1]!.choices.find(({ again }) => again === null)!.id;
const press = (screen: number, choice: 'a' | 'b' | 'c', request = id()) =>
	pressKey(house.as(self(house.person), request), { id: request, errand: 'vneid', run: 1, screen, choice });

const rowsAt = (screen: number) =>
	transaction(house.db, async (sql) => {
		await setScope(sql, self(house.person), '');
		return sql<{ nth: number; choice: string }[]>`
			select nth, choice from errand_press where person_id = ${house.person} and screen = ${screen} order by nth`;
	});

test('eight keys at once are one step, the same request sent four times is one row, and told twice is told once', async () => {
	for (const [n, { choices }] of screens.entries()) {
		const screen = n + 1;
		const request = id();
		const said = await Promise.all([
			...Array.from({ length: 4 }, () => press(screen, well(screen), request)),
			...Array.from({ length: 4 }, (_, k) => press(screen, choices[k % choices.length]!.id))
		]);
		expect(said.filter(({ kept }) => kept).length).toBeGreaterThan(0);
		// Where a look again came first, the key is pressed once more.
		await press(screen, well(screen));
		const rows = await rowsAt(screen);
		expect(rows.map(({ nth }) => nth)).toEqual(rows.map((_, k) => k + 1));
		expect(rows.filter(({ choice }) => choice === well(screen))).toHaveLength(1);
		expect(rows.at(-1)!.choice).toBe(well(screen));
	}
	const told = await Promise.all(
		(
			[
				[1, 2, 3],
				[2, 1, 3]
			] as [number, number, number][]
		).map((order) => tellBack(house.as(self(house.person)), { id: id(), errand: 'vneid', run: 1, order }))
	);
	expect(told.filter(({ kept }) => kept)).toHaveLength(1);
	const { end } = await openErrand(house.as(self(house.person)), { errand: 'vneid', anew: false });
	expect(end!.told).not.toBeNull();
}, 60_000);
