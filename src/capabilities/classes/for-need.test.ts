import { expect, test } from 'vitest';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { NeedKind } from '#capabilities/assistance/need.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { classesForBeside, classesForNeed, seatForNeed } from './for-need.server.ts';
import { seatsOf } from './roll.server.ts';
import { leaveSeat, seatByPhone } from './seats.server.ts';

const id = (): string => crypto.randomUUID();
const needs = async (s: Scene, kind: NeedKind, { person = s.som, minutes = 0 } = {}): Promise<string> =>
	(
		await recordNeed(s.as(s.lua, minutes), {
			...{ id: id(), person, kind, urgency: 'this-month', source: 'phone', note: null }
		})
	).id;
const key = (need: string, run: string, saw: object = {}) => ({
	...{ id: id(), need, run, sawPlan: null, sawPromised: null, sawGets: 'taken' as const, ...saw }
});
const shown = (s: Scene, need: string, minutes: number) => classesForNeed(s.as(s.lua, minutes), { need });
const needAt = async (s: Scene, need: string, minutes: number) => {
	const { plan, promisedOn, history } = await showNeed(s.as(s.mai, minutes), { need, page: 0 });
	return { plan, promisedOn, last: history.rows.at(-1)!.command };
};

test(
	'a need to learn is a place in a class by one key, and its first lesson is what is promised; the same key twice is one place',
	scene(async (s) => {
		const other = await openedClass(s, { template: 'self-protection', from: '2026-07-20', venue: 'Trường' }, s.mai);
		const run = await openedClass(s, { from: '2026-08-12', trainer: s.mai.id });
		const need = await needs(s, 'learn');
		const before = await shown(s, need, 1);
		// Beginners first, though the other begins sooner.
		expect(before.fits.map((one) => [one.run.id, one.gets, one.run.left])).toEqual([
			[run, 'taken', 4],
			[other, 'taken', 4]
		]);
		const pressed = key(need, run);
		const context = s.as(s.lua, 2);
		const seated = await seatForNeed(context, pressed);
		expect(await seatForNeed(context, pressed)).toEqual(seated);
		expect(seated).toMatchObject({ state: 'taken', number: 1 });
		expect(await needAt(s, need, 3)).toEqual({
			...{ plan: 'class', promisedOn: '2026-08-12', last: 'classes.seat-for-need' }
		});
		expect((await seatsOf(s.as(s.lua, 3), { run })).seats).toMatchObject([{ personId: s.som, source: 'need' }]);
		const after = await shown(s, need, 4);
		expect(after.has).toMatchObject([{ run: { id: run }, state: 'taken' }]);
		expect(after.fits.map((one) => one.run.id)).toEqual([other]);
		// Somebody who read it before.
		expect(await refusalOf(seatForNeed(s.as(s.mai, 5), key(need, other)))).toBe('need-moved');
		await closeNeed(s.as(s.mai, 6), { need, outcome: 'met' });
		expect(await refusalOf(shown(s, need, 7))).toBe('need-closed');
	})
);

test(
	'nobody passes those who wait: a place that is gone is refused as it was seen, who waits is promised no day, and keeps what was promised',
	scene(async (s) => {
		const run = await openedClass(s, { template: 'self-protection' });
		const need = await needs(s, 'safety-online');
		const seats = [];
		for (const name of ['Mây', 'Gió', 'Nắng', 'Mưa', 'Sấm'])
			seats.push(await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: await settleMore(s, `Lau Thị ${name}`) }));
		expect(await refusalOf(seatForNeed(s.as(s.lua, 2), key(need, run)))).toBe('class-moved');
		expect((await seatsOf(s.as(s.lua, 2), { run })).seats).toHaveLength(5);
		expect((await shown(s, need, 3)).fits).toMatchObject([{ gets: 'waiting' }]);
		expect(await seatForNeed(s.as(s.lua, 4), key(need, run, { sawGets: 'waiting' }))).toMatchObject({ number: 6 });
		expect(await needAt(s, need, 5)).toMatchObject({ plan: 'class', promisedOn: null });
		// The place that is given back is offered to whoever waited first.
		await leaveSeat(s.as(s.lua, 6), { seat: seats[0]!.id });
		const states = (await seatsOf(s.as(s.lua, 7), { run })).seats.map(({ number, state }) => [number, state]);
		expect(states.slice(-2)).toEqual([
			[5, 'offered'],
			[6, 'waiting']
		]);
	})
);

test(
	'a class of something else, a need of something else and another commune’s are no way in; beside somebody their own needs are shown',
	scene(async (s) => {
		const run = await openedClass(s);
		const [safe, sim] = [await needs(s, 'safety-online'), await needs(s, 'sim')];
		expect((await shown(s, safe, 1)).fits).toEqual([]);
		expect(await refusalOf(seatForNeed(s.as(s.lua, 1), key(safe, run)))).toBe('class-not-for-need');
		expect(await refusalOf(seatForNeed(s.as(s.lua, 1), key(sim, run)))).toBe('class-not-for-need');
		expect(await refusalOf(classesForNeed(s.as(s.lua, 1), { need: sim }))).toBe('class-not-for-need');
		expect(await refusalOf(classesForNeed(s.as(s.rang, 1), { need: safe }))).toBe('need-unknown');
		expect(await refusalOf(seatForNeed(s.as(s.rang, 1), key(safe, run)))).toBe('need-unknown');
		const session = id();
		await start(s.as(s.mai, 2), { id: session, person: s.som, ticket: null });
		const guide = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		const learn = await needs(s, 'learn', { minutes: 2 });
		const beside = await classesForBeside(s.as(guide, 3), {});
		expect(beside.map((one) => [one.need, one.fits.length])).toEqual([
			[safe, 0],
			[learn, 1]
		]);
		expect(await seatForNeed(s.as(guide, 4), key(learn, run))).toMatchObject({ state: 'taken' });
		expect(await classesForBeside(s.as(s.mai, 5), {})).toEqual([]);
	})
);
