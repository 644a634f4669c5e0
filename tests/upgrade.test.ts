import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role } from '#capabilities/access/rules-roles.ts';
import { rightsOf } from '#program/roles.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { mineCases, worklist } from '#capabilities/cases/lists.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { today } from '#capabilities/insights/today.server.ts';
import { firstAndLast } from '#capabilities/learning-board/sql-beside.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { myConsents } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { myMandates } from '#capabilities/mandates/mandates.server.ts';
import { SET } from '#capabilities/practice/rules-run.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { register } from '#capabilities/residents/record.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { Pool } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import { readIn } from '#platform/scope.server.ts';
import {
	dropOlderHouse,
	fillOlderHouse,
	FILLED,
	ids,
	migrate,
	OFFICIAL,
	openOlderHouse,
	practiseInOlderHouse,
	rowsOfOlderHouse
} from './support/older-house.ts';

// A commune that has worked for weeks is upgraded over night: nothing of its rows is gone, and today's pages read them.

const keys = newKeys();
const base = {
	keys,
	store: { put: async () => '', get: async () => Buffer.alloc(0), remove: async () => undefined },
	now: FILLED,
	request: crypto.randomUUID(),
	actor: anyone(new Set())
};
let before: Map<string, number>;
let db: Pool;

beforeAll(async () => {
	await dropOlderHouse();
	await migrate('--up-to', '0016');
	before = await fillOlderHouse(keys, base);
	await migrate('--up-to', '0520');
	await practiseInOlderHouse();
	await migrate();
	db = openOlderHouse();
}, 120_000);
afterAll(async () => {
	await db.end();
	await dropOlderHouse();
});

const as = (actor: Actor): Context => ({ ...base, db, actor, request: crypto.randomUUID() });
const staff = (id: string, role: Role): Context =>
	as({ ...anyone(new Set(rightsOf[role])), kind: 'staff', id, centres: [1], machine: crypto.randomUUID() });
const officer = (): Context => staff(ids.mai, 'receiving-officer');
const resident = (subject: string): Context =>
	as({ ...anyone(new Set(rightsOf.resident)), kind: 'resident', id: subject, subject, authority: 'self' });

test('the older house held something of everything, and no row is gone', async () => {
	const filled = [...before].filter(([, rows]) => rows > 0).map(([name]) => name);
	expect(filled.length).toBeGreaterThan(20);
	const after = await rowsOfOlderHouse();
	for (const name of filled) expect([name, after.get(name)! >= before.get(name)!]).toEqual([name, true]);
});

test('its people are found by words, number and phone', async () => {
	for (const words of ['suong som', '097150004127', '0900000318'])
		expect(await findPeople(officer(), { words })).toMatchObject([
			{ id: ids.som, name: 'Sương Thị Sớm', verified: true }
		]);
	expect(await register(officer(), {})).toBeTruthy();
});

test('its file is in the list, with the answer as it was sealed, and paid', async () => {
	const { files } = await worklist(officer(), { bucket: 'open' });
	expect(files).toMatchObject([{ id: ids.file, officialCode: OFFICIAL, ownerName: 'Sương Thị Sớm', status: 4 }]);
	const { asked } = await show(officer(), { case: ids.file });
	expect(asked.find(({ question }) => question.id === 'copies')?.answer?.value).toBe('2');
	expect(await ofCase(officer(), { case: ids.file })).toMatchObject({
		balance: { state: 'paid', total: 16_000, left: 0 }
	});
});

test('she reads on her own page what she said, who looked, who stands for whom, and what she learned', async () => {
	const hers = resident(ids.som);
	expect((await mineCases(hers, {})).rows).toMatchObject([{ id: ids.file }]);
	const looks = (await myLooks(hers, {})).rows;
	// Looks of today are counted on from hers, in whichever month they lie.
	expect(looks.length).toBeGreaterThan(1);
	expect(looks.at(-1)).toMatchObject({ what: 'record', purpose: 'session', actorName: 'Nắng Thị Mai' });
	expect(JSON.stringify(await myConsents(hers, {}))).toContain('follow-up-call');
	expect((await myMandates(hers, {})).map(({ direction, kind }) => `${direction} ${kind}`).toSorted()).toEqual([
		'given mandate',
		'held guardian'
	]);
	expect((await myLearned(hers, {})).rows).toHaveLength(1);
});

test('whole sets of practice that were answered before are kept: the first and the last are told', async () => {
	const told = await readIn(staff(ids.mai, 'leader'), (sql) =>
		firstAndLast(sql, [1], { from: dayOf(FILLED), to: addDays(dayOf(FILLED), 1) })
	);
	expect([told.people, told.told.length]).toEqual([1, 2 * SET]);
});

test('work goes on in it: a need is recorded and the leader counts', async () => {
	const need = { person: ids.som, kind: 'e-id', urgency: 'today', source: 'phone', note: null } as const;
	await recordNeed(officer(), { id: crypto.randomUUID(), ...need });
	const board = await needBoard(officer(), { by: 'hamlet', kind: null, urgency: null, late: false });
	expect(board.counts.open).toBe(1);
	const figures = await today(staff(ids.mai, 'leader'), {});
	expect(figures.statuses).toMatchObject([{ status: 4, files: 1 }]);
});
