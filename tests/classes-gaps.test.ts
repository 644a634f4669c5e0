import { expect, test } from 'vitest';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { openNeedsOf } from '#capabilities/assistance/open-needs.server.ts';
import { addFoundNeed, recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { getUp, judgeAll, lookOn, openClass, sitBeside } from '#tests/support/certificates.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { classesForNeed } from '#capabilities/classes/for-need.server.ts';
import { gapsOften, leaveGaps } from '#capabilities/classes/gaps.server.ts';
import { markRoll } from '#capabilities/classes/roll.server.ts';
import { dropClass, getRun } from '#capabilities/classes/runs.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;

/** A class on protecting oneself, with its first lesson (T3.1 and T3.5) said of some people; its last day as minutes of the scene. */
async function held(s: Scene, came: readonly string[], away: readonly string[] = []) {
	const run = await openClass(s, 'self-protection', s.lua.id);
	for (const person of [...came, ...away]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
	const { lessons } = await getRun(s.as(s.lua, 1), run);
	const at = (day: string): number => (Date.parse(`${day}T09:00:00Z`) - s.as(s.lua).now.getTime()) / 60_000;
	const marks = [
		...came.map((person) => ({ person, how: 'here' as const })),
		...away.map((person) => ({ person, how: 'away' as const }))
	];
	await markRoll(s.as(s.lua, at(lessons[0]!.day)), { run, no: 1, marks });
	return { run, first: at(lessons[0]!.day), last: at(lessons.at(-1)!.day) };
}
const look = (s: Scene, minutes: number) => gapsOften.run({ ...s.base, clock: () => s.as(s.lua, minutes).now });
const needsOf = (s: Scene, person: string) => inScope(s.base.db, s.lua, '', (db) => openNeedsOf({ db }, person));
const openOf = async (s: Scene, person: string): Promise<string[]> =>
	(await needsOf(s, person)).map(({ kind }) => kind).toSorted();

test(
	'two weeks after a class whoever was there and does not do alone what it taught has a need, once for ever; whoever does it alone, or was away, has none',
	scene(async (s) => {
		const away = await settleMore(s, 'Lau Thị Mây');
		const { run, last } = await held(s, [s.som, s.gia], [away]);
		const sits = await sitBeside(s, s.som, s.lua, last);
		for (const statement of ['T3.1', 'T3.5']) {
			await lookOn(s, sits, statement, last);
			await judgeAll(s, sits, statement, last);
		}
		await getUp(s, sits, last);
		await look(s, last + 13 * DAY);
		expect(await openOf(s, s.gia)).toEqual([]);
		const then = last + 14 * DAY;
		await look(s, then);
		expect(await openOf(s, s.gia)).toEqual(['learn', 'safety-online']);
		expect([await openOf(s, s.som), await openOf(s, away)]).toEqual([[], []]);
		// What became of it stands: the class is not looked at again.
		const needs = await needsOf(s, s.gia);
		const safety = needs.find(({ kind }) => kind === 'safety-online')!;
		const shown = await classesForNeed(s.as(s.lua, then), { need: safety.id });
		expect(shown.gaps.map((one) => one.id)).toEqual(['T3.1', 'T3.5']);
		for (const { id: need } of needs) await closeNeed(s.as(s.lua, then), { need, outcome: 'not-wanted' });
		await look(s, then + DAY);
		expect(await openOf(s, s.gia)).toEqual([]);
		const as = system('classes.gaps', only(leaveGaps), run, [1]);
		expect(await leaveGaps(s.as(as, then + DAY), { run })).toEqual({ found: 0 });
	})
);

test(
	'what is open already, or has a class to come, is not asked for twice; two rows of one person are one, and who lives elsewhere is another’s',
	scene(async (s) => {
		const [comes, twin, far] = [
			await settleMore(s, 'Lau Thị Gió'),
			await settleMore(s, 'Lau Thị Nắng'),
			await settleMore(s, 'Lau Thị Mưa')
		];
		const { last } = await held(s, [s.som, comes, twin, far]);
		const then = last + 20 * DAY;
		const mine = { id: id(), person: s.som, kind: 'learn' as const, urgency: 'today' as const };
		await recordNeed(s.as(s.lua, then), { ...mine, source: 'phone', note: null });
		const asks = { from: dayOf(s.as(s.lua, then + DAY).now), weekdays: [1, 2, 3, 4, 5], perWeek: 2 };
		const next = await openedClass(s, { template: 'self-protection', ...asks }, s.lua, then);
		await seatByPhone(s.as(s.lua, then), { id: id(), run: next, person: comes });
		await inScope(s.base.db, s.mai, '', async (db) => {
			await db`update person set merged_into = ${s.gia} where id = ${twin}`;
			await db`update person set elsewhere = true where id = ${far}`;
		});
		await look(s, then);
		const found = await Promise.all([s.som, comes, s.gia, far].map((person) => openOf(s, person)));
		expect(found).toEqual([['learn', 'safety-online'], [], ['learn', 'safety-online'], []]);
	})
);

test(
	'a class that was dropped, or ended more than sixty days ago, is not looked at; nobody does it but the house, and no need page shows what was learned since',
	scene(async (s) => {
		const dropped = await held(s, [s.gia]);
		await dropClass(s.as(s.lua, dropped.first + 1), { run: dropped.run });
		await look(s, dropped.last + 14 * DAY);
		const old = await held(s, [s.gia]);
		await look(s, old.last + 61 * DAY);
		expect(await openOf(s, s.gia)).toEqual([]);
		expect(await refusalOf(leaveGaps(s.as(s.lua, 1), { run: old.run }))).toBe('not-allowed');
		const kept = await held(s, [s.som]);
		const then = kept.last + 30 * DAY;
		await look(s, then);
		const [need] = await needsOf(s, s.som);
		const sits = await sitBeside(s, s.som, s.lua, then);
		await lookOn(s, sits, 'T3.1', then);
		await judgeAll(s, sits, 'T3.1', then);
		const { gaps } = await classesForNeed(s.as(sits, then + 1), { need: need!.id });
		expect(gaps.map((one) => one.id)).toEqual(['T3.5']);
	})
);

test(
	'whoever has such a need at another place keeps nobody else of the class from theirs',
	scene(async (s) => {
		const { last } = await held(s, [s.som, s.gia]);
		const far = system('assistance.note-due', new Set(), null, [2]);
		await inScope(s.base.db, far, '', (db) =>
			addFoundNeed(
				{ ...s.as(far), db },
				{ id: id(), centre: 2, person: s.gia, kind: 'learn', urgency: 'today', source: 'rule' }
			)
		);
		await look(s, last + 14 * DAY);
		expect(await openOf(s, s.som)).toEqual(['learn', 'safety-online']);
		expect(await openOf(s, s.gia)).toEqual(['safety-online']);
	})
);
