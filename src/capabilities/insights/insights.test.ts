import { describe, expect, it } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { fileByHand, queueForPortal, recordOfficialCode, tryPortal } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { people } from '#capabilities/cases/case-view.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { giveChance, rateByLink, rateTokenOf } from '#capabilities/satisfaction/rate.server.ts';
import { sit } from '#tests/support/enter.ts';
import { device, listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { deskId } from '#seed/house.ts';
import type { Figure } from './inputs.ts';
import { counted, today } from './today.server.ts';

const id = (): string => crypto.randomUUID();

/** Three numbers, one of them called; one file received by hand. */
async function morning(s: Scene): Promise<string> {
	const kiosk = device('kiosk', { desk: null });
	for (const [n, priority] of (['elder', 'none', 'none'] as const).entries())
		await takeTicket(s.as(kiosk, n), { id: id(), centre: 1, matter: 'certification', procedure: null, priority });
	await callNext(s.as(s.mai, 8), { desk: deskId('desk-2') });
	const sitting = await sitDown(s, '2.000635', 10);
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting, 15);
	await end(s.as(sitting.guide, 20), { session: sitting.session, reason: 'done' });
	await recordEncounter(s.as(listener(['assistance.record-encounter']), 21), {
		id: id(),
		session: sitting.session,
		topic: 'public-services',
		how: 'guided'
	});
	await receive(s.as(s.mai, 25), { case: sitting.case });
	return sitting.case;
}

describe('a leader’s page', () => {
	it(
		'opens exactly what each figure counts, with its denominator',
		scene(async (s) => {
			await morning(s);
			const facts = await today(s.as(s.thach, 30), {});
			const open = (figure: 'waiting' | 'served' | 'status' | 'how', key = '') =>
				counted(s.as(s.thach, 30), { figure, key });
			expect(facts.waiting).toMatchObject({ tickets: 3, waiting: 2, left: 0, longest: 29 });
			expect(await open('waiting')).toMatchObject({ of: 3, left: 0, rows: [{}, {}] });
			expect(facts.served).toMatchObject([{ priority: 'elder', people: 1, longest: 8 }]);
			expect((await open('served', 'elder')).rows).toHaveLength(1);
			expect(facts.statuses).toEqual([{ status: null, stage: 'received', files: 1 }]);
			expect((await open('status', 'received')).rows).toMatchObject([{ what: '2.000635' }]);
			expect(facts.how).toEqual([{ week: facts.weeks.at(-1), how: 'guided', times: 1 }]);
			expect(await open('how', `${facts.weeks.at(-1)}:guided`)).toMatchObject({ of: 1, rows: [{}] });
		})
	);
	it(
		'opens kept promises, due days, results in time and ratings as well',
		scene(async (s) => {
			await sit(s, 'mai', 'desk-2');
			const file = await morning(s);
			const day = 24 * 60;
			const open = (minutes: number, figure: Figure, key = '') => counted(s.as(s.thach, minutes), { figure, key });
			// The next day: yesterday's one called person was told a range; the file is late until its result is there.
			const before = await today(s.as(s.thach, day + 30), {});
			expect(before.kept.of).toBe(1);
			const kept = [await open(day + 30, 'kept', 'kept'), await open(day + 30, 'kept', 'late')];
			expect(kept.map(({ rows, of }) => [rows.length, of])).toEqual([
				[before.kept.right, 1],
				[1 - before.kept.right, 1]
			]);
			const due = [await open(day + 30, 'due', 'late'), await open(day + 30, 'due', 'soon')];
			expect(due.map(({ rows }) => rows.length)).toEqual([before.due.late, before.due.soon]);
			await recordOfficialCode(s.as(s.mai, 40), { case: file, code: '000.16.43.H56-260714-0044' });
			expect(await open(50, 'status', '1')).toMatchObject({ of: 1, rows: [{ id: file }] });
			await recordStatus(s.as(s.mai, 60), {
				case: file,
				status: 9,
				outsideAt: s.as(s.mai, 60).now.toISOString()
			});
			expect((await today(s.as(s.thach, 70), {})).onTime).toEqual({ right: 1, of: 1 });
			expect(await open(70, 'on-time', 'right')).toMatchObject({ of: 1, rows: [{ id: file }] });
			expect(await open(70, 'on-time', 'late')).toMatchObject({ of: 1, rows: [] });
			await giveChance(s.as(listener(['satisfaction.give-chance'], file), 71), { session: null, case: file });
			await rateByLink(s.as(listener(['satisfaction.rate-by-link'], null, []), 72), {
				id: id(),
				token: rateTokenOf(s.base, file),
				score: 4
			});
			expect((await today(s.as(s.thach, 75), {})).ratings).toEqual([{ score: 4, times: 1 }]);
			expect(await open(75, 'rating', '4')).toMatchObject({ of: 1, rows: [{ what: 'link' }] });
		})
	);
	it(
		'shows a province the sum of its centres and another commune nothing of it',
		scene(async (s) => {
			await morning(s);
			const sum = await today(s.as(s.sim, 30), {});
			expect(sum.waiting.tickets).toBe(3);
			// Each commune by its own name, and what is opened says where it was.
			expect(sum.communes.map(({ centre, name }) => [centre, name])).toEqual([
				[1, 'Xã Quảng Bình'],
				[2, 'Xã Trường Văn']
			]);
			expect(sum.communes.map(({ called }) => called)).toEqual([
				sum.served.reduce((all, { people }) => all + people, 0),
				0
			]);
			const opened = await counted(s.as(s.sim, 30), { figure: 'served', key: '' });
			expect(new Set(opened.rows.map(({ commune }) => commune))).toEqual(new Set(['Xã Quảng Bình']));
			expect((await counted(s.as(s.sim, 30), { figure: 'served', key: '', centre: 2 })).rows).toEqual([]);
			expect(await refusalOf(counted(s.as(s.thach, 30), { figure: 'served', key: '', centre: 2 }))).toBe(
				'not-your-place'
			);
			const other = { ...s.thach, centres: [2] };
			expect(await today(s.as(other, 30), {})).toMatchObject({ waiting: { tickets: 0 }, statuses: [], how: [] });
		})
	);
});

describe('a case before the portal', () => {
	it(
		'is tried again by the machine until a person files it by hand',
		scene(async (s) => {
			const file = await morning(s);
			await queueForPortal(s.as(listener(['filing.queue-for-portal'], file), 26), { case: file });
			expect(await tryPortal(s.as(s.mai, 30), { case: file })).toEqual({ way: 'by-hand' });
			await fileByHand(s.as(s.mai, 31), { case: file });
			await recordOfficialCode(s.as(s.mai, 32), { case: file, code: '000.16.43.H56-260714-0044' });
			expect(await refusalOf(tryPortal(s.as(s.mai, 33), { case: file }))).toBe('case-stage');
		})
	);
	it(
		'names its three people and the officer who has it',
		scene(async (s) => {
			const file = await morning(s);
			expect(await people(s.as(s.mai, 30), { case: file })).toMatchObject({
				owner: { name: 'Sương Thị Sớm' },
				receiver: 'Nắng Thị Mai',
				helper: 'Hoa Thị Lúa',
				others: []
			});
		})
	);
});
