import { expect, test } from 'vitest';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { everything, takeOut } from '#capabilities/data-rights/everything.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { costs } from '#capabilities/residents/rules-budget.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, som, type Scene } from '#tests/support/scene.ts';
import { staffId } from '#seed/house.ts';
import { noteDay, patternsEveryTenMinutes } from './note-patterns.server.ts';
import { patterns, patternsToSettle, settle, watched } from './patterns.server.ts';
import { looksOfStaff, tie } from './staff-looks.server.ts';
import { untiePerson } from './sql.server.ts';

const DAY = '2026-07-14';
const self = (id: string): Actor => ({ ...anyone(new Set(rightsOf.resident)), kind: 'resident', id, subject: id });
const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const house = system('oversight', only(noteDay));
const note = (s: Scene, minute: number) => noteDay(s.as(house, minute), { day: DAY });
const open = async (s: Scene, who: Actor, minute: number) =>
	(await patterns(s.as(who, minute), {})).rows.map(({ staff, kind, times, people, verdict }) => ({
		staff,
		kind,
		times,
		people,
		verdict
	}));
const record = (s: Scene, who: Actor, person: string, minute: number) =>
	personRecord(s.as(who, minute), { person, purpose: 'call-back' });

test(
	'whoever searches without meeting anybody stands on the page of the leader, whose own looks stand there too',
	scene(async (s) => {
		for (let n = 0; n < costs[1].from; n++) await findPeople(s.as(s.lua), { words: 'suong thi som' });
		for (let n = 0; n < costs[1].from; n++) await findPeople(s.as(s.thach), { words: 'suong thi som' });
		expect(await open(s, s.thach, 1)).toEqual([]);
		await note(s, 2);
		const [mine, luas] = [s.thach, s.lua].map(({ id }) => ({
			staff: id,
			kind: 'searches',
			times: 40,
			people: 1,
			verdict: null
		}));
		expect(await open(s, s.thach, 3)).toEqual(expect.arrayContaining([mine, luas]));
		expect(await open(s, khoi(s), 3)).toEqual(expect.arrayContaining([mine, luas]));
		// Whoever works at another place reads nothing of it.
		const elsewhere = { ...s.rang, may: new Set(rightsOf.leader) };
		expect(await open(s, elsewhere, 3)).toEqual([]);
		expect((await waitingOf(s.as(s.thach, 4), [patternsToSettle])).get(patternsToSettle)).toBe(1);
		const seen = { kind: 'searches' as const, day: DAY, seen: 40, verdict: 'fine' as const };
		expect(await refusalOf(settle(s.as(s.thach, 5), { ...seen, staff: s.thach.id! }))).toBe('pattern-own');
		expect(await refusalOf(settle(s.as(elsewhere, 5), { ...seen, staff: s.lua.id! }))).toBe('pattern-moved');
		expect(await refusalOf(settle(s.as(s.thach, 5), { ...seen, seen: 39, staff: s.lua.id! }))).toBe('pattern-moved');
		await settle(s.as(s.thach, 6), { ...seen, staff: s.lua.id! });
		await settle(s.as(khoi(s), 6), { ...seen, staff: s.thach.id!, verdict: 'reported' });
		expect((await patterns(s.as(s.thach, 7), {})).open).toBe(0);
		// The same again says nothing new; one more is asked about again.
		await note(s, 17);
		expect((await patterns(s.as(khoi(s), 18), {})).open).toBe(0);
		await findPeople(s.as(s.lua, 19), { words: 'suong thi som', why: 'find-by-list' });
		await note(s, 27);
		expect((await open(s, s.thach, 28)).find(({ staff }) => staff === s.lua.id)).toMatchObject({
			times: 41,
			verdict: null
		});
		const row = (await watched(s.as(s.thach, 29), {})).find(({ staff }) => staff === s.lua.id);
		expect(row).toMatchObject({ searches: 41, idle: 41, records: 0, beside: 0, people: 1, known: false });
	})
);

test(
	'themselves and their own house are seen once it is known who they are; nobody ties themselves, and the person reads it',
	scene(async (s) => {
		await foundHousehold(s.as(s.mai), {
			id: crypto.randomUUID(),
			person: s.som,
			address: 'ngõ 1',
			book: null,
			dwelling: null
		});
		const { household } = await personRecord(s.as(s.mai, 1), { person: s.som, purpose: 'household-list' });
		await joinHousehold(s.as(s.mai, 2), { household: household!.id, person: s.gia, relation: 'spouse' });
		expect(await refusalOf(tie(s.as(s.thach, 3), { staff: s.thach.id!, number: som.number }))).toBe('pattern-own');
		expect(await refusalOf(tie(s.as(s.thach, 3), { staff: s.rang.id!, number: som.number }))).toBe('not-your-place');
		expect(await refusalOf(tie(s.as(s.thach, 3), { staff: s.lua.id!, number: '097150009999' }))).toBe('number-nobody');
		await tie(s.as(s.thach, 4), { staff: s.lua.id!, number: som.number });
		// Only who it is is kept.
		const told = await s.base.db`select to_jsonb(j) as row from journal j where command = ${tie.called}`;
		expect([told.length, JSON.stringify(told).includes(som.number!)]).toEqual([1, false]);
		await record(s, s.lua, s.som, 5);
		await record(s, s.lua, s.gia, 6);
		await note(s, 7);
		expect(await open(s, s.thach, 8)).toEqual(
			expect.arrayContaining([
				{ staff: s.lua.id, kind: 'own', times: 1, people: 1, verdict: null },
				{ staff: s.lua.id, kind: 'family', times: 1, people: 1, verdict: null }
			])
		);
		const { rows } = await myLooks(s.as(self(s.som), 9), {});
		expect(rows.map(({ purpose }) => purpose)).toContain('oversight');
		const asked = s.as(self(s.som), 10);
		await takeOut(asked, { person: s.som, answering: null });
		const { parts } = await everything(s.as(self(s.som), 10), { takeOut: asked.request });
		expect(parts['staff_resident']).toHaveLength(1);
		// Untied, what they did on that day is seen all the same.
		await tie(s.as(s.thach, 11), { staff: s.lua.id!, number: null });
		await record(s, s.lua, s.som, 12);
		await note(s, 17);
		expect((await open(s, s.thach, 18)).find(({ kind }) => kind === 'own')).toMatchObject({ times: 2 });
		expect((await watched(s.as(s.thach, 19), {})).find(({ staff }) => staff === s.lua.id)?.known).toBe(false);
		await tie(s.as(s.thach, 20), { staff: s.lua.id!, number: som.number });
		await untiePerson(s.as(s.thach, 21).db, s.som);
		expect((await watched(s.as(s.thach, 22), {})).find(({ staff }) => staff === s.lua.id)?.known).toBe(false);
	})
);

test(
	'one person again and again over days is seen, in a session nothing is',
	scene(async (s) => {
		for (const day of [0, 1, 2, 3]) await record(s, s.lua, s.som, -day * 24 * 60);
		await note(s, 1);
		expect(await open(s, s.thach, 2)).toEqual([{ staff: s.lua.id, kind: 'often', times: 4, people: 1, verdict: null }]);
	})
);

test(
	'whoever may search reads at whom a colleague looked, and each of those reads that; an administrator reads how many',
	scene(async (s) => {
		await record(s, s.lua, s.som, 0);
		await findPeople(s.as(s.lua, 1), { words: 'suong thi som' });
		const shown = await looksOfStaff(s.as(s.thach, 2), { staff: s.lua.id! });
		expect(shown.looks.rows.map(({ what, people, names }) => [what, people, names])).toEqual([
			['search', 1, [som.name]],
			['record', 1, [som.name]]
		]);
		expect((await myLooks(s.as(self(s.som), 3), {})).rows.map(({ purpose }) => purpose)).toContain('oversight');
		const counted = await looksOfStaff(s.as(khoi(s), 4), { staff: s.lua.id! });
		expect(counted.looks.rows.map(({ people, names }) => [people, names])).toEqual([
			[1, []],
			[1, []]
		]);
		expect(await refusalOf(looksOfStaff(s.as(s.thach, 5), { staff: s.rang.id! }))).toBe('not-your-place');
		expect(await refusalOf(looksOfStaff(s.as(s.lua, 5), { staff: s.mai.id! }))).toBe('not-allowed');
	})
);

test(
	'the house looks every ten minutes at today and at yesterday',
	scene(async (s) => {
		await record(s, s.lua, s.som, 0);
		const { db, keys, store, now } = s.as(s.lua, 1);
		for (const minute of [0, 1]) {
			const clock = () => new Date(now.getTime() + minute * 60_000);
			await patternsEveryTenMinutes.run({ db, keys, store, clock } as never);
		}
		const days = await s.base.db<
			{ day: string }[]
		>`select detail ->> 'day' as day from journal where command = 'oversight.note-day' order by day`;
		expect(days.map(({ day }) => day)).toEqual(['2026-07-13', DAY]);
	})
);
