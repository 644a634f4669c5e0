import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turnsHeld } from '#platform/turns.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, som, type Scene } from '#tests/support/scene.ts';
import { findPeople, matchCard, searching } from './people.server.ts';
import { peopleLike } from './twins.server.ts';
import { costOf, costs, secondsLeft } from './rules-budget.ts';

const self = (id: string): Actor => ({ ...anyone(new Set(rightsOf.resident)), kind: 'resident', id, subject: id });
const som1 = { words: 'suong thi som' };
const like = { name: 'suong thi som', birthYear: 1950, birthDate: null, hamlet: 'Bến Gió' };
const DEAR = costs[1].from;
const DEAREST = costs[2].from;

/** Searches that led to nobody, laid as they would lie. */
async function searched(s: Scene, who: Actor, times: number, minute = 0): Promise<void> {
	for (let n = 0; n < times; n++) await findPeople(s.as(who, minute), { ...som1, why: 'find-by-list' });
}

test('a search grows dear by those that led to nobody, and never ends', () => {
	expect(costs.map(({ from }) => from)).toEqual([0, 40, 100]);
	expect(costOf(0)).toMatchObject({ why: false, pause: 0 });
	expect(costOf(DEAR - 1)).toBe(costs[0]);
	expect(costOf(DEAR)).toMatchObject({ why: true, pause: 0 });
	expect(costOf(1_000_000)).toBe(costs[2]);
	const now = new Date('2026-07-14T02:00:10Z');
	expect(secondsLeft(10, new Date('2026-07-14T02:00:03Z'), now)).toBe(3);
	expect(secondsLeft(10, new Date('2026-07-14T01:00:00Z'), now)).toBe(0);
	expect(secondsLeft(10, null, now)).toBe(0);
	// A clock that went back makes nobody wait for longer.
	expect(secondsLeft(0, new Date('2026-07-14T03:00:00Z'), now)).toBe(0);
	expect(secondsLeft(10, new Date('2026-07-14T03:00:00Z'), now)).toBe(10);
});

test(
	'after forty that led to nobody a reason is asked, and whoever was shown reads it; whoever is met costs nothing',
	scene(async (s) => {
		await searched(s, s.lua, DEAR);
		expect(await refusalOf(findPeople(s.as(s.lua, 1), som1))).toBe('find-say-why');
		expect(await refusalOf(matchCard(s.as(s.lua, 1), { typed: som.number! }))).toBe('find-say-why');
		expect(await refusalOf(peopleLike(s.as(s.lua, 1), like))).toBe('find-say-why');
		// A colleague's searches are their own.
		expect(await findPeople(s.as(s.mai, 1), som1)).toHaveLength(1);
		expect(await findPeople(s.as(s.lua, 2), { ...som1, why: 'find-telephone' })).toHaveLength(1);
		const [line] = (await myLooks(s.as(self(s.som), 3), {})).rows;
		expect(line).toMatchObject({ what: 'search', purpose: 'find-telephone' });
		// Whoever is met stands for two searches, however many showed them.
		await personRecord(s.as(s.lua, 4), { person: s.som, purpose: 'asked-by-person' });
		expect(await findPeople(s.as(s.lua, 5), som1)).toHaveLength(1);
		expect(await refusalOf(findPeople(s.as(s.lua, 6), som1))).toBe('find-say-why');
		// The next day begins anew.
		await searched(s, s.mai, DEAR);
		expect(await refusalOf(findPeople(s.as(s.mai, 6), som1))).toBe('find-say-why');
		expect(await findPeople(s.as(s.mai, 60 * 24), som1)).toHaveLength(1);
	})
);

test(
	'after a hundred few are shown, one search in ten seconds, also when many come at once',
	scene(async (s) => {
		await searched(s, s.lua, DEAREST);
		const why = 'find-by-list' as const;
		expect(await refusalOf(findPeople(s.as(s.lua, 0), { ...som1, why }))).toBe('find-slower');
		expect(await refusalOf(peopleLike(s.as(s.lua, 0), { ...like, why }))).toBe('find-slower');
		const before = s.as(s.lua, 1);
		expect((await findPeople(before, { words: 'thi', why })).length).toBeLessThanOrEqual(3);
		expect(await refusalOf(findPeople({ ...before, request: crypto.randomUUID() }, { ...som1, why }))).toBe(
			'find-slower'
		);
		expect(await findPeople(s.as(s.lua, 2), { ...som1, why })).toHaveLength(1);
	})
);

test(
	'a list is one look of all whom it showed, each of them reads it, and looking again within the hour adds none',
	scene(async (s) => {
		for (const [minute, person] of [s.som, s.gia].entries())
			await recordNeed(s.as(s.lua, minute), {
				...{ id: crypto.randomUUID(), person, kind: 'phone', urgency: 'today', source: 'phone', note: null }
			});
		for (const minute of [2, 3, 4, 90])
			await needBoard(s.as(s.lua, minute), { by: 'hamlet', kind: null, urgency: null, late: false });
		for (const person of [s.som, s.gia]) {
			const { rows } = await myLooks(s.as(self(person), 100), {});
			expect(rows.map(({ what, purpose }) => [what, purpose])).toEqual([['list', 'list-needs']]);
		}
		const lists = await s.base.db`select from look where what = 'list'`;
		expect(lists.count).toBe(2);
	})
);

test(
	'whoever is written down is looked for as dearly as anybody: who they may be is a search, its reason is read, few are shown',
	scene(async (s) => {
		for (let n = 0; n < DEAR; n++) expect((await peopleLike(s.as(s.lua), like)).whole).toBe(1);
		expect(await refusalOf(findPeople(s.as(s.lua, 1), som1))).toBe('find-say-why');
		expect((await peopleLike(s.as(s.lua, 2), { ...like, why: 'find-beside' })).whole).toBe(1);
		const [line] = (await myLooks(s.as(self(s.som), 3), {})).rows;
		expect(line).toMatchObject({ what: 'search', purpose: 'find-beside' });
	})
);

test(
	'of twenty searches of one person at once two hold a connection, whatever door they come by; a colleague’s do not wait for them',
	scene(async (s) => {
		const [held, most] = [new Map<string, number>(), new Map<string, number>()];
		/** A database that only counts who holds it; every third search ends in a fault. */
		const counting = (who: string, n: number): Context['db'] =>
			({
				savepoint: async () => {
					const now = (held.get(who) ?? 0) + 1;
					held.set(who, now);
					most.set(who, Math.max(most.get(who) ?? 0, now));
					await pause(5);
					held.set(who, held.get(who)! - 1);
					if (n % 3 === 0) throw new Error('a fault');
					return { answer: [], last: [] };
				}
			}) as never;
		const by = (who: Actor) => (n: number) => {
			const context = { ...s.as(who), db: counting(who.id, n) };
			if (n % 2 === 0) return findPeople(context, { words: 'khong ai' });
			return n % 5 === 0 ? matchCard(context, { typed: som.number! }) : peopleLike(context, like);
		};
		const twenty = Array.from({ length: 20 }, (_, n) => n);
		const asked = [...twenty.map(by(s.lua)), ...twenty.map(by(s.mai))];
		const done = await Promise.allSettled<unknown>(asked);
		expect(done.filter(({ status }) => status === 'rejected').length).toBe(14);
		expect([most.get(s.lua.id), most.get(s.mai.id)]).toEqual([2, 2]);
		// Nothing is kept of whoever has gone.
		await pause(5);
		expect(turnsHeld()).toBe(0);
	})
);

test(
	'of searches that wait for each other only so many are kept: more are told to come again, before anything is read',
	scene(async (s) => {
		let read = 0;
		const counting = { savepoint: async () => (await pause(1), (read += 1), []) } as never;
		const asked = Array.from({ length: 90 }, () =>
			refusalOf(findPeople({ ...s.as(s.lua), db: counting }, { words: 'khong ai' }))
		);
		const told = await Promise.all(asked.map((one) => one.catch(() => 'read')));
		expect(told.filter((one) => one === 'turns-full')).toHaveLength(90 - searching.most - searching.wait);
		expect(read).toBe(searching.most + searching.wait);
	})
);
