import { expect, test } from 'vitest';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { rightsOf } from '#program/roles.ts';
import { doors } from '#program/rooms.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { refusalOf, scene } from './support/scene.ts';

const queries = [...doors.values()].filter(({ kind }) => kind === 'query');

test('every query that shows somebody’s record, file, paper or phone is a look; every other says why it is none', () => {
	const looks = queries.filter((one) => one.looks).map(({ called }) => called);
	expect(looks).toEqual(
		expect.arrayContaining([
			'privacy.record',
			'data-rights.request',
			'data-rights.everything',
			'privacy.call-list',
			'cases.show',
			'cases.paper-file'
		])
	);
	const silent = queries.filter((one) => !one.looks && !(one.noLook ?? '').trim());
	expect(silent.map(({ called }) => called)).toEqual([]);
});

/** Words by which an answer would tell who somebody is. */
const TELLS = /^(personName|ownerName|goneName|otherName|phone|birthYear|birthDate|idNumber)$/;
/** The names of every cell that an answer can hold, however deep. */
const cells = (schema: unknown): string[] => {
	if (typeof schema !== 'object' || schema === null) return [];
	const { entries, wrapped, item, options, value, pipe, items } = schema as Record<string, unknown>;
	const inside = [wrapped, item, value, ...[options, pipe, items].flatMap((many) => (Array.isArray(many) ? many : []))];
	const named = Object.entries((entries ?? {}) as object).flatMap(([name, one]) => [name, ...cells(one)]);
	return [...named, ...inside.flatMap(cells)];
};

test('what says that it holds no name has no cell for one of a person', () => {
	const telling = queries
		.filter(({ noLook }) => noLook === 'holds no name')
		.filter(({ answers }) => cells(answers).some((name) => TELLS.test(name)));
	expect(telling.map(({ called }) => called)).toEqual([]);
});

test(
	'whoever helps with an open need of hers is not asked why; whoever does not is; she reads both',
	scene(async (s) => {
		const need = crypto.randomUUID();
		await recordNeed(s.as(s.thach), {
			id: need,
			person: s.som,
			kind: 'phone',
			urgency: 'today',
			source: 'phone',
			note: null
		});
		const look = { person: s.som, purpose: null };
		expect(await refusalOf(personRecord(s.as(s.lua, 1), look))).toBe('purpose-missing');
		await planNeed(s.as(s.thach, 2), { need, helper: s.lua.id, plan: 'by-phone', promisedOn: '2026-07-16' });
		expect(await personRecord(s.as(s.lua, 3), look)).toMatchObject({ purpose: 'need' });
		expect(await refusalOf(personRecord(s.as({ ...s.mai, may: new Set(rightsOf.guide) }, 4), look))).toBe(
			'purpose-missing'
		);
		await personRecord(s.as(s.mai, 5), { person: s.som, purpose: 'call-back' });
		const her: Actor = { ...anyone(new Set(rightsOf.resident)), kind: 'resident', id: s.som, subject: s.som };
		expect((await myLooks(s.as(her, 6), {})).rows.map(({ purpose, what }) => [what, purpose])).toEqual([
			['record', 'call-back'],
			['record', 'need']
		]);
	})
);
