import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { findCopy, practiceCopies } from './copies.ts';
import { errands, letters, type Errand } from './copy-shape.ts';
import { openErrand, ownErrands } from './own.server.ts';
import { pressKey } from './press.server.ts';
import { leadsOn, MOST_LOOKS } from './rules-run.ts';
import { forgetErrands } from './sql.server.ts';
import { markTold, tellBack } from './tell.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;

/** A guide who truly sits beside somebody. */
async function beside(s: Scene, person: string, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(s.lua, minutes), { id: session, person, ticket: null });
	return { ...s.lua, session, subject: person, authority: 'present' };
}
const open = (s: Scene, who: Actor, errand: Errand, minutes = 1, anew = false) =>
	openErrand(s.as(who, minutes), { errand, anew });
const key = (errand: Errand, screen: number, well: boolean) =>
	letters.find((choice) => {
		const known = findCopy(errand)!.screens[screen - 1]!.choices.some((one) => one.id === choice);
		return known && leadsOn(findCopy(errand)!, { screen, choice }) === well;
	})!;
const press = (s: Scene, who: Actor, errand: Errand, [run, screen, well]: [number, number, boolean], minutes = 1) =>
	pressKey(s.as(who, minutes), { id: id(), errand, run, screen, choice: key(errand, screen, well) });

async function goThrough(s: Scene, who: Actor, errand: Errand, run = 1, minutes = 1): Promise<void> {
	for (let screen = 1; screen <= findCopy(errand)!.screens.length; screen++)
		expect(await press(s, who, errand, [run, screen, true], minutes)).toMatchObject({ kept: true, well: true });
}

test(
	'each errand is gone through by oneself and beside a guide, and what was looked at again leads back to its screen',
	scene(async (s) => {
		const own = self(s.som);
		const guide = await beside(s, s.som);
		expect((await ownErrands(s.as(own), {})).map(({ errand, stands }) => [errand, stands])).toEqual(
			errands.map((errand) => [errand, 'new'])
		);
		for (const { id: errand, screens } of practiceCopies) {
			for (const [n, { choices }] of screens.entries()) {
				const who = n % 2 ? guide : own;
				expect((await open(s, who, errand)).open!.screen).toBe(n + 1);
				expect(await press(s, who, errand, [1, n + 1, false])).toMatchObject({ kept: true, well: false });
				const { open: same, again } = await open(s, who, errand);
				expect(same!.screen).toBe(n + 1);
				expect(again!.because).toEqual(choices.find(({ id: letter }) => letter === again!.choice)!.again);
				await press(s, who, errand, [1, n + 1, true]);
			}
			expect(await open(s, own, errand)).toMatchObject({ open: null, again: null, end: { told: null } });
		}
		expect((await ownErrands(s.as(guide), {})).every(({ stands }) => stands === 'done')).toBe(true);
		expect((await ownErrands(s.as(self(s.gia)), {})).every(({ stands }) => stands === 'new')).toBe(true);
	})
);

test(
	'an open screen never says which key leads on, nor what comes after it',
	scene(async (s) => {
		const own = self(s.som);
		for (const { id: errand, screens } of practiceCopies)
			for (const n of screens.keys()) {
				const page = await open(s, own, errand);
				expect(Object.keys(page.open!).toSorted()).toEqual(
					['asks', 'choices', 'picture', 'screen', 'shows', 'step', 'types'].toSorted()
				);
				for (const choice of page.open!.choices)
					expect(Object.keys(choice).toSorted()).toEqual(['id', 'picture', 'says']);
				const said = JSON.stringify(page);
				for (const { again } of screens[n]!.choices) if (again) expect(said).not.toContain(again.vi);
				for (const { asks } of screens.slice(n + 1)) expect(said).not.toContain(asks.vi);
				await press(s, own, errand, [1, n + 1, true]);
			}
	})
);

test(
	'the first key stands: sent twice, late, or from the page of an hour ago it changes nothing',
	scene(async (s) => {
		const own = self(s.som);
		const first = { id: id(), errand: 'pay' as const, run: 1, screen: 1, choice: key('pay', 1, true) };
		expect(await pressKey(s.as(own, 1), first)).toMatchObject({ kept: true });
		for (const well of [true, false])
			expect(await press(s, own, 'pay', [1, 1, well], 2)).toEqual({ errand: 'pay', kept: false, well });
		expect(await refusalOf(press(s, own, 'pay', [1, 3, true]))).toBe('errand-not-next');
		expect(await refusalOf(press(s, own, 'pay', [2, 1, true]))).toBe('errand-not-next');
		expect(await refusalOf(pressKey(s.as(own, 3), { ...first, id: id(), screen: 2, choice: 'c' }))).toBe(
			'errand-not-next'
		);
		expect((await open(s, own, 'pay', 4)).open!.screen).toBe(2);
	})
);

test(
	'looked at again as often as one likes, and no more rows than a few; what leads on still does',
	scene(async (s) => {
		const own = self(s.som);
		for (let n = 0; n < MOST_LOOKS + 4; n++)
			expect(await press(s, own, 'book', [1, 1, false], n)).toMatchObject({ kept: n < MOST_LOOKS, well: false });
		expect(await press(s, own, 'book', [1, 1, true], 20)).toMatchObject({ kept: true });
		expect((await open(s, own, 'book', 21)).open!.screen).toBe(2);
	})
);

test(
	'a finished run is begun anew when one wants to; what another day left open begins from its first screen',
	scene(async (s) => {
		const own = self(s.som);
		await press(s, own, 'file', [1, 1, true]);
		expect((await open(s, own, 'file', 60)).open!.screen).toBe(2);
		expect(await open(s, own, 'file', DAY)).toMatchObject({ run: 2, open: { screen: 1 } });
		expect(await refusalOf(press(s, own, 'file', [1, 2, true], DAY))).toBe('errand-not-next');
		await goThrough(s, own, 'file', 2, DAY);
		expect(await open(s, own, 'file', DAY)).toMatchObject({ run: 2, open: null });
		expect(await open(s, own, 'file', DAY, true)).toMatchObject({ run: 3, open: { screen: 1 }, end: null });
		await goThrough(s, own, 'file', 3, 2 * DAY);
		expect((await open(s, own, 'file', 9 * DAY)).end).not.toBeNull();
	})
);

test(
	'it is told back by laying three pictures, or to whoever sits there; once, in words, and only after the end',
	scene(async (s) => {
		const own = self(s.som);
		const tell = (order: number[], run = 1, minutes = 2) =>
			tellBack(s.as(own, minutes), { id: id(), errand: 'pay', run, order: order as [number, number, number] });
		expect(await refusalOf(tell([1, 2, 3]))).toBe('errand-not-over');
		await goThrough(s, own, 'pay');
		const before = (await open(s, own, 'pay')).end!;
		expect(before.steps.map(({ place }) => place)).not.toEqual([1, 2, 3]);
		expect(await tell([2, 1, 3])).toEqual({ errand: 'pay', kept: true });
		expect(await tell([1, 2, 3])).toEqual({ errand: 'pay', kept: false });
		const after = (await open(s, own, 'pay')).end!;
		expect([after.told, after.steps.map(({ place }) => place)]).toEqual(['told-together', [1, 2, 3]]);
		await expect(tell([1, 1, 3])).rejects.toThrow();

		const guide = await beside(s, s.som, 3);
		await goThrough(s, guide, 'vneid', 1, 4);
		const mark = {
			id: id(),
			errand: 'vneid' as const,
			run: 1,
			marks: ['none', 'none', 'none'] as ['none', 'none', 'none']
		};
		expect(await markTold(s.as(guide, 5), mark)).toEqual({ errand: 'vneid', kept: true });
		expect((await open(s, own, 'vneid', 6)).end!.told).toBe('told-well');
		expect(JSON.stringify(await open(s, own, 'vneid', 6))).not.toMatch(/score|looked|said/);
	})
);

test(
	'nobody presses for whoever does not sit there, nor in a sitting that is over or of another commune',
	scene(async (s) => {
		expect(await refusalOf(open(s, s.lua, 'pay'))).toBe('no-session');
		expect(await refusalOf(ownErrands(s.as(s.lua), {}))).toBe('no-session');
		const guide = await beside(s, s.som);
		await press(s, guide, 'pay', [1, 1, true]);
		const far: Actor = { ...s.rang, subject: s.som, session: id(), authority: 'present' };
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		for (const [who, screen] of [
			[guide, 2],
			[far, 1]
		] as const)
			await expect(press(s, who, 'pay', [1, screen, true], 4)).rejects.toThrow(/row-level security/);
	})
);

test(
	'whoever is forgotten has practised no errand any more',
	scene(async (s) => {
		const own = self(s.som);
		await goThrough(s, own, 'book');
		await tellBack(s.as(own, 2), { id: id(), errand: 'book', run: 1, order: [1, 2, 3] });
		const house = { ...listener([]), subject: s.som };
		await transaction(s.base.db, async (sql) => {
			await setScope(sql, house, '');
			expect(await forgetErrands(sql, s.som)).toBe(findCopy('book')!.screens.length + 1);
		});
		expect(await open(s, own, 'book', 3)).toMatchObject({ run: 1, open: { screen: 1 } });
	})
);
